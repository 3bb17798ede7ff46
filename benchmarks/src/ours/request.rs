//! W5: the call written into one buffer, and the message from it into another.

use crate::encode::comparable_request;
use crate::encode::input::CREATE_SESSION;
use crate::peer::{OURS, Operation, Peer};
use std::hint::black_box;
use tvpass::endpoint::{Call, CreateSession};
use tvpass::message::http1::{Connection, write_request};
use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |_| Box::new(Message::new()) }]
}

struct Message {
    base: BaseUrl<'static>,
    headers: Headers<'static>,
    call: [u8; 512],
    buffer: [u8; 2048],
    length: usize,
}

impl Message {
    fn new() -> Self {
        let mut headers = Headers::new(Sender::StreamingDevice);
        let authorization = format!("Bearer {}", CREATE_SESSION.access_token).leak();
        for (name, value) in [
            (HeaderName::Authorization, &*authorization),
            (HeaderName::ApDeviceIdentifier, CREATE_SESSION.device_identifier),
            (HeaderName::XDeviceInfo, CREATE_SESSION.device_info),
            (HeaderName::UserAgent, CREATE_SESSION.user_agent),
        ] {
            headers.set(name, value).expect("the values are visible ASCII");
        }
        let base = format!("https://{}", CREATE_SESSION.host).leak();
        let base = BaseUrl::new(base).expect("the host is one");
        Self { base, headers, call: [0; 512], buffer: [0; 2048], length: 0 }
    }
}

impl Operation for Message {
    fn run(&mut self) -> Option<u64> {
        let input = black_box(&CREATE_SESSION);
        let mut call = CreateSession::new(input.service_provider);
        call.mvpd = Some(input.mvpd);
        call.domain_name = Some(input.domain_name);
        call.redirect_url = Some(input.redirect_url);
        let request = call.encode(&self.headers, &mut self.call).ok()?;
        self.length = write_request(&self.base, &request, Connection::KeepAlive, &mut self.buffer).ok()?.len();
        Some(self.length as u64)
    }

    fn output(&self) -> Vec<String> {
        comparable_request(&self.buffer[..self.length])
    }

    fn memory(&self) -> usize {
        size_of_val(&self.call) + size_of_val(&self.buffer)
    }
}
