//! A television over the published crates: `television SERVICE STATEMENT`.

use std::env;
use std::error::Error;

use tvpass::message::DeviceInfo;
use tvpass_client::blocking::Client;
use tvpass_client::transport::UreqTransport;
use tvpass_client::{AuthorizeOutcome, MemoryStore, Reply, Settings, SignInOptions, SignInQuestion};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut argument = || arguments.next().ok_or("television SERVICE STATEMENT");
    let info = DeviceInfo {
        model: Some("TV9000".into()),
        version: Some("1.0".into()),
        os_name: Some("Linux".into()),
        os_version: Some("6.1".into()),
        connection_type: Some("LAN".into()),
        ..DeviceInfo::default()
    };
    let settings = Settings::new(argument()?, "REF30", argument()?)?.device_id("a fresh Rust project").device_info(&info)?;
    let client = Client::new(settings, UreqTransport::new(), MemoryStore::default())?;
    let options = SignInOptions::on_other_device().mvpd("Cablevision").return_to("adobe.com".to_owned(), "https://adobe.com".to_owned());
    client.sign_in(options, |question| match question {
        SignInQuestion::ShowCode(shown) => {
            println!("open {}", shown.authenticate_url.as_deref().unwrap_or_default());
            Reply::Yes
        }
        _ => Reply::Cancel,
    })?;
    match client.authorize("REF30", None)? {
        AuthorizeOutcome::Permitted(decision) => println!("playing {}", decision.get().resource),
        other => return Err(format!("{other:?}").into()),
    }
    Ok(())
}
