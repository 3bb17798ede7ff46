//! The television as a picture in a terminal.

use std::io::{self, Write};

use super::frame::{Line, arrange, fits, television};
use super::letters::{self, Width};
use super::{Screen, Waiting, qr, words};
use crate::decision::Catalogue;
use crate::event::{Code, Event};
use crate::printable::printable;
use crate::profile::Profile;

const TITLE: &str = "tvpass living room";

/// Columns that frame and gaps take of a line at most.
const MARGIN: usize = 10;

/// Colours and weights, as terminals number them.
const PLAIN: &str = "";
const HEADING: &str = "1";
const QUIET: &str = "2";
const ADDRESS: &str = "4;36";
const LARGE: &str = "1;33";
const GOOD: &str = "1;32";
/// Cameras want black on white, whatever the terminal's own colours are.
const PAPER: &str = "30;107";

/// A terminal of some width.
pub(crate) struct Terminal<W> {
    output: W,
    columns: usize,
    ticks: usize,
}

impl<W: Write> Terminal<W> {
    /// A screen of `columns` on `output`.
    pub(crate) fn new(output: W, columns: usize) -> Self {
        Self { output, columns, ticks: 0 }
    }

    /// Replaces the last line, which is about what is going on right now.
    fn status(&mut self, text: &str) -> io::Result<()> {
        let room = self.columns.saturating_sub(3);
        let text: String = text.chars().take(room).collect();
        // Spaces, since a terminal without colours gets no command to erase either.
        write!(self.output, "\r  \u{1b}[{QUIET}m{text:room$}\u{1b}[0m")
    }

    fn clear_status(&mut self) -> io::Result<()> {
        write!(self.output, "\r{:1$}\r", "", self.columns.saturating_sub(1))
    }

    fn picture(&mut self, lines: &[Line]) -> io::Result<()> {
        self.clear_status()?;
        for line in television(TITLE, lines) {
            writeln!(self.output, "{line}")?;
        }
        Ok(())
    }

    fn code(&mut self, code: &Code) -> io::Result<()> {
        let right: Vec<_> = words::address_for_cameras(code)
            .map(|url| qr::lines(&url).iter().map(|line| Line::new(PAPER, line)).collect())
            .unwrap_or_default();
        let wide = instructions(code, Width::Full);
        let left = if fits(&wide, &right, self.columns) { wide } else { instructions(code, Width::Half) };
        self.picture(&arrange(left, &right, self.columns))
    }

    /// One line that stays.
    fn note(&mut self, text: &str) -> io::Result<()> {
        self.clear_status()?;
        writeln!(self.output, "  \u{1b}[{QUIET}m{text}\u{1b}[0m")
    }

    fn catalogue(&mut self, catalogue: &Catalogue) -> io::Result<()> {
        let mut lines = vec![Line::new(HEADING, "What you can watch"), Line::default()];
        lines.extend(catalogue.permitted.iter().map(|title| Line::new(PLAIN, &format!("▸ {}", printable(title)))));
        lines.extend(words::left_out(catalogue).map(|text| Line::new(QUIET, &text)));
        self.picture(&lines)
    }

    fn profile(&mut self, profile: &Profile) -> io::Result<()> {
        let facts = words::facts(profile).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let mut lines = vec![Line::new(GOOD, "✓ You are signed in"), Line::default()];
        lines.extend(table(facts, HEADING, self.columns));
        let attributes = words::attributes(profile);
        if !attributes.is_empty() {
            lines.extend([Line::default(), Line::new(HEADING, "What your provider tells this television")]);
            lines.extend(table(attributes, PLAIN, self.columns));
        }
        self.picture(&lines)
    }
}

