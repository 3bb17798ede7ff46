//! Documentation of the source as the contract's Markdown.

/// The first paragraph in one line, with links to items of the source as plain text.
pub(crate) fn paragraph(documentation: &str) -> String {
    let lines = documentation.lines().map(str::trim).take_while(|line| !line.is_empty());
    without_links(&lines.collect::<Vec<_>>().join(" "))
}

/// `[text](target)` and `[text]` become `text`.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let (link, after) = after.split_once(']').unwrap_or((after, ""));
        plain.push_str(before);
        plain.push_str(link);
        rest = match after.strip_prefix('(') {
            Some(target) => target.split_once(')').map_or("", |(_, after)| after),
            None => after,
        };
    }
    plain + rest
}
