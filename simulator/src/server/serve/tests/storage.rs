//! A disk that is full for a while.

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::ffi;

use super::*;
use crate::server::store::Store;

const REGISTER: &str = "POST /o/client/register HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\
    content-type: application/json\r\ncontent-length: 49\r\n\r\n{\"software_statement\": \"demo.software.statement\"}";
const FULL: &str = "The state file cannot be written: database or disk is full.";

/// Asks for `request` on a connection of its own.
async fn ask(shared: &Arc<Shared>, request: &str) -> String {
    let (mut client, _stop, _) = open_at(Arc::clone(shared), 1 << 20);
    client.write_all(request.as_bytes()).await.expect("a request");
    rest(client).await.0
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")
}

#[tokio::test]
async fn a_full_disk_is_told_on_the_control_page_until_there_is_room_again() {
    let is_full = Arc::new(AtomicBool::new(false));
    let disk = Arc::clone(&is_full);
    let store = Store::writing(move |_| {
        let full =
            rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_FULL), Some("database or disk is full".into()));
        if disk.load(Ordering::SeqCst) { Err(full) } else { Ok(()) }
    });
    let shared = Shared::new(Service::new(Settings::default()), Some(store));
    assert!(!ask(&shared, &get("/control")).await.contains("cannot be written"));
    is_full.store(true, Ordering::SeqCst);
    for request in [REGISTER.to_owned(), get("/activate")] {
        let said = ask(&shared, &request).await;
        assert!(said.starts_with("HTTP/1.1 500") && said.contains("/control says why"), "{said}");
    }
    let said = ask(&shared, &get("/control")).await;
    assert!(said.starts_with("HTTP/1.1 200") && said.contains(FULL), "{said}");
    assert!(ask(&shared, &get("/assets/style.css")).await.starts_with("HTTP/1.1 200"));
    is_full.store(false, Ordering::SeqCst);
    assert!(ask(&shared, &get("/activate")).await.starts_with("HTTP/1.1 200"));
    assert!(ask(&shared, REGISTER).await.starts_with("HTTP/1.1 201"));
    assert!(!ask(&shared, &get("/control")).await.contains("cannot be written"));
}
