//! The example program `json_check`, as a shell would use it.

use std::fs::File;
use std::io::{self, Write};
use std::process::{Command, Output, Stdio};

use super::support::vectors;

/// Runs the program; `write` gives it its standard input piece by piece.
fn json_check(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Output {
    let mut child = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "tvpass", "--example", "json_check"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    write(&mut input).unwrap();
    drop(input);
    child.wait_with_output().unwrap()
}

fn json_check_file(name: &str) -> Output {
    json_check(|input| io::copy(&mut File::open(vectors("json").join(name))?, input).map(|_| ()))
}

#[test]
fn json_check_exits_with_0_for_json() {
    for name in ["accept/object-nested.json", "accept/value-null.json"] {
        let output = json_check_file(name);
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{name}");
    }
}

#[test]
fn json_check_exits_with_1_and_one_line_for_anything_else() {
    for (name, message) in [
        ("refuse/object-comma-at-the-end.json", "json_check: not allowed by the JSON grammar at byte 8\n"),
        ("refuse/text-nul-after-a-number.json", "json_check: not allowed by the JSON grammar at byte 3\n"),
        ("refuse/utf-8-byte-ff.json", "json_check: not valid UTF-8 at byte 4\n"),
        ("refuse/text-empty.json", "json_check: unexpected end at byte 0\n"),
    ] {
        let output = json_check_file(name);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), message, "{name}");
    }
}

#[test]
fn json_check_reads_one_string_of_100_megabytes() {
    let chunk = "0123456789abcdé\\n".repeat(1_000_000 / 17);
    let output = json_check(|input| {
        input.write_all(b"\"")?;
        for _ in 0..100 {
            input.write_all(chunk.as_bytes())?;
        }
        input.write_all(b"\"")
    });
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn json_check_refuses_a_million_brackets_at_the_thirty_third() {
    let output = json_check(|input| input.write_all("[".repeat(1_000_000).as_bytes()));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "json_check: nested too deeply at byte 32\n");
}