fn instructions(code: &Code, width: Width) -> Vec<Line> {
    let step = |number: &str, text: &str| Line::new(QUIET, number).then(&Line::new(PLAIN, text));
    let mut lines = vec![Line::new(HEADING, "Sign in to watch"), Line::default()];
    // Without a page for codes the code has no use, and the login's own address is what remains.
    let (url, has_page) = match (&code.activation_url, &code.authenticate_url) {
        (Some(url), _) => (Some(url), true),
        (None, url) => (url.as_ref(), url.is_none()),
    };
    if let Some(url) = url {
        lines.push(step("1  ", "On your phone or computer, open"));
        lines.push(Line::new(PLAIN, "   ").then(&Line::new(ADDRESS, &printable(url))));
        lines.push(Line::default());
    }
    if has_page {
        lines.push(step(if url.is_some() { "2  " } else { "1  " }, "Type this code"));
        lines.push(Line::default());
        for line in letters::large(&printable(&code.code), width) {
            lines.push(Line::new(PLAIN, "   ").then(&Line::new(LARGE, &line)));
        }
        lines.push(Line::new(HEADING, &format!("   {}", printable(&code.code))));
        lines.push(Line::default());
    }
    let last = if url.is_some() && has_page { "3  " } else { "2  " };
    lines.push(step(last, "Sign in at your TV provider"));
    lines
}

/// Names and values in two columns; what does not fit is cut.
fn table(rows: Vec<(String, String)>, style: &str, columns: usize) -> Vec<Line> {
    let names = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let room = columns.saturating_sub(names + MARGIN);
    let row = |(name, value): (String, String)| {
        let value = cut(value, room);
        Line::new(QUIET, &format!("{name:names$}  ")).then(&Line::new(style, &value))
    };
    rows.into_iter().map(row).collect()
}

fn cut(text: String, room: usize) -> String {
    if text.chars().count() > room { text.chars().take(room.saturating_sub(1)).chain(['…']).collect() } else { text }
}

