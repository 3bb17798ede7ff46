//! W3: a configuration that grows.

use std::fmt::Write as _;

/// About 349 bytes an MVPD.
pub(crate) fn configuration(mvpds: usize) -> Vec<u8> {
    let mut json = String::with_capacity(mvpds * 352 + 256);
    json.push_str(concat!(
        r#"{"device":"tv","clientType":"native","os":"linux","platform":"living-room","#,
        r#""platformCategory":"tv","sdkType":"restv2","requestor":{"id":"REF30","#,
        r#""name":"Reference 30","domains":[{"name":"example.com","mvpdInitiated":false},"#,
        r#"{"name":"example.org","mvpdInitiated":true}],"mvpds":["#,
    ));
    for index in 0..mvpds {
        if index > 0 {
            json.push(',');
        }
        mvpd(&mut json, index);
    }
    json.push_str("]}}");
    json.into_bytes()
}

fn mvpd(json: &mut String, index: usize) {
    let number = index + 1;
    let status = match index % 3 {
        0 => r#""boardingStatus":"PICKER","#,
        1 => r#""boardingStatus":"SUPPORTED","#,
        _ => "",
    };
    let ampersand = if index.is_multiple_of(8) { r"\u0026" } else { "and" };
    let written = write!(
        json,
        concat!(
            r#"{{"id":"Mvpd{number:05}","displayName":"Cable {ampersand} {number}","#,
            r#""logoUrl":"https://logo.example/{number}.png","isTempPass":{temporary},"#,
            r#""isProxy":{proxy},"authPerAggregator":false,"authPerBrowserSession":false,"#,
            r#""passiveAuthnEnabled":true,"enablePlatformServices":{platform},"#,
            r#""displayInPlatformPicker":{platform},"enforcePlatformPermissions":true,"#,
            r#"{status}"platformMappingId":"{number:03}"}}"#,
        ),
        number = number,
        ampersand = ampersand,
        temporary = index % 50 == 49,
        proxy = index.is_multiple_of(5),
        platform = index.is_multiple_of(2),
        status = status,
    );
    written.expect("a String takes every write");
}
