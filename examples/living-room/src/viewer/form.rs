//! The forms of a page, whoever wrote it: their fields, their buttons, and what they send.

use scraper::{ElementRef, Html, Selector};
use url::Url;
use url::form_urlencoded::Serializer;

/// The meaning of a field to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Password,
    /// Sent as it is, without the person.
    Silent,
    /// One of several values under one name.
    Option,
}

/// A field, or one option of it.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) kind: Kind,
    name: String,
    value: String,
    /// The page's words about it, in small letters: name, label, placeholder.
    pub(crate) hint: String,
    is_sent: bool,
}

/// A button that submits.
#[derive(Clone, Debug)]
pub(crate) struct Button {
    name: Option<String>,
    value: String,
    label: String,
}

/// A form as the page has it.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    action: Url,
    is_post: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) buttons: Vec<Button>,
}

/// The request that a form sends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Submission {
    pub(crate) url: Url,
    /// The form of a POST; a GET has its values in the address.
    pub(crate) body: Option<String>,
}

impl Field {
    /// True if the page means `value` by this option, by value or by label.
    fn means(&self, value: &str) -> bool {
        self.kind == Kind::Option && is_meant(value, &self.value, &self.hint)
    }
}

impl Button {
    fn means(&self, value: &str) -> bool {
        self.name.is_some() && is_meant(value, &self.value, &self.label)
    }

    fn goes_back(&self) -> bool {
        let text = format!("{} {}", self.value, self.label).to_lowercase();
        ["cancel", "back", "abort"].iter().any(|word| text.contains(word))
    }
}

fn is_meant(wanted: &str, value: &str, label: &str) -> bool {
    value == wanted || label.trim().eq_ignore_ascii_case(wanted)
}

impl Form {
    /// Writes `value` into a field.
    pub(crate) fn fill(&mut self, index: usize, value: &str) {
        if let Some(field) = self.fields.get_mut(index) {
            value.clone_into(&mut field.value);
        }
    }

    /// The first field of `kind` for which `is_wanted`.
    pub(crate) fn position(&self, kind: Kind, is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
        self.fields.iter().position(|field| field.kind == kind && is_wanted(&field.hint))
    }

    /// Chooses `value` among the options or the buttons; the submission that does so, if the form offers it.
    pub(crate) fn choose(&self, value: &str) -> Option<Submission> {
        if let Some(button) = self.buttons.iter().find(|button| button.means(value)) {
            return Some(self.submission(Some(button)));
        }
        let chosen = self.fields.iter().position(|field| field.means(value))?;
        let mut form = self.clone();
        let name = form.fields[chosen].name.clone();
        for (index, field) in form.fields.iter_mut().enumerate() {
            if field.kind == Kind::Option && field.name == name {
                field.is_sent = index == chosen;
            }
        }
        Some(form.submit())
    }

    /// The fields that the button that goes on sends.
    pub(crate) fn submit(&self) -> Submission {
        self.submission(self.buttons.iter().find(|button| !button.goes_back()))
    }

    fn submission(&self, button: Option<&Button>) -> Submission {
        let fields = self.fields.iter().filter(|field| field.is_sent && !field.name.is_empty());
        let pressed = button.and_then(|button| Some((button.name.as_deref()?, button.value.as_str())));
        let mut pairs = Serializer::new(String::new());
        pairs.extend_pairs(fields.map(|field| (field.name.as_str(), field.value.as_str())).chain(pressed));
        let pairs = pairs.finish();
        let mut url = self.action.clone();
        if self.is_post {
            return Submission { url, body: Some(pairs) };
        }
        url.set_query(Some(&pairs));
        Submission { url, body: None }
    }
}

/// A page that was read.
pub(crate) struct Document {
    pub(crate) forms: Vec<Form>,
    /// The page's message: its complaint if it has one, else its headline.
    pub(crate) says: String,
}

impl Document {
    /// Reads `html`, loaded from `url`.
    pub(crate) fn read(html: &str, url: &Url) -> Self {
        let document = Html::parse_document(html);
        let forms = document.select(&selector("form")).filter_map(|form| read_form(&document, form, url)).collect();
        let first = |what| document.select(&selector(what)).next().map(text);
        let says = first("[role=alert]").or_else(|| first("h1")).or_else(|| first("title")).unwrap_or_default();
        Self { forms, says }
    }
}

fn read_form(document: &Html, form: ElementRef<'_>, url: &Url) -> Option<Form> {
    let attribute = |name| form.value().attr(name).unwrap_or_default();
    let mut read = Form {
        action: url.join(attribute("action")).ok()?,
        is_post: attribute("method").eq_ignore_ascii_case("post"),
        fields: Vec::new(),
        buttons: Vec::new(),
    };
    for control in form.select(&selector("input, select, textarea, button")) {
        if control.value().attr("disabled").is_none() {
            read_control(document, control, &mut read);
        }
    }
    Some(read)
}

