//! The scripted person on each page: types the code, chooses the provider, logs in.

use super::browser::Page;
use super::form::{Document, Form, Kind, Submission};

/// The next act.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Submit {
        does: String,
        submission: Submission,
    },
    /// The login is done, and the page says this.
    Done {
        says: String,
    },
}

/// An account at the provider.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) password: String,
}

/// The person's knowledge and acts so far.
pub(crate) struct Script {
    code: String,
    provider: String,
    account: Account,
    has_typed: bool,
    has_confirmed: bool,
    has_logged_in: bool,
}

impl Script {
    /// Signs in with `code` at `provider`.
    pub(crate) fn new(code: &str, provider: &str, account: Account) -> Self {
        let (code, provider) = (code.to_owned(), provider.to_owned());
        Self { code, provider, account, has_typed: false, has_confirmed: false, has_logged_in: false }
    }

    /// The act on `page`.
    ///
    /// # Errors
    /// Nothing that this person knows, or what was done was refused.
    pub(crate) fn next(&mut self, page: &Page) -> Result<Next, String> {
        let document = Document::read(&page.html, &page.url);
        let stuck = |why: &str| format!("{} {why}: {}", page.url, document.says);
        if page.status >= 400 {
            return Err(stuck(&format!("answers with status {}", page.status)));
        }
        if let Some((form, index)) = find(&document.forms, Kind::Password, |_| true) {
            return if self.has_logged_in { Err(stuck("refuses the login")) } else { Ok(self.log_in(form, index)) };
        }
        if self.has_logged_in {
            return Ok(Next::Done { says: document.says });
        }
        if let Some(submission) = document.forms.iter().find_map(|form| form.choose(&self.provider)) {
            return Ok(Next::Submit { does: format!("chooses {}", self.provider), submission });
        }
        if let Some((form, index)) = find(&document.forms, Kind::Text, |hint| hint.contains("code")) {
            return if self.has_typed { Err(stuck("refuses the code")) } else { Ok(self.type_code(form, index)) };
        }
        if let Some(form) = document.forms.iter().find(|form| is_confirmation(form)).filter(|_| !self.has_confirmed) {
            self.has_confirmed = true;
            return Ok(Next::Submit { does: "confirms the device".into(), submission: form.submit() });
        }
        Err(stuck(&format!("offers neither {} nor a login", self.provider)))
    }

    fn type_code(&mut self, form: &Form, index: usize) -> Next {
        self.has_typed = true;
        let mut form = form.clone();
        form.fill(index, &self.code);
        Next::Submit { does: format!("types {}", self.code), submission: form.submit() }
    }

    fn log_in(&mut self, form: &Form, password: usize) -> Next {
        self.has_logged_in = true;
        let mut form = form.clone();
        form.fill(password, &self.account.password);
        let names = ["user", "name", "mail", "login"];
        let is_name = |hint: &str| names.iter().any(|word| hint.contains(word));
        if let Some(name) = form.position(Kind::Text, is_name).or_else(|| form.position(Kind::Text, |_| true)) {
            form.fill(name, &self.account.name);
        }
        Next::Submit { does: format!("logs in as {}", self.account.name), submission: form.submit() }
    }
}

fn find(forms: &[Form], kind: Kind, is_wanted: impl Fn(&str) -> bool) -> Option<(&Form, usize)> {
    forms.iter().find_map(|form| Some((form, form.position(kind, &is_wanted)?)))
}

/// Nothing to fill in or to choose, one button to press.
fn is_confirmation(form: &Form) -> bool {
    form.fields.iter().all(|field| field.kind == Kind::Silent) && form.buttons.len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    const CODE_PAGE: &str = "<form action=/code><input name=code><button>Go</button></form>";
    const LOGIN_PAGE: &str = "<form method=post><label>E-mail <input name=id></label><input type=password name=pw>\
                              <button>Sign in</button></form>";

    fn script() -> Script {
        Script::new("8ADF2", "Dish", Account { name: "viewer".into(), password: "secret".into() })
    }

    fn page(html: &str) -> Page {
        Page { url: Url::parse("http://tv.example/p").unwrap(), status: 200, html: html.into() }
    }

    fn done(next: Result<Next, String>) -> (String, String) {
        match next.unwrap() {
            Next::Submit { does, submission } => (does, submission.body.unwrap_or_else(|| submission.url.to_string())),
            Next::Done { says } => ("done".into(), says),
        }
    }

    #[test]
    fn a_person_types_the_code_chooses_the_provider_and_logs_in() {
        let mut script = script();
        let choice = "<form><input type=search name=q></form>\
                      <form method=post><button name=mvpd value=Cox>C</button><button name=mvpd value=Dish>D</button></form>";
        let expected = [
            (CODE_PAGE, "types 8ADF2", "http://tv.example/code?code=8ADF2"),
            (choice, "chooses Dish", "mvpd=Dish"),
            (LOGIN_PAGE, "logs in as viewer", "id=viewer&pw=secret"),
            ("<h1>You are signed in</h1>", "done", "You are signed in"),
        ];
        for (html, does, sends) in expected {
            assert_eq!(done(script.next(&page(html))), (does.into(), sends.into()));
        }
    }

    #[test]
    fn a_person_confirms_the_device_where_nothing_is_left_to_choose() {
        let mut script = script();
        let html = "<form method=post><input type=hidden name=code value=8ADF2><button>Sign in at DISH</button></form>";
        assert_eq!(done(script.next(&page(html))), ("confirms the device".into(), "code=8ADF2".into()));
        assert!(script.next(&page(html)).is_err(), "the same page again leads nowhere");
    }

    #[test]
    fn what_is_refused_is_told_with_the_pages_own_words() {
        let mut script = script();
        done(script.next(&page(CODE_PAGE)));
        let refused = format!("{CODE_PAGE}<p role=alert>No such code</p>");
        assert_eq!(script.next(&page(&refused)).unwrap_err(), "http://tv.example/p refuses the code: No such code");
        done(script.next(&page(LOGIN_PAGE)));
        let refused = format!("<h1>Wrong password</h1>{LOGIN_PAGE}");
        assert_eq!(script.next(&page(&refused)).unwrap_err(), "http://tv.example/p refuses the login: Wrong password");
    }

    #[test]
    fn a_page_that_is_no_such_page_is_named() {
        let mut script = script();
        let missing = Page { status: 404, ..page("<h1>Not here</h1>") };
        assert_eq!(script.next(&missing).unwrap_err(), "http://tv.example/p answers with status 404: Not here");
        let other = script.next(&page("<h1>Welcome</h1>")).unwrap_err();
        assert_eq!(other, "http://tv.example/p offers neither Dish nor a login: Welcome");
    }
}
