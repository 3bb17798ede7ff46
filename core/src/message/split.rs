//! Texts taken apart at a byte: the standard library's search for a `char` keeps a path to a panic.

/// `text` before and after its first `byte`, which must be ASCII.
pub(crate) fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::split_once;

    #[test]
    fn the_first_of_several_bytes_splits() {
        assert_eq!(split_once("a=b=c", b'='), Some(("a", "b=c")));
        assert_eq!(split_once("é=", b'='), Some(("é", "")));
        assert_eq!(split_once("abc", b'='), None);
    }
}
