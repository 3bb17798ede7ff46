//! The parts of a Markdown document that can go stale.

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Each text with its line, counted from 1.
#[derive(Default)]
pub(super) struct Document {
    pub links: Vec<(usize, String)>,
    pub spans: Vec<(usize, String)>,
    pub cells: Vec<Cell>,
    pub code_lines: Vec<(usize, String)>,
    pub headings: Vec<Heading>,
    pub anchors: Vec<String>,
}

pub(super) struct Heading {
    pub line: usize,
    pub level: usize,
    pub text: String,
}

/// A code span in a table, with the head of its column.
pub(super) struct Cell {
    pub line: usize,
    pub head: String,
    pub span: String,
}

impl Document {
    pub(super) fn read(text: &str) -> Self {
        let mut reader = Reader::default();
        let lines = LineIndex::of(text);
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            reader.take(event, lines.line(range.start));
        }
        reader.document
    }
}

/// The table that is being read: heads of its columns, and the column, counted from 1.
#[derive(Default)]
struct Table {
    heads: Vec<String>,
    is_in_head: bool,
    column: usize,
}

impl Table {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::TableHead) => *self = Self { is_in_head: true, ..Self::default() },
            Event::Start(Tag::TableRow) | Event::End(TagEnd::Table) => (self.is_in_head, self.column) = (false, 0),
            Event::Start(Tag::TableCell) => {
                self.column += 1;
                self.heads.extend(self.is_in_head.then(String::new));
            }
            Event::Text(text) if self.is_in_head => {
                if let Some(head) = self.heads.last_mut() {
                    *head += text;
                }
            }
            _ => {}
        }
    }

    /// The head of the present column, outside the row of heads.
    fn head(&self) -> Option<&String> {
        self.heads.get(self.column.checked_sub(1)?).filter(|_| !self.is_in_head)
    }
}

struct LineIndex(Vec<usize>);

impl LineIndex {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
}

#[derive(Default)]
struct Reader {
    document: Document,
    /// The heading that is being read.
    heading: Option<Heading>,
    is_in_shell: bool,
    table: Table,
    /// Uses of each anchor so far: the second "Use" becomes `use-1`.
    repeats: BTreeMap<String, usize>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, line: usize) {
        self.table.take(&event);
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.document.links.push((line, dest_url.into_string()));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading = Some(Heading { line, level: level as usize, text: String::new() });
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::CodeBlock(kind)) => self.is_in_shell = is_shell(&kind),
            Event::End(TagEnd::CodeBlock) => self.is_in_shell = false,
            Event::Code(code) => {
                self.add_to_heading(&code);
                let cell = self.table.head().map(|head| Cell { line, head: head.clone(), span: code.to_string() });
                self.document.cells.extend(cell);
                self.document.spans.push((line, code.into_string()));
            }
            Event::Text(text) if self.is_in_shell => {
                let lines = text.lines().enumerate();
                self.document.code_lines.extend(lines.map(|(index, code)| (line + index, code.to_owned())));
            }
            Event::Text(text) => self.add_to_heading(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.read_html(&html, line),
            _ => {}
        }
    }

    fn add_to_heading(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text += text;
        }
    }

    fn end_heading(&mut self) {
        if let Some(heading) = self.heading.take() {
            let anchor = anchor(&heading.text);
            let repeats = self.repeats.entry(anchor.clone()).or_default();
            self.document.anchors.push(match *repeats {
                0 => anchor,
                count => format!("{anchor}-{count}"),
            });
            *repeats += 1;
            self.document.headings.push(heading);
        }
    }

    fn read_html(&mut self, html: &str, line: usize) {
        for name in ["src", "href"] {
            self.document.links.extend(attributes(html, name).map(|value| (line, value)));
        }
        for name in ["id", "name"] {
            self.document.anchors.extend(attributes(html, name));
        }
    }
}

/// Blocks in which a line that begins with a command is one that the reader is meant to type.
fn is_shell(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Indented => true,
        CodeBlockKind::Fenced(language) => {
            matches!(language.as_ref(), "" | "sh" | "bash" | "shell" | "console" | "text")
        }
    }
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = String> + use<'a> {
    let start = format!(" {name}=\"");
    let values = html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next());
    values.map(str::to_owned).collect::<Vec<_>>().into_iter()
}
