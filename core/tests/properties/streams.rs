//! An answer that is read in parts gives the pieces, the skipped and the error of the same answer read whole.

use std::fmt::Debug;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::endpoint::{
    Configuration, ConfigurationPiece, ConfigurationStream, DecisionStream, Decisions, LogoutStream, Logouts,
    ProfileStream, Profiles,
};
use tvpass::json::{Error, ErrorKind};

use super::documents::{damaged, damages};
use super::parts::{Told, in_one_pass, in_parts, in_words};
use super::sample::config;
use super::support::vectors;

/// An answer, whole and in parts.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Configuration,
    Decisions,
    Logouts,
    Profiles,
}

const KINDS: [(Kind, &str); 4] = [
    (Kind::Configuration, "configuration"),
    (Kind::Decisions, "decisions"),
    (Kind::Logouts, "logout"),
    (Kind::Profiles, "profiles"),
];

/// The pieces of a checked answer.
macro_rules! viewed {
    ($answer:ident, $body:ident, $pieces:ident) => {
        $answer::decode($body).map(|answer| (answer.$pieces().map(in_words).collect(), answer.skipped()))
    };
}

impl Kind {
    /// All of `body` as one part. It ends as the checked answer does, and has the same pieces.
    fn whole(self, body: &[u8]) -> Told {
        let whole = self.in_parts(body, &[body.len()]);
        assert_eq!(self.in_one_pass(body), whole);
        match self.viewed(body) {
            Ok((pieces, skipped)) => assert_eq!(whole, Told { pieces, end: Ok(skipped) }),
            Err(error) => assert_eq!(whole.end, Err(error)),
        }
        whole
    }

    fn in_one_pass(self, body: &[u8]) -> Told {
        match self {
            Self::Configuration => in_one_pass(ConfigurationStream::whole(body)),
            Self::Decisions => in_one_pass(DecisionStream::whole(body)),
            Self::Logouts => in_one_pass(LogoutStream::whole(body)),
            Self::Profiles => in_one_pass(ProfileStream::whole(body)),
        }
    }

    fn viewed(self, body: &[u8]) -> Result<(Vec<String>, u32), Error> {
        match self {
            Self::Configuration => viewed!(Configuration, body, pieces),
            Self::Decisions => viewed!(Decisions, body, iter),
            Self::Logouts => viewed!(Logouts, body, iter),
            Self::Profiles => viewed!(Profiles, body, iter),
        }
    }

    fn in_parts(self, body: &[u8], sizes: &[usize]) -> Told {
        match self {
            Self::Configuration => in_parts(ConfigurationStream::new(), body, sizes),
            Self::Decisions => in_parts(DecisionStream::new(), body, sizes),
            Self::Logouts => in_parts(LogoutStream::new(), body, sizes),
            Self::Profiles => in_parts(ProfileStream::new(), body, sizes),
        }
    }
}

/// The bodies of the vectors of one kind of answer.
fn bodies(file: &str) -> Vec<String> {
    let file = fs::read(vectors("responses").join(format!("{file}.json"))).unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let cases = whole["cases"].as_array().unwrap().iter();
    cases.filter_map(|case| case["body"].as_str().map(str::to_owned)).collect()
}

#[test]
fn an_answer_cut_at_any_byte_reads_as_the_whole() {
    for (kind, file) in KINDS {
        let bodies = bodies(file);
        assert!(bodies.len() > 5, "{file}");
        for body in bodies.iter().map(String::as_bytes) {
            let whole = kind.whole(body);
            for cut in 0..=body.len() {
                assert_eq!(kind.in_parts(body, &[cut, body.len()]), whole, "{kind:?} at {cut}");
            }
        }
    }
}

#[test]
fn an_answer_in_parts_of_any_size_reads_as_the_whole() {
    for (kind, file) in KINDS {
        for body in bodies(file).iter().map(String::as_bytes) {
            let whole = kind.whole(body);
            for size in [1, 2, 3, 7, 64] {
                assert_eq!(kind.in_parts(body, &[size]), whole, "{kind:?} by {size}");
            }
        }
    }
}

