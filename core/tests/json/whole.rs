//! Whole answers know where their items lie, and say what a walk over all pieces says.

use tvpass::endpoint::{Configuration, ConfigurationPiece, Decisions, Profile, Profiles};

/// Whatever stands where in `body`, asking for one kind of pieces gives those that a walk over all of them gives.
fn asked_is_walked(body: &str) {
    let configuration = Configuration::decode(body.as_bytes()).unwrap_or_else(|error| panic!("{error}: {body}"));
    let pieces: Vec<_> = configuration.pieces().collect();
    let mvpds =
        pieces.iter().filter_map(|piece| if let ConfigurationPiece::Mvpd(mvpd) = piece { Some(*mvpd) } else { None });
    assert!(configuration.mvpds().eq(mvpds), "{body}");
    let domains = pieces.iter().filter_map(|piece| match piece {
        ConfigurationPiece::Domain(domain) => Some(*domain),
        _ => None,
    });
    assert!(configuration.domains().eq(domains), "{body}");
    let settings = pieces.iter().filter_map(|piece| match piece {
        ConfigurationPiece::Setting(name, value) => Some((*name, *value)),
        _ => None,
    });
    assert!(configuration.settings().eq(settings), "{body}");
    let id = pieces.iter().rfind(|piece| matches!(piece, ConfigurationPiece::RequestorId(_)));
    assert_eq!(id, Some(&ConfigurationPiece::RequestorId(configuration.id())), "{body}");
    let name = pieces.iter().rfind(|piece| matches!(piece, ConfigurationPiece::RequestorName(_)));
    assert_eq!(name.copied(), configuration.name().map(ConfigurationPiece::RequestorName), "{body}");
}

#[test]
fn the_parts_of_a_configuration_are_found_wherever_they_stand() {
    let mvpds = r#""mvpds":[{"id":"A"},null,{"id":"B","logoUrl":[]},{}]"#;
    let domains = r#""domains":[{"mvpdInitiated":true},{"name":"a.example"},{"name":"b.example"}]"#;
    let (id, name) = (r#""id":"R""#, r#""name":"Reference""#);
    let beside = [r#""time":{"a":[1]},"#, r#""mvpds":[{"id":"C"}],"#, r#""mvpds":null,"#, ""];
    let within: [&[&str]; 7] = [
        &[id, name, domains, mvpds],
        &[mvpds, domains, name, id],
        &[mvpds, id, mvpds, domains, r#""id":"S""#, domains],
        &[id, r#""mvpds":[],"domains":[]"#, mvpds],
        &[r#""domains":"none""#, id, r#""name":7"#],
        &[id],
        &[domains, id, r#""other":{"mvpds":[{"id":"X"}]}"#],
    ];
    for members in within {
        let requestor = members.join(",");
        for before in beside {
            for after in beside {
                let after = after.strip_suffix(',').map_or(String::new(), |after| format!(",{after}"));
                asked_is_walked(&format!("{{{before}\"requestor\":{{{requestor}}}{after}}}"));
                asked_is_walked(&format!(" {{ {before} \"requestor\" : {{ {requestor} }} {after} }} "));
                let both = format!("{{{before}\"requestor\":{{{id},{mvpds}}},\"requestor\":{{{requestor}}}{after}}}");
                asked_is_walked(&both);
            }
        }
    }
}

#[test]
fn the_longest_valid_profile_is_the_first_of_those_that_end_last() {
    let profile = |mvpd: &str, end: u64| {
        format!(
            r#""{mvpd}":{{"notBefore":1700000000000,"notAfter":{end},"issuer":"I","type":"regular","attributes":{{}}}}"#
        )
    };
    let [early, late] = [1_733_735_289_035, 1_733_735_289_036];
    let longest = |profiles: &[String]| {
        let body = format!("{{\"profiles\":{{{}}},\"x\":[]}}", profiles.join(","));
        let profiles = Profiles::decode(body.leak().as_bytes()).unwrap();
        assert_eq!(profiles.is_empty(), profiles.iter().next().is_none());
        assert_eq!(profiles.longest_valid(), first_of_last(profiles));
        profiles.longest_valid().map(|profile| profile.mvpd.plain().unwrap())
    };
    assert_eq!(longest(&[]), None);
    assert_eq!(longest(&[profile("A", early)]), Some("A"));
    assert_eq!(longest(&[profile("A", 0), profile("B", 0)]), Some("A"));
    assert_eq!(longest(&[profile("A", early), profile("B", late), profile("C", late)]), Some("B"));
    assert_eq!(longest(&[profile("A", late), r#""B":null"#.to_owned(), profile("C", early)]), Some("A"));
    assert_eq!(longest(&[profile("A", early), profile("B", early), profile("C", late)]), Some("C"));
}

/// The first of those that end last, by a walk of its own.
fn first_of_last(profiles: Profiles<'static>) -> Option<Profile<'static>> {
    let mut all: Vec<_> = profiles.iter().collect();
    all.reverse();
    all.into_iter().max_by_key(|profile| profile.not_after)
}

#[test]
fn an_answer_without_items_is_empty() {
    for body in [r#"{"decisions":[]}"#, r#"{"decisions":[null,{}]}"#, r#"{"decisions":null}"#] {
        let decisions = Decisions::decode(body.as_bytes()).unwrap();
        assert!(decisions.is_empty() && decisions.iter().next().is_none(), "{body}");
    }
}
