//! The resource that a text means: its id, or an MRSS item that names it (R55).

/// The id of `resource`: of MRSS the first title, else the text itself.
pub(super) fn id(resource: &str) -> String {
    let title = roxmltree::Document::parse(resource).ok().and_then(|document| {
        let title = document.descendants().find(|node| node.tag_name().name() == "title")?;
        title.text().map(|text| text.trim().to_owned())
    });
    title.unwrap_or_else(|| resource.to_owned())
}
