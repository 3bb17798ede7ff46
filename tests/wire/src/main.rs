//! A server for the tests of transports: its paths say which bytes an answer is made of.
//!
//! | path | answer |
//! | --- | --- |
//! | `/status/N` | the status, and as body the method, the status and the length of the request's body |
//! | `/challenge/N` | the same, with the headers that ask for credentials |
//! | `/redirect/N` | the status, `Location: /status/200`, and a body |
//! | `/short`, `/short-chunk` | a body that breaks off: of a known length, and in chunks |
//! | `/endless`, `/huge` | a body without end: in chunks, and of a length that nobody keeps |
//! | `/drip`, `/drip-head` | a body, and a head, of which a byte comes now and then |
//! | `/silent` | nothing, on a connection that stays open |
//! | `/closed` | nothing, and the connection is closed |
//! | `/garbage` | something else than HTTP |
//! | `/begun?NAME` | 200, as soon as the answer to `/silent?NAME`, or to another without end, has begun |
//! | `/abandoned?NAME` | 200, as soon as the client has closed the connection of that request |
//!
//! It listens on 127.0.0.1 and prints its base URL.

mod answer;
mod events;
mod request;

use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use events::{Event, Events};
use request::Request;

fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    let events = Arc::new(Events::default());
    for connection in listener.incoming() {
        let events = Arc::clone(&events);
        // The end of a connection is a client's to judge.
        thread::spawn(move || connection.and_then(|connection| serve(connection, &events)));
    }
    Ok(())
}

fn serve(mut connection: TcpStream, events: &Events) -> io::Result<()> {
    let Some(request) = Request::read(&mut connection)? else { return Ok(()) };
    match request.path.as_str() {
        "/begun" => events.wait(Event::Begun, &request.name),
        "/abandoned" => events.wait(Event::Abandoned, &request.name),
        _ => return answer::send(&mut connection, &request, events),
    }
    answer::status(&mut connection, &request, 200, "")
}
