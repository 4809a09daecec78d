//! One shape for everything that is said about an input.

use super::codes::Code;
use super::lang::{Both, Lang};
use super::position::Place;
use super::source::{SourceId, Sources, Span};
use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A property of the printed decision, worth knowing; nothing to mend.
    Note,
    /// Probably a slip; the input is used all the same.
    Warning,
    /// The input cannot be used as it stands.
    Error,
}

/// A place and what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said there.
    pub text: Both,
}

/// A change that mends the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// A finding: what is wrong, where, what was expected, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence, in the words of the page.
    pub message: Both,
    /// The places; the first is the one the finding is about.
    pub labels: Vec<Label>,
    /// Facts that lead to the finding (the sum that does not add up).
    pub notes: Vec<Both>,
    /// How to mend it.
    pub help: Option<Both>,
    /// A mend that a machine can make.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding with the severity that its code's letter says.
    #[must_use]
    pub fn new(code: Code, message: Both) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message,
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, span: Span, text: Both) -> Diagnostic {
        self.labels.push(Label { span, text });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: Both) -> Diagnostic {
        self.notes.push(text);
        self
    }

    /// Sets how to mend it.
    #[must_use]
    pub fn help(mut self, text: Both) -> Diagnostic {
        self.help = Some(text);
        self
    }

    /// Sets how to mend it, when there is a way.
    #[must_use]
    pub fn help_opt(mut self, text: Option<Both>) -> Diagnostic {
        self.help = text.or(self.help);
        self
    }

    /// Sets a mend that a machine can make.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }

    /// The same finding, its places in one source taken to another (a text
    /// that was read on its own joins others).
    #[must_use]
    pub fn moved(mut self, from: SourceId, to: SourceId) -> Diagnostic {
        let spans = self
            .labels
            .iter_mut()
            .map(|l| &mut l.span)
            .chain(self.fix.iter_mut().map(|f| &mut f.span));
        for span in spans {
            if span.source == from {
                span.source = to;
            }
        }
        self
    }

    /// The place the finding is about.
    #[must_use]
    pub fn primary(&self) -> Option<Span> {
        self.labels.first().map(|l| l.span)
    }

    /// The public JSON form (`docs/json.md`).
    #[must_use]
    pub fn to_json(&self, sources: &Sources) -> DiagnosticJson {
        let label = |l: &Label| LabelJson {
            place: sources.place(l.span),
            text: l.text.clone(),
        };
        DiagnosticJson {
            code: self.code,
            severity: self.severity,
            message: self.message.clone(),
            place: self.primary().and_then(|s| sources.place(s)),
            labels: self.labels.iter().map(label).collect(),
            notes: self.notes.clone(),
            help: self.help.clone(),
            fix: self.fix.as_ref().map(|f| FixJson {
                place: sources.place(f.span),
                replacement: f.replacement.clone(),
            }),
        }
    }

    /// One line: `file:line:column: error[E0203]: …`.
    #[must_use]
    pub fn one_line(&self, sources: &Sources, lang: Lang) -> String {
        let place = self
            .primary()
            .and_then(|s| sources.place(s))
            .map(|p| format!("{}:{}:{}: ", p.file, p.start.line, p.start.column))
            .unwrap_or_default();
        format!(
            "{place}{}[{}]: {}",
            self.severity.word(lang),
            self.code,
            lang.of(&self.message)
        )
    }
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Severity::Error => lang.pick("error", "lỗi"),
            Severity::Warning => lang.pick("warning", "cảnh báo"),
            Severity::Note => lang.pick("note", "lưu ý"),
        }
    }
}

/// JSON form of a [`Diagnostic`].
#[derive(Clone, Debug, Serialize)]
pub struct DiagnosticJson {
    code: Code,
    severity: Severity,
    message: Both,
    place: Option<Place>,
    labels: Vec<LabelJson>,
    notes: Vec<Both>,
    help: Option<Both>,
    fix: Option<FixJson>,
}

#[derive(Clone, Debug, Serialize)]
struct LabelJson {
    place: Option<Place>,
    text: Both,
}

#[derive(Clone, Debug, Serialize)]
struct FixJson {
    place: Option<Place>,
    replacement: String,
}
