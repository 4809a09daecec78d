//! A dossier as it is written: values with their places, uninterpreted.

use crate::text::{Sp, Span};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A value as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What is written.
    pub kind: NodeKind,
    /// Where.
    pub span: Span,
}

/// The forms of a written value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `null`, an empty cell, an empty text: not given.
    Nothing,
    /// A word, a number, a date, a sentence: as written, without white space around it.
    Text(String),
    /// A number of JSON: there the point is always the decimal sign.
    Number(String),
    /// Values in a row.
    List(Vec<Node>),
    /// Fields with values.
    Fields(Vec<Entry>),
}

/// A field and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The field, as written.
    pub key: Sp<String>,
    /// The value.
    pub value: Node,
}

/// A text or name without white space around it. The source is composed
/// already; escapes (`e\u0302`) may bring letters in pieces again.
pub fn tidy(text: &str) -> String {
    let text = text.trim();
    if is_nfc(text) {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

impl Node {
    /// A text; nothing when it is empty.
    pub fn text(text: &str, span: Span) -> Node {
        let text = tidy(text);
        let kind = if text.is_empty() {
            NodeKind::Nothing
        } else {
            NodeKind::Text(text)
        };
        Node { kind, span }
    }

    /// Whether nothing is given.
    pub fn is_nothing(&self) -> bool {
        self.kind == NodeKind::Nothing
    }

    /// The text of a single value.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(t) | NodeKind::Number(t) => Some(t),
            _ => None,
        }
    }
}
