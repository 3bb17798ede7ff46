//! A person who is played: signs in through the pages of the second screen, in a thread of its own.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Viewer;
use super::browser::{Arrival, Browser};
use super::form::Document;
use super::script::{Account, Next, Script};
use crate::event::Code;
use crate::provider::Provider;
use crate::trouble::{Trouble, Who};

/// Pages that a sign-in leads through at most.
const PAGES: usize = 20;

/// The person's act on a page that leads back.
const RETURNS: &str = "goes back to the television";

/// The person's act, or the reason why it could not be done.
type News = Result<String, String>;

/// A scripted person.
pub(crate) struct Scripted {
    provider: String,
    account: Account,
    return_url: Option<String>,
    news: Option<Receiver<News>>,
}

impl Scripted {
    /// A person with `account` at `provider`, who goes back to the television when `return_url` is reached.
    pub(crate) fn new(provider: &str, account: Account, return_url: Option<&str>) -> Self {
        Self { provider: provider.to_owned(), account, return_url: return_url.map(str::to_owned), news: None }
    }
}

impl Viewer for Scripted {
    fn see(&mut self, code: &Code) {
        let (sender, news) = channel();
        self.news = Some(news);
        let script = Script::new(&code.code, &self.provider, self.account.clone());
        let url = code.activation_url.clone().or_else(|| code.authenticate_url.clone());
        let return_url = self.return_url.clone();
        thread::spawn(move || {
            let result = match url {
                Some(url) => sign_in(&url, return_url.as_deref(), script, &sender),
                None => Err("there is no page to open; --activation-url names it".into()),
            };
            if let Err(why) = result {
                // A television that is off does not listen any more.
                let _ = sender.send(Err(why));
            }
        });
    }

    fn choose(&mut self, providers: &[Provider]) -> Result<String, Trouble> {
        match providers.iter().find(|provider| provider.id == self.provider) {
            Some(provider) => Ok(provider.id.clone()),
            None => Err(gave_up(&format!("{} is not among the {} providers", self.provider, providers.len()))),
        }
    }

    fn pass(&mut self, time: Duration) -> Result<Option<String>, Trouble> {
        let Some(news) = &self.news else {
            thread::sleep(time);
            return Ok(None);
        };
        match news.recv_timeout(time) {
            Ok(Ok(did)) => Ok(Some(did)),
            Ok(Err(why)) => Err(gave_up(&why)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                self.news = None;
                Ok(None)
            }
        }
    }

    fn sign_out(&mut self, url: &str) -> Result<Vec<String>, Trouble> {
        let outcome = sign_out(url, self.return_url.as_deref()).map_err(|why| {
            let reason = format!("the scripted person cannot sign out at the provider: {why}");
            Trouble::new(Who::User, reason, "open the page in a browser")
        })?;
        Ok(vec![format!("opens {url}"), outcome])
    }

    fn finish(&mut self) -> Vec<String> {
        // The profile is there already, so what failed after it is of no matter.
        self.news.take().into_iter().flatten().filter_map(Result::ok).collect()
    }
}

fn gave_up(why: &str) -> Trouble {
    let reason = format!("the scripted person cannot sign in: {why}");
    Trouble::new(Who::User, reason, "start with --no-auto, and sign in yourself")
}

fn sign_out(url: &str, return_url: Option<&str>) -> Result<String, String> {
    match Browser::new(url, return_url).open(url)? {
        Arrival::Returned => Ok(RETURNS.into()),
        Arrival::Page(page) => {
            let says = Document::read(&page.html, &page.url).says;
            if page.status >= 400 {
                return Err(format!("{} answers with status {}: {says}", page.url, page.status));
            }
            Ok(reads(&says))
        }
    }
}

fn reads(says: &str) -> String {
    format!("reads \"{says}\"")
}

fn sign_in(url: &str, return_url: Option<&str>, mut script: Script, news: &Sender<News>) -> Result<(), String> {
    let browser = Browser::new(url, return_url);
    let tell = |did: String| {
        // As above.
        let _ = news.send(Ok(did));
    };
    tell(format!("opens {url}"));
    let mut arrival = browser.open(url)?;
    for _ in 0..PAGES {
        let Arrival::Page(page) = &arrival else {
            tell(RETURNS.into());
            return Ok(());
        };
        match script.next(page)? {
            Next::Submit { does, submission } => {
                tell(does);
                arrival = browser.submit(submission)?;
            }
            Next::Done { says } => {
                tell(reads(&says));
                return Ok(());
            }
        }
    }
    Err(format!("{url} leads through more than {PAGES} pages"))
}
