//! Whole numbers in any spelling (T8), and numbers in strings (T1, T9).

use super::node::Node;

/// Times below this are seconds (T2).
const SECONDS_BELOW: u64 = 100_000_000_000;

/// The first that 64 bits do not hold.
const BEYOND: f64 = 18_446_744_073_709_551_616.0;

/// The number that a node is or holds; strings may have zeros in front.
fn number(node: &Node) -> Option<Node> {
    let Node::Text(text) = node else {
        return matches!(node, Node::Whole(_) | Node::Real(_)).then(|| node.clone());
    };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let zeros = digits.bytes().take_while(|byte| *byte == b'0').count();
    let is_whole = digits.as_bytes().get(zeros).is_some_and(u8::is_ascii_digit);
    let digits = &digits[if is_whole { zeros } else { zeros.saturating_sub(1) }..];
    parsed(&format!("{sign}{digits}"))
}

/// A JSON number and nothing around it.
fn parsed(text: &str) -> Option<Node> {
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    Node::parse(text).filter(|node| is_bare && matches!(node, Node::Whole(_) | Node::Real(_)))
}

/// A whole number that is not negative. A fraction is dropped from a lifetime, and refused elsewhere.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn whole(node: &Node, drops_fraction: bool) -> Option<u64> {
    match number(node)? {
        Node::Whole(value) => Some(value),
        Node::Real(value) if (0.0..BEYOND).contains(&value) && (drops_fraction || value.fract() == 0.0) => {
            Some(value as u64)
        }
        _ => None,
    }
}

pub(super) fn time(node: &Node) -> Option<u64> {
    whole(node, false).map(|value| if value < SECONDS_BELOW { value * 1000 } else { value })
}

/// Any number, in a string by the grammar of JSON.
pub(super) fn any(node: &Node) -> Option<Node> {
    match node {
        Node::Text(text) => parsed(text),
        _ => number(node),
    }
}
