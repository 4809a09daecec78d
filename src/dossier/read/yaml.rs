//! YAML 1.2: the part of it that a person writes. Words are not turned into
//! numbers or truth values; anchors, references, merges and tags are refused,
//! so that a small file cannot unfold into a large one.

use super::DEEPEST;
use crate::dossier::node::{Entry, Node, NodeKind, tidy};
use crate::text::catalogue::dossiers::{self as say, YamlFault, YamlShort};
use crate::text::{Diagnostic, SourceId, Sp, Span};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// How many brackets may stand open at once in one document, texts included:
/// far more than a dossier needs, few enough for the parser to stay quick.
const BRACKETS: usize = 256;

/// One document of a stream, and what is wrong in it.
pub struct Document {
    /// What it holds; `None` when it could not be read.
    pub node: Option<Node>,
    /// What was found while reading it.
    pub problems: Vec<Diagnostic>,
}

/// The documents of a text, empty ones left out. A broken document does not
/// keep those after it from being read.
pub fn read(text: &str, id: SourceId) -> Vec<Document> {
    let mut all = Vec::new();
    for part in parts(text) {
        let body = text.get(part.clone()).unwrap_or_default();
        if is_blank(body) {
            continue;
        }
        if let Some(at) = too_many_brackets(body) {
            let at = part.start + at;
            all.push(Document {
                node: None,
                problems: vec![say::too_deep(Span::new(id, at..at + 1), DEEPEST)],
            });
            continue;
        }
        Builder::new(body, part.start, id).run(&mut all);
    }
    all
}

/// The stretches between the lines that start with `---`. Such a line can
/// stand in no text, so each stretch can be read by itself.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mark = line
            .strip_prefix("---")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
        if mark && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(a, b)| a..b)
        .collect()
}

/// Whether a stretch holds only comments and directives.
fn is_blank(body: &str) -> bool {
    body.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with(['#', '%'])
    })
}

fn too_many_brackets(body: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, b) in body.bytes().enumerate() {
        match b {
            b'[' | b'{' => {
                depth += 1;
                if depth > BRACKETS {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The parser counts characters; spans count bytes.
struct Bytes<'t> {
    text: &'t str,
    /// The byte of every 64th character.
    marks: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> Bytes<'t> {
    fn new(text: &'t str) -> Bytes<'t> {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STEP)
                .map(|(at, _)| at)
                .collect()
        };
        Bytes { text, marks }
    }

    fn of(&self, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(self.text.len());
        }
        let Some(start) = self.marks.get(character / STEP).copied() else {
            return self.text.len();
        };
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices()
            .nth(character % STEP)
            .map_or(self.text.len(), |(at, _)| start + at)
    }
}

/// A list or a set of fields that is being read.
enum Open {
    List {
        items: Vec<Node>,
        start: usize,
    },
    Fields {
        entries: Vec<Entry>,
        key: Key,
        start: usize,
    },
}

enum Key {
    /// The next value is a key.
    Wanted,
    /// The next value belongs to this key.
    Is(Sp<String>),
    /// The next value belongs to a key that was refused.
    Refused,
}

struct Builder<'t> {
    bytes: Bytes<'t>,
    base: usize,
    id: SourceId,
    open: Vec<Open>,
    /// Lists and fields that are read over because they lie too deep.
    beyond: usize,
    root: Option<Node>,
    problems: Vec<Diagnostic>,
}

