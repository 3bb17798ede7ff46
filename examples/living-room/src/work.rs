//! Work of the client in a thread of its own, while this one shows the screen and plays the viewer.

use std::sync::mpsc::{Receiver, Sender, channel};

use tvpass_client::blocking::Client;
use tvpass_client::{
    CancelToken, Error, ExchangeResult, LogoutQuestion, Observation, PartnerQuestion, Reply, ShownLinkCode,
    SignInQuestion,
};

/// A question of any job.
pub(crate) enum Question {
    SignIn(SignInQuestion),
    Logout(LogoutQuestion),
    Partner(PartnerQuestion),
    Link(ShownLinkCode),
}

/// A message of the working thread.
pub(crate) enum Message {
    /// Method and path of an exchange that is over, and whether the service answered with a success.
    Exchange { line: String, succeeded: bool },
    /// A pause of so many milliseconds.
    Pause(u64),
    /// The job waits for the reply.
    Question(Question, Sender<Reply>),
    /// The job has ended.
    End,
}

/// Hands the observations of a client to the thread that shows them.
pub(crate) fn observer() -> (impl Fn(&Observation) + Send + Sync + 'static, Sender<Message>, Receiver<Message>) {
    let (sender, messages) = channel();
    let observing = sender.clone();
    let observe = move |observation: &Observation| {
        let message = match observation {
            Observation::Exchange(exchange) => Message::Exchange {
                line: exchange.line.clone(),
                succeeded: matches!(exchange.result, ExchangeResult::Status(200..=299)),
            },
            Observation::Pause(duration) => Message::Pause(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)),
            _ => return,
        };
        // A screen that is gone has nobody to show it to.
        let _ = observing.send(message);
    };
    (observe, sender, messages)
}

/// The working thread's side of a question.
#[derive(Clone)]
pub(crate) struct Asker(pub(crate) Sender<Message>);

impl Asker {
    /// Asks, and waits for the reply; without anybody there the job is given up.
    pub(crate) fn ask(&self, question: Question) -> Reply {
        let (sender, reply) = channel();
        if self.0.send(Message::Question(question, sender)).is_err() {
            return Reply::Cancel;
        }
        reply.recv().unwrap_or(Reply::Cancel)
    }
}

/// Runs `work` beside `attend`, which gets to know of its end, and may end it by the token.
pub(crate) fn beside<T: Send, E>(
    client: &Client,
    sender: &Sender<Message>,
    work: impl FnOnce(&Client, &Asker) -> Result<T, Error> + Send,
    attend: impl FnOnce() -> Result<(), E>,
) -> Result<Result<T, Error>, E> {
    let token = CancelToken::new();
    let client = client.cancelled_by(&token);
    let asker = Asker(sender.clone());
    std::thread::scope(|scope| {
        let working = scope.spawn(move || {
            let result = work(&client, &asker);
            // As above.
            let _ = asker.0.send(Message::End);
            result
        });
        let attended = attend();
        token.cancel();
        let result = working.join().expect("the client does not panic");
        attended.map(|()| result)
    })
}
