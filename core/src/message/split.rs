//! Texts taken apart at a byte: the standard library's search for a `char` keeps a path to a panic.

/// `text` before and after its first `byte`, which must be ASCII.
pub(crate) fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The parts of `text` between its bytes `byte`, which must be ASCII; one more than there are such bytes.
pub(crate) fn split(text: &str, byte: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = split_once(text, byte).map_or((text, None), |(part, after)| (part, Some(after)));
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::{split, split_once};

    #[test]
    fn parts_are_those_of_the_standard_library() {
        for text in ["", "/", "a", "a/b", "/a//é/", "//"] {
            assert!(split(text, b'/').eq(text.split('/')), "{text}");
        }
    }

    #[test]
    fn the_first_of_several_bytes_splits() {
        assert_eq!(split_once("a=b=c", b'='), Some(("a", "b=c")));
        assert_eq!(split_once("é=", b'='), Some(("é", "")));
        assert_eq!(split_once("abc", b'='), None);
    }
}