impl<'t> Builder<'t> {
    fn new(body: &'t str, base: usize, id: SourceId) -> Builder<'t> {
        Builder {
            bytes: Bytes::new(body),
            base,
            id,
            open: Vec::new(),
            beyond: 0,
            root: None,
            problems: Vec::new(),
        }
    }

    fn run(mut self, all: &mut Vec<Document>) {
        let mut parser = Parser::new_from_str(self.bytes.text);
        while let Some(next) = parser.next_event() {
            match next {
                Err(error) => {
                    let fault = self.fault(&error);
                    self.problems.push(fault);
                    all.push(Document {
                        node: None,
                        problems: std::mem::take(&mut self.problems),
                    });
                    return;
                }
                Ok((Event::DocumentEnd, _)) => {
                    let node = self.root.take();
                    let empty = node.as_ref().is_none_or(Node::is_nothing);
                    if !empty || !self.problems.is_empty() {
                        all.push(Document {
                            node,
                            problems: std::mem::take(&mut self.problems),
                        });
                    }
                }
                Ok((event, span)) => {
                    let start = self.bytes.of(span.start.index());
                    let end = self.bytes.of(span.end.index()).max(start);
                    self.event(event, start..end);
                    if self.beyond > 0 {
                        // What lies deeper is not looked at any more.
                        all.push(Document {
                            node: None,
                            problems: std::mem::take(&mut self.problems),
                        });
                        return;
                    }
                }
            }
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, self.base + range.start..self.base + range.end)
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.shorthand(anchor, tag, &at);
                self.scalar(&text, style, at);
            }
            Event::Alias(_) => {
                let span = self.span(at.clone());
                self.problems
                    .push(say::yaml_shorthand(span, YamlShort::Alias));
                self.value(Node {
                    kind: NodeKind::Nothing,
                    span,
                });
            }
            Event::SequenceStart(anchor, tag) => {
                self.shorthand(anchor, tag, &at);
                self.push(
                    Open::List {
                        items: Vec::new(),
                        start: at.start,
                    },
                    at,
                );
            }
            Event::MappingStart(anchor, tag) => {
                self.shorthand(anchor, tag, &at);
                self.push(
                    Open::Fields {
                        entries: Vec::new(),
                        key: Key::Wanted,
                        start: at.start,
                    },
                    at,
                );
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (kind, start) = match self.open.pop() {
                    Some(Open::List { items, start }) => (NodeKind::List(items), start),
                    Some(Open::Fields { entries, start, .. }) => (NodeKind::Fields(entries), start),
                    None => return,
                };
                let span = self.span(start..self.end_of(start, at.end));
                self.value(Node { kind, span });
            }
            _ => {}
        }
    }

    /// The parser ends a block where the next one starts: white space and
    /// comments between do not belong to it.
    fn end_of(&self, start: usize, end: usize) -> usize {
        let text = self.bytes.text.get(start..end).unwrap_or_default();
        start + text.trim_end().len()
    }

    fn push(&mut self, open: Open, at: Range<usize>) {
        if self.open.len() >= DEEPEST {
            let span = self.span(at);
            self.problems.push(say::too_deep(span, DEEPEST));
            self.beyond += 1;
            return;
        }
        self.open.push(open);
    }

    fn shorthand(&mut self, anchor: usize, tag: Option<Cow<'_, Tag>>, at: &Range<usize>) {
        if anchor > 0 {
            let span = self.span(at.clone());
            self.problems
                .push(say::yaml_shorthand(span, YamlShort::Anchor));
        }
        if tag.is_some() {
            let span = self.span(at.clone());
            self.problems
                .push(say::yaml_shorthand(span, YamlShort::Tag));
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, at: Range<usize>) {
        let span = self.span(at);
        let plain = style == ScalarStyle::Plain;
        if let Some(Open::Fields { key, .. }) = self.open.last_mut()
            && matches!(key, Key::Wanted)
        {
            let text = tidy(text);
            if plain && text == "<<" {
                self.problems
                    .push(say::yaml_shorthand(span, YamlShort::Merge));
                *key = Key::Refused;
            } else if text.is_empty() || plain && matches!(text.as_str(), "~" | "null") {
                self.problems.push(say::bad_field_name(span));
                *key = Key::Refused;
            } else {
                *key = Key::Is(Sp::new(text, span));
            }
            return;
        }
        let nothing = plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
        self.value(if nothing {
            Node {
                kind: NodeKind::Nothing,
                span,
            }
        } else {
            Node::text(text, span)
        });
    }

    /// A value is complete: it goes where it belongs.
    fn value(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Fields { entries, key, .. }) => {
                match std::mem::replace(key, Key::Wanted) {
                    Key::Is(name) => entries.push(Entry {
                        key: name,
                        value: node,
                    }),
                    Key::Refused => {}
                    Key::Wanted => {
                        // A list or a set of fields where a name should stand.
                        self.problems.push(say::bad_field_name(node.span));
                        *key = Key::Refused;
                    }
                }
            }
        }
    }

    fn fault(&self, error: &ScanError) -> Diagnostic {
        let info = error.info();
        let text = self.bytes.text;
        let mut at = self.bytes.of(error.marker().index());
        // At the end of the text the place is its last letter.
        if text.get(at..).is_some_and(|rest| rest.trim().is_empty()) {
            let kept = text.trim_end();
            at = kept.char_indices().next_back().map_or(0, |(i, _)| i);
        }
        let letter = text.get(at..).and_then(|t| t.chars().next());
        let end = at + letter.map_or(0, char::len_utf8);
        let span = self.span(at..end);
        if info.contains("anchor") {
            say::yaml_shorthand(span, YamlShort::Alias)
        } else if info.contains("tag") || info.contains("TAG") || info.contains("handle") {
            say::yaml_shorthand(span, YamlShort::Tag)
        } else {
            say::not_yaml(span, classify(info))
        }
    }
}

/// The parser's own sentence, sorted into what a person can do about it.
fn classify(info: &str) -> YamlFault {
    let has = |words: &[&str]| words.iter().any(|w| info.contains(w));
    if has(&["a tab", "tab cannot", "tabs disallowed"]) {
        YamlFault::Tab
    } else if has(&["escape", "hexadecimal"]) {
        YamlFault::Escape
    } else if has(&["quoted scalar"]) {
        YamlFault::OpenText
    } else if has(&["mapping values", "':'", "simple key", "mapping keys"]) {
        YamlFault::Colon
    } else if has(&["flow", "bracket", "','"]) {
        YamlFault::Bracket
    } else if has(&[
        "indent",
        "block mapping",
        "block collection",
        "block sequence",
        "block scalar",
    ]) {
        YamlFault::Indent
    } else if has(&["unexpected character", "cannot start", "unprintable"]) {
        YamlFault::Sign
    } else {
        YamlFault::Other
    }
}
