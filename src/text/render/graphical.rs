//! A diagnostic drawn under its source. miette draws the frames; the lines
//! above and below them are ours, in the reader's language.

use super::Look;
use super::excerpt::{Excerpt, first_line_of};
use crate::text::{Diagnostic, Label, Severity, Source, Sources};
use crate::text::{clean, wrap};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::fmt;
use std::ops::Range;

/// Two places so many lines apart still share a frame.
const NEAR: usize = 3;
/// A diagnostic with more places than this shows only the first ones.
const MOST: usize = 12;

/// A diagnostic drawn under its source.
#[must_use]
pub fn graphical(d: &Diagnostic, sources: &Sources, look: Look) -> String {
    let mut page = String::new();
    let head = format!("{}[{}]", d.severity.word(look.lang), d.code);
    let message = clean(look.lang.of(&d.message));
    let first_indent = head.chars().count() + 2;
    for (i, line) in wrap(
        &format!("{}{message}", "\u{1}".repeat(first_indent)),
        look.width,
    )
    .iter()
    .enumerate()
    {
        if i == 0 {
            let message = line.trim_start_matches('\u{1}');
            page.push_str(&paint(
                &format!("{head}:"),
                head_style(d.severity),
                look.colour,
            ));
            page.push(' ');
            page.push_str(&paint(message, "1", look.colour));
        } else {
            page.push_str("  ");
            page.push_str(&paint(line, "1", look.colour));
        }
        page.push('\n');
    }
    page.push_str(&frames(d, sources, look));
    for note in &d.notes {
        push_block(&mut page, "    ", "", look.lang.of(note), look);
    }
    if let Some(help) = &d.help {
        push_block(
            &mut page,
            "  ",
            look.lang.pick("help:", "gợi ý:"),
            look.lang.of(help),
            look,
        );
    }
    let see = format!("sao explain {}", d.code);
    push_block(&mut page, "  ", look.lang.pick("see:", "xem:"), &see, look);
    page
}

fn push_block(page: &mut String, indent: &str, word: &str, text: &str, look: Look) {
    let lead = if word.is_empty() {
        0
    } else {
        word.chars().count() + 1
    };
    let width = look.width.saturating_sub(indent.len() + lead).max(20);
    for (i, line) in wrap(&clean(text), width).iter().enumerate() {
        page.push_str(indent);
        if i == 0 && lead > 0 {
            page.push_str(&paint(word, "36", look.colour));
            page.push(' ');
        } else {
            page.push_str(&" ".repeat(lead));
        }
        page.push_str(line);
        page.push('\n');
    }
}

fn head_style(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Note => "1;36",
    }
}

/// The text between the codes of a terminal style, when colours may be used.
fn paint(text: &str, style: &str, colour: bool) -> String {
    if colour {
        format!("\u{1b}[{style}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// The frames: one for each stretch of lines, the one the finding is about first.
fn frames(d: &Diagnostic, sources: &Sources, look: Look) -> String {
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut labels: Vec<(bool, &Source, Range<usize>, &Label)> = d
        .labels
        .iter()
        .take(MOST)
        .enumerate()
        .filter_map(|(i, label)| {
            let source = sources.get(label.span.source)?;
            Some((
                i == 0,
                source,
                first_line_of(source, label.span.range()),
                label,
            ))
        })
        .collect();
    labels.sort_by_key(|(_, _, range, label)| (label.span.source, range.start, range.end));
    for (primary, source, range, label) in labels {
        let line = source.line_column(range.start).line;
        let id = label.span.source;
        let text = look.lang.of(&label.text);
        match clusters.last_mut() {
            Some(c) if c.id == id && line <= c.last_line + NEAR => {
                c.last_line = line;
                c.primary |= primary;
                c.marks.push((range, primary, text));
            }
            _ => clusters.push(Cluster {
                id,
                source,
                last_line: line,
                primary,
                marks: vec![(range, primary, text)],
            }),
        }
    }
    clusters.sort_by_key(|c| !c.primary);
    clusters.iter().map(|c| c.draw(d.severity, look)).collect()
}

/// Places near each other in one source.
struct Cluster<'a> {
    id: crate::text::SourceId,
    source: &'a Source,
    last_line: usize,
    primary: bool,
    marks: Vec<(Range<usize>, bool, &'a str)>,
}

impl Cluster<'_> {
    fn draw(&self, severity: Severity, look: Look) -> String {
        let spans: Vec<Range<usize>> = self.marks.iter().map(|m| m.0.clone()).collect();
        let excerpt = Excerpt::new(self.source, &spans);
        let labels = excerpt
            .marks()
            .zip(&self.marks)
            .enumerate()
            .map(|(i, (span, (_, primary, text)))| {
                let room = look
                    .width
                    .saturating_sub(excerpt.columns_before(i) + 14)
                    .max(30);
                let text = (!text.is_empty()).then(|| wrap(&clean(text), room).join("\n"));
                if *primary {
                    LabeledSpan::new_primary_with_span(text, span)
                } else {
                    LabeledSpan::new_with_span(text, span)
                }
            })
            .collect();
        let frame = Frame {
            excerpt,
            labels,
            severity,
        };
        let theme = if look.colour {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(look.width)
            .with_context_lines(1)
            .tab_width(4)
            .without_syntax_highlighting();
        let mut drawn = String::new();
        if handler.render_report(&mut drawn, &frame).is_err() {
            return String::new();
        }
        // miette puts its own heading above the frame; ours is in the reader's language.
        let from = drawn
            .find('╭')
            .and_then(|i| drawn.get(..i)?.rfind('\n'))
            .map_or(0, |i| i + 1);
        let body = drawn.get(from..).unwrap_or_default();
        let mut text: String = body
            .lines()
            .map(|l| format!("{}\n", l.trim_end()))
            .collect();
        if text.trim().is_empty() {
            text.clear();
        }
        text
    }
}

/// What miette is given: an excerpt and its labels, nothing to say.
#[derive(Debug)]
struct Frame {
    excerpt: Excerpt,
    labels: Vec<LabeledSpan>,
    severity: Severity,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" ")
    }
}

impl std::error::Error for Frame {}

impl miette::Diagnostic for Frame {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