impl<W: Write> Screen for Terminal<W> {
    fn show(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::Started { remembered_mvpd: Some(mvpd), .. } => {
                self.status(&format!("Welcome back, asking whether {} still knows you …", printable(mvpd)))?;
            }
            Event::Started { server, .. } => self.status(&format!("Turning on, service {server} …"))?,
            Event::Registered => self.status("Registered with the service …")?,
            Event::Token | Event::Poll { .. } => {}
            Event::Profiles => self.status("Asking who is signed in …")?,
            Event::Configuration => self.status("Fetching the list of providers …")?,
            Event::Code(code) => self.code(code)?,
            Event::Pause { milliseconds } => {
                let seconds = milliseconds.div_ceil(1000);
                self.status(&format!("The service is busy or out of reach, again in {seconds} s …"))?;
            }
            Event::CodeExpired => self.status("The code has expired, getting another …")?,
            Event::Person { does } => {
                self.note(&format!("The scripted person {}.", printable(does)))?;
            }
            Event::SignedIn { profile, .. } => self.profile(profile)?,
            Event::FrameworkStandIn { does } => self.note(&words::framework(does))?,
            Event::Preauthorized(catalogue) => self.catalogue(catalogue)?,
            Event::Decision(decision) => {
                let style = if decision.authorized { GOOD } else { HEADING };
                let (headline, details) = words::decision(decision);
                let room = self.columns.saturating_sub(MARGIN);
                self.picture(&[Line::new(style, &cut(headline, room)), Line::new(PLAIN, &cut(details, room))])?;
            }
            Event::LinkCode { code, .. } => self.note(&words::link_code(code))?,
            Event::Joined { mvpd } => self.note(&words::joined(mvpd))?,
            Event::LogoutPages { urls } => {
                for url in urls {
                    self.note(&format!("To sign out at the provider too, open {}", printable(url)))?;
                }
            }
            Event::PartnerSettings => self.note(words::PARTNER_SETTINGS)?,
            Event::LoggedOut { mvpd, was_signed_in } => {
                self.picture(&[Line::new(HEADING, &words::logged_out(mvpd, *was_signed_in))])?;
            }
            Event::Granted { .. } | Event::Stopped(_) => self.clear_status()?,
        }
        self.output.flush()
    }

    fn wait(&mut self, waiting: Waiting) -> io::Result<()> {
        const PULSE: [&str; 4] = ["◐", "◓", "◑", "◒"];
        let Waiting { seconds_left, polls } = waiting;
        let pulse = PULSE[self.ticks % PULSE.len()];
        self.ticks += 1;
        let asked = match polls {
            1 => "asked once".to_owned(),
            _ => format!("asked {polls} times"),
        };
        self.status(&format!("{pulse} Waiting for your sign-in · {} left · {asked}", words::clock(seconds_left)))?;
        self.output.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Decision;

    /// The terminal's text without its colours, with each status as a line of its own.
    fn shown(work: impl FnOnce(&mut Terminal<&mut Vec<u8>>) -> io::Result<()>) -> String {
        let mut output = Vec::new();
        work(&mut Terminal::new(&mut output, 80)).unwrap();
        let text = String::from_utf8(output).unwrap();
        let mut pieces = text.split("\u{1b}[");
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces
            .fold(first, |plain, piece| plain + piece.split_once('m').map_or("", |(_, rest)| rest))
            .replace('\r', "\n")
    }

    fn code(activation_url: Option<&str>, authenticate_url: Option<&str>) -> Event {
        Event::Code(Code {
            code: "8ADF2".into(),
            activation_url: activation_url.map(Into::into),
            authenticate_url: authenticate_url.map(Into::into),
            expires_in_seconds: 1800,
        })
    }

    #[test]
    fn a_code_is_shown_with_the_page_to_type_it_and_a_picture_for_cameras() {
        let screen = shown(|terminal| terminal.show(&code(Some("http://127.0.0.1:8787/activate"), None)));
        for part in ["1  On your phone", "http://127.0.0.1:8787/activate", "2  Type this code", "8ADF2", "3  Sign in"] {
            assert!(screen.contains(part), "{part} is not in:\n{screen}");
        }
        assert!(screen.contains("█▀▀▀▀▀█"), "{screen}");
        assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    }

    #[test]
    fn without_a_page_for_codes_only_the_login_is_named() {
        let screen = shown(|terminal| terminal.show(&code(None, Some("https://host/api/v2/authenticate/X/8ADF2"))));
        assert!(
            screen.contains("https://host/api/v2/authenticate/X/8ADF2") && screen.contains("2  Sign in"),
            "{screen}"
        );
        assert!(!screen.contains("Type this code"), "{screen}");
    }

    #[test]
    fn a_code_without_any_address_is_still_shown() {
        let screen = shown(|terminal| terminal.show(&code(None, None)));
        assert!(screen.contains("1  Type this code") && screen.contains("2  Sign in"), "{screen}");
    }

    #[test]
    fn the_wait_tells_the_time_left_and_the_questions_asked() {
        let screen = shown(|terminal| {
            terminal.wait(Waiting { seconds_left: 1794, polls: 1 })?;
            terminal.wait(Waiting { seconds_left: 61, polls: 2 })
        });
        assert!(screen.contains("29:54 left · asked once") && screen.contains("1:01 left · asked 2 times"), "{screen}");
    }

    #[test]
    fn a_denial_with_a_long_reason_stays_within_the_frame() {
        let decision = Decision {
            resource: "premium".into(),
            mvpd: "Dish".into(),
            authorized: false,
            source: "mvpd".into(),
            media_token_seconds: None,
            code: None,
            message: Some("Order it ".repeat(20)),
        };
        let screen = shown(|terminal| terminal.show(&Event::Decision(decision)));
        assert!(screen.contains("Not playing premium") && screen.contains('…'), "{screen}");
        assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    }

    #[test]
    fn what_the_provider_does_not_permit_is_not_on_the_screen() {
        let catalogue =
            Catalogue { permitted: vec!["news".into()], denied: vec!["premium".into()], ..Catalogue::default() };
        let screen = shown(|terminal| terminal.show(&Event::Preauthorized(catalogue)));
        assert!(screen.contains("▸ news") && screen.contains("1 title is not included"), "{screen}");
        assert!(!screen.contains("premium"), "{screen}");
    }

    #[test]
    fn a_long_value_is_cut_at_the_edge() {
        let profile = serde_json::from_value(serde_json::json!({
            "mvpd": "Dish", "notBefore": 1, "notAfter": 2, "issuer": "Dish", "type": "regular",
            "attributes": {"channelID": {"value": vec!["channel"; 100], "state": "plain"}}
        }))
        .unwrap();
        let screen = shown(|terminal| terminal.show(&Event::SignedIn { mvpd: "Dish".into(), profile }));
        assert!(screen.contains("✓ You are signed in") && screen.contains('…'), "{screen}");
        assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    }
}