#[test]
fn a_configuration_of_350_kilobytes_passes_through_a_window_of_two() {
    let mvpds = (0..1000).map(|index| {
        format!(
            r#"{{"id":"mvpd-{index}","displayName":"Provider {index}","logoUrl":"https://example.com/{}.png"}}"#,
            "x".repeat(290)
        )
    });
    let list = mvpds.collect::<Vec<_>>().join(",");
    let body = format!(r#"{{"requestor":{{"id":"REF30","mvpds":[{list}]}}}}"#);
    assert!(body.len() > 350_000);

    let (mut stream, mut window, mut filled) = (ConfigurationStream::new(), [0; 2048], 0);
    let (mut ids, mut arriving) = (Vec::new(), body.as_bytes().chunks(512));
    loop {
        let chunk = arriving.next().unwrap_or_default();
        window[filled..filled + chunk.len()].copy_from_slice(chunk);
        filled += chunk.len();
        let mut part = stream.part(&window[..filled], chunk.is_empty());
        for piece in part.by_ref() {
            if let ConfigurationPiece::Mvpd(mvpd) = piece {
                ids.push(mvpd.id.to_string());
            }
        }
        let done = part.finish().unwrap();
        window.copy_within(done..filled, 0);
        filled -= done;
        if chunk.is_empty() {
            break;
        }
    }
    assert_eq!(ids.len(), 1000);
    assert_eq!((ids[0].as_str(), ids[999].as_str()), ("mvpd-0", "mvpd-999"));
}

#[test]
fn a_window_that_is_too_small_for_a_piece_is_done_with_nothing_of_it() {
    let body = br#"{"decisions":[{"resource":"a title with a long name"}]}"#;
    let mut stream = DecisionStream::new();
    let window = &body[..30];
    let done = stream.part(window, false).finish().unwrap();
    let rest = &window[done..];
    assert!(rest.starts_with(br#"{"resource""#), "{rest:?}");
    assert_eq!(stream.part(rest, false).finish(), Ok(0));
}

#[test]
fn a_part_that_holds_its_stream_reads_as_one_that_borrows_it() {
    let body = br#"{"requestor":{"id":"REF30","mvpds":[{"id":"Dish"},{},{"id":"Cox"}]}}"#;
    let (mut part, mut window, mut pieces) = (ConfigurationStream::new().into_part(b"", false), Vec::new(), Vec::new());
    for (index, byte) in body.iter().enumerate() {
        window.push(*byte);
        let mut next = part.stream().clone().into_part(&window, index + 1 == body.len());
        pieces.extend(next.by_ref().map(in_words));
        let done = next.settle().unwrap();
        assert_eq!(next.settle(), Ok(0));
        part = next.stream().clone().into_part(b"", false);
        window.drain(..done);
    }
    assert_eq!(window, b"");
    assert_eq!(Told { pieces, end: Ok(part.stream().skipped()) }, Kind::Configuration.whole(body));
}

/// Reads `body` through a window that holds `capacity` bytes and is filled each time; the number of pieces.
fn through_a_window(body: &[u8], capacity: usize) -> usize {
    let (mut stream, mut window, mut arrived, mut pieces) = (DecisionStream::new(), Vec::new(), 0, 0);
    loop {
        let end = (arrived + capacity - window.len()).min(body.len());
        window.extend_from_slice(&body[arrived..end]);
        arrived = end;
        let is_last = arrived == body.len();
        let mut part = stream.part(&window, is_last);
        pieces += part.by_ref().count();
        let done = part.finish().unwrap();
        assert!(done > 0 || window.len() < capacity || is_last, "stuck at {arrived} of {}", body.len());
        window.drain(..done);
        if is_last {
            return pieces;
        }
    }
}

#[test]
fn a_window_of_the_longest_piece_and_what_is_around_it_is_never_stuck() {
    let decision = |resource: &str| {
        let rest = r#""serviceProvider":"REF30","mvpd":"Dish","authorized":true,"source":"mvpd"}"#;
        format!(r#"{{"resource":"{resource}",{rest}"#)
    };
    for resources in [["é", "éé", "ééé"], ["long resource", "b", "c"], ["a", "b", "long resource"]] {
        let list = resources.map(decision);
        let longest = list.iter().map(String::len).max().unwrap();
        for blanks in [0, 1, 300] {
            let around = " ".repeat(blanks);
            let body = format!(r#"{around}{{"decisions":[{}]{around}}}{around}"#, list.join(","));
            for room in [2, 3, 7] {
                assert_eq!(through_a_window(body.as_bytes(), longest + room), 3, "{resources:?} {blanks} {room}");
            }
        }
    }
}

#[test]
fn a_character_that_a_window_cuts_counts_as_what_it_fills() {
    let done = |behind: &[u8], length: usize| {
        let mut stream = ConfigurationStream::new();
        let start = br#"{"requestor":{"id":"R","mvpds":[{"id":"A name of some forty characters, or more"},"#;
        let begun = stream.part(start, false).finish().unwrap();
        let mut window = [&start[begun..], br#"{"id":"B"},{"id":""#].concat();
        window.resize(window.len().max(length) - behind.len(), b'x');
        window.extend_from_slice(behind);
        stream.part(&window, false).finish().unwrap()
    };
    let lengths = 40..80;
    assert!(
        lengths.clone().any(|length| done(b"x", length) == 0) && lengths.clone().any(|length| done(b"x", length) > 0)
    );
    for length in lengths {
        assert_eq!(done("€".as_bytes().split_at(2).0, length), done(b"xx", length), "{length}");
    }
}

#[test]
fn a_part_that_is_settled_twice_counts_once() {
    let mut part = DecisionStream::new().into_part(b"{\"decisions\": [  \n", false);
    let done = part.settle().unwrap();
    assert_eq!((done, part.settle(), part.settle()), (done, Ok(0), Ok(0)));
    let rest = part.stream().clone().into_part(b"]}", true).settle();
    assert_eq!((done, rest), (18, Ok(2)));
}

#[test]
fn what_was_read_of_a_part_counts_when_it_is_finished() {
    let body = br#"{"decisions":[{"resource":"news","serviceProvider":"REF30","mvpd":"Dish","authorized":true,"source":"mvpd"},"#;
    let mut stream = DecisionStream::new();
    assert_eq!(stream.part(body, false).count(), 1);
    assert_eq!(stream.part(&body[..20], false).finish(), Ok(14));
}

#[test]
fn an_item_that_is_read_again_is_skipped_once() {
    let mut stream = DecisionStream::new();
    let window = br#"{"decisions":[null"#;
    let done = stream.part(window, false).finish().unwrap();
    assert_eq!((&window[done..], stream.skipped()), (&b"null"[..], 0));
    assert_eq!(stream.part(b"null,null]}", true).finish(), Ok(11));
    assert_eq!(stream.skipped(), 2);
}

#[test]
fn pieces_in_front_of_what_is_no_text_are_told_however_it_is_cut() {
    // What is left behind the first piece is shorter than that.
    let body = b"{\"requestor\":{\"id\":\"R\",\"mvpds\":[{\"id\":\"A name that is longer than all the rest\"},{\"id\":\"B\"},{\"id\":\"\xff\"}]}}";
    let told = |sizes: &[usize]| Kind::Configuration.in_parts(body, sizes);
    let by_bytes = told(&[1]);
    assert_eq!(by_bytes.pieces.len(), 3);
    assert_eq!(told(&[3, body.len()]), by_bytes);
    // A number is cut by it, too, and no piece.
    let number = b"{\"a\":12\xff";
    assert_eq!(Kind::Configuration.in_parts(number, &[3, 20]), Kind::Configuration.in_parts(number, &[1]));
}

#[test]
fn an_item_that_is_not_whole_is_not_judged_yet() {
    // The second key is none, so that the item is skipped; up to there it has the first, and is wrong.
    let body =
        br#"{"logouts":{"Dish":{"actionName":{"is":"no text"},"mvpd":"Dish","mvpd":["and no more than that"]}}}"#;
    let whole = Kind::Logouts.whole(body);
    assert_eq!(whole, Told { pieces: Vec::new(), end: Ok(1) });
    for cut in 0..body.len() {
        assert_eq!(Kind::Logouts.in_parts(body, &[cut, body.len()]), whole, "at {cut}");
    }
}

#[test]
fn a_field_that_is_missing_is_told_by_the_part_that_ends_its_object() {
    let error = DecisionStream::new().part(b"{}", false).finish().unwrap_err();
    assert_eq!((error.kind(), error.field()), (ErrorKind::Missing, "decisions"));
}

#[test]
fn behind_the_last_part_nothing_may_come() {
    let mut stream = DecisionStream::new();
    assert_eq!(stream.part(br#"{"decisions":[]}"#, true).finish(), Ok(16));
    assert_eq!(stream.part(b" ", true).finish(), Ok(1));
    let error = stream.part(br#"{"decisions":[]}"#, true).finish().unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Syntax, 17));
}

#[test]
fn an_error_stays_whatever_follows() {
    let mut stream = DecisionStream::new();
    let error = stream.part(br#"{"decisions": 5, "and": "more"}"#, true).finish().unwrap_err();
    assert_eq!((error.field(), error.offset()), ("decisions", 14));
    assert_eq!(stream.part(br#"{"decisions": []}"#, true).finish(), Err(error));
}

proptest! {
    #![proptest_config(config(4096))]

    #[test]
    fn a_damaged_answer_in_parts_fails_as_the_whole(
        choice in any::<prop::sample::Index>(), kind in 0..KINDS.len(), damages in damages(), sizes in vec(0..40_usize, 1..6),
    ) {
        let (kind, file) = KINDS[kind];
        let bodies = bodies(file);
        let body = damaged(choice.get(&bodies).clone().into_bytes(), damages);
        let sizes = [sizes.as_slice(), &[1]].concat();
        let (whole, parts) = (kind.whole(&body), kind.in_parts(&body, &sizes));
        match &whole.end {
            // In parts, what stands before a byte that is no text is read before that is seen.
            Err(error) if error.kind() == ErrorKind::Utf8 => {
                let told = parts.end.unwrap_err();
                prop_assert!(told == *error || told.offset() <= error.offset(), "{} {}", told, error);
            }
            _ => prop_assert_eq!(parts, whole),
        }
    }
}

/// The kind of the error that a part alone tells.
fn error_of(window: &[u8], is_last: bool) -> Option<ErrorKind> {
    ProfileStream::new().part(window, is_last).finish().err().map(|error| error.kind())
}

#[test]
fn an_error_that_no_later_byte_mends_is_told_by_its_part() {
    let behind = "]".repeat(20);
    for (window, kind) in [
        (format!(r#"{{"profiles":{{}}}} {behind}"#).into_bytes(), ErrorKind::Syntax),
        (format!(r#"{{"profiles":x{behind}"#).into_bytes(), ErrorKind::Syntax),
        (b"{\"profiles\":{\"\xff\"".to_vec(), ErrorKind::Utf8),
    ] {
        assert_eq!(error_of(&window, false), Some(kind), "{window:?}");
        assert_eq!(error_of(&window, true), Some(kind), "{window:?}");
    }
    let cut = "{\"profiles\":{\"é".as_bytes();
    assert_eq!(error_of(&cut[..cut.len() - 1], false), None);
    assert_eq!(error_of(&cut[..cut.len() - 1], true), Some(ErrorKind::Utf8));
}

#[test]
fn an_error_may_be_the_half_of_something_within_the_last_twelve_bytes() {
    for (behind, is_told) in [(10, false), (11, true)] {
        let window = format!(r#"{{"profiles":x{}"#, "]".repeat(behind));
        assert_eq!(error_of(window.as_bytes(), false).is_some(), is_told, "{window}");
    }
}

#[test]
fn a_stream_that_has_failed_tells_no_more_pieces() {
    let mut stream = ConfigurationStream::new();
    let error = stream.part(b"[1]", true).finish().unwrap_err();
    let mut part = stream.part(br#"{"requestor":{"id":"REF30","mvpds":[{"id":"Dish"}]}}"#, true);
    assert!(part.next().is_none());
    assert_eq!(part.finish(), Err(error));
}

/// The number of pieces that the first part of an answer gives: three providers of these lengths, and what is behind them.
fn pieces_of(ids: [&str; 3], behind: &str) -> usize {
    let [one, two, three] = ids;
    let start = br#"{"requestor":{"id":"R","mvpds":["#;
    let mut stream = ConfigurationStream::new();
    let mut part = stream.part(start, false);
    let before = part.by_ref().count();
    let done = part.finish().unwrap();
    let window = format!(r#"{{"id":"{one}"}},{{"id":"{two}"}},{{"id":"{three}"}}{behind}"#);
    let window = [&start[done..], window.as_bytes()].concat();
    before + stream.part(&window, false).count()
}

#[test]
fn a_rest_that_is_shorter_than_the_last_piece_waits_for_the_next_part() {
    let whole = pieces_of(["Dish", "Dish", "Dish"], ",");
    assert_eq!(pieces_of(["Dish", "Dish", "Dis"], ","), whole, "as long as the piece with what is behind it");
    assert_eq!(pieces_of(["Dish", "Dish", "Di"], ","), whole - 1, "too short");
}
