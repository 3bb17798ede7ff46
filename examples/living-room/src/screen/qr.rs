//! An address to be read by a phone's camera.

use qrcode::{Color, EcLevel, QrCode};

use super::blocks::Picture;

/// White points around the code, without which cameras do not find it.
const MARGIN: usize = 2;

/// `url` as a QR code, black points as blocks; none if it is too long for one.
pub(super) fn lines(url: &str) -> Vec<String> {
    // Nothing dirties or covers a screen, so the least correction gives the smallest code.
    let Ok(code) = QrCode::with_error_correction_level(url, EcLevel::L) else { return Vec::new() };
    let width = code.width();
    let is_black = |x: usize, y: usize| {
        let inside = (MARGIN..width + MARGIN).contains(&x) && (MARGIN..width + MARGIN).contains(&y);
        inside && code[(x - MARGIN, y - MARGIN)] == Color::Dark
    };
    let size = width + 2 * MARGIN;
    Picture { width: size, height: size, is_black }.in_halves()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_has_its_white_margin_and_its_three_finders() {
        let lines = lines("http://127.0.0.1:8787/activate?code=ABC1234");
        assert_eq!(lines.len(), 17);
        assert!(lines.iter().all(|line| line.chars().count() == 33));
        assert!(lines[0].trim().is_empty());
        let (top, bottom) = ("█▀▀▀▀▀█", "▀▀▀▀▀▀▀");
        assert!(lines[1].trim().starts_with(top) && lines[1].trim().ends_with(top), "{lines:#?}");
        assert!(lines[15].trim().starts_with(bottom) || lines[14].trim().starts_with(bottom), "{lines:#?}");
    }

    #[test]
    fn an_address_that_no_code_holds_has_none() {
        assert!(lines(&"x".repeat(4000)).is_empty());
    }
}