fn read_control(document: &Html, control: ElementRef<'_>, form: &mut Form) {
    let attribute = |name| control.value().attr(name).unwrap_or_default().to_owned();
    let kind = attribute("type").to_lowercase();
    let has = |name| control.value().attr(name).is_some();
    let hint = || {
        let parts = [attribute("name"), label(document, control), attribute("placeholder"), attribute("autocomplete")];
        parts.join(" ").to_lowercase()
    };
    let mut field = |kind, value, hint, is_sent| {
        form.fields.push(Field { kind, name: attribute("name"), value, hint, is_sent });
    };
    match (control.value().name(), kind.as_str()) {
        ("select", _) => {
            for (value, label, is_selected) in options(control) {
                field(Kind::Option, value, label, is_selected);
            }
        }
        ("button", "button" | "reset") | ("input", "button" | "reset" | "file") => {}
        ("button", _) | ("input", "submit" | "image") => {
            let label = if control.value().name() == "button" { text(control) } else { attribute("value") };
            let name = Some(attribute("name")).filter(|name| !name.is_empty());
            form.buttons.push(Button { name, value: attribute("value"), label });
        }
        ("input", "hidden") => field(Kind::Silent, attribute("value"), String::new(), true),
        ("input", "radio") => field(Kind::Option, attribute("value"), label(document, control), has("checked")),
        ("input", "checkbox") => {
            let value = control.value().attr("value").unwrap_or("on").to_owned();
            field(Kind::Silent, value, String::new(), has("checked"));
        }
        ("input", "password") => field(Kind::Password, attribute("value"), hint(), true),
        ("input", _) => field(Kind::Text, attribute("value"), hint(), true),
        (_, _) => field(Kind::Text, text(control), hint(), true),
    }
}

/// Value, label and whether it is the one that is sent untouched: the marked one, or the first.
fn options(select: ElementRef<'_>) -> Vec<(String, String, bool)> {
    let options: Vec<_> = select.select(&selector("option")).collect();
    let marked = options.iter().position(|option| option.value().attr("selected").is_some()).unwrap_or(0);
    let read = |(index, option): (usize, &ElementRef<'_>)| {
        let label = text(*option);
        (option.value().attr("value").unwrap_or(&label).to_owned(), label, index == marked)
    };
    options.iter().enumerate().map(read).collect()
}

/// The text of the label that names the control, or that holds it.
fn label(document: &Html, control: ElementRef<'_>) -> String {
    let id = control.value().attr("id");
    let named = document.select(&selector("label[for]")).find(|label| label.value().attr("for") == id && id.is_some());
    let holding = || control.ancestors().filter_map(ElementRef::wrap).find(|element| element.value().name() == "label");
    named.or_else(holding).map(text).unwrap_or_default()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("it is one of this file's own")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(html: &str) -> Vec<Form> {
        Document::read(html, &Url::parse("http://tv.example/a/page?x=1").unwrap()).forms
    }

    #[test]
    fn a_get_form_puts_its_values_into_the_address() {
        let html =
            r#"<form action="/activate"><label for="c">Your code</label><input id="c" name="rc"><button>Go</button>"#;
        let mut form = forms(html).remove(0);
        form.fill(form.position(Kind::Text, |hint| hint.contains("code")).unwrap(), "A B&C");
        let submission = form.submit();
        assert_eq!((submission.url.as_str(), submission.body), ("http://tv.example/activate?rc=A+B%26C", None));
    }

    #[test]
    fn a_form_without_action_goes_back_to_its_page_and_sends_what_is_hidden_and_checked() {
        let html = r#"<form method="POST"><input type=hidden name=t value="1"><input type=checkbox name=keep checked>
            <input type=checkbox name=news><input name=off disabled value=x><input type=submit name=ok value=Yes></form>"#;
        let submission = forms(html)[0].submit();
        assert_eq!(submission.url.as_str(), "http://tv.example/a/page?x=1");
        assert_eq!(submission.body.unwrap(), "t=1&keep=on&ok=Yes");
    }

    #[test]
    fn a_provider_is_chosen_as_a_button_as_a_radio_button_or_in_a_list() {
        let choices = [
            r"<form method=post><button name=mvpd value=Dish>DISH</button><button name=mvpd value=Cox>Cox Cable</button>",
            r"<form method=post><label><input type=radio name=mvpd value=Dish checked>DISH</label>
               <label><input type=radio name=mvpd value=Cox>Cox Cable</label><button>Go</button>",
            r"<form method=post><select name=mvpd><option value=Dish>DISH<option value=Cox>Cox Cable</select>",
        ];
        for html in choices {
            let form = forms(html).remove(0);
            for wanted in ["Cox", "cox cable"] {
                assert_eq!(form.choose(wanted).unwrap().body.unwrap(), "mvpd=Cox", "{html}");
            }
            assert_eq!(form.choose("Spectrum"), None);
        }
    }

    #[test]
    fn the_button_that_goes_on_is_pressed_wherever_it_stands() {
        let html = r"<form method=post><button name=action value=cancel>Cancel</button>
            <button type=button>Help</button><button name=action value=login>Sign in</button>";
        assert_eq!(forms(html)[0].submit().body.unwrap(), "action=login");
    }

    #[test]
    fn a_page_says_its_complaint_before_its_headline() {
        let url = Url::parse("http://tv.example").unwrap();
        assert_eq!(
            Document::read("<title>T</title><h1>Sign in</h1><p role=alert>Wrong\n code", &url).says,
            "Wrong code"
        );
        assert_eq!(Document::read("<title>T</title><h1>Sign <b>in</b></h1>", &url).says, "Sign in");
    }
}
