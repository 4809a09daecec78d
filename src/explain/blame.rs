//! Which decision put a line there, and which changed it since.

use super::words::{self, say};
use crate::model::{Child, Deed, Group, Ruleset, Scorecard};
use crate::syntax::tree::GroupKind;
use crate::text::{Lang, Look, Span};
use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr;

/// The number of the decision that a place of the text stands in.
fn decision(rules: &Ruleset, span: Span) -> &str {
    rules
        .decision_of(span)
        .map_or(rules.version.as_str(), |a| a.number.as_str())
}

/// The decisions that changed something there, without the one that put it there.
fn later<'r>(
    rules: &'r Ruleset,
    card: &str,
    (number, line): (&str, Option<&str>),
    first: &str,
) -> Vec<(&'r str, Deed)> {
    rules
        .touched(card, number, line)
        .into_iter()
        .map(|(a, deed)| (a.number.as_str(), deed))
        .filter(|(n, _)| *n != first)
        .collect()
}

/// Adds to a line of `show` who put it there; nothing for a text that no
/// decision has amended.
pub(super) fn sign(
    out: &mut Map<String, Value>,
    rules: &Ruleset,
    card: &str,
    place: (&str, Option<&str>),
    span: Span,
) {
    if rules.amended.is_empty() {
        return;
    }
    let first = decision(rules, span);
    let by: Vec<Value> = later(rules, card, place, first)
        .into_iter()
        .map(|(number, deed)| json!({ "decision": number, "did": deed }))
        .collect();
    out.insert("decision".to_owned(), json!(first));
    out.insert("changed_by".to_owned(), json!(by));
}

/// The decisions that amend a version, for `show` and for results.
#[must_use]
pub(super) fn amended(rules: &Ruleset) -> Vec<Value> {
    let each = rules.amended.iter().map(|a| {
        json!({
            "decision": a.number,
            "to": a.to,
            "title": a.title,
            "signed": a.signed,
            "from": a.from,
            "until": a.until,
            "cites": a.cites,
            "notes": a.notes,
        })
    });
    each.collect()
}

/// Every change of the amending decisions, in the order in which they were made.
#[must_use]
pub(super) fn changes(rules: &Ruleset) -> Vec<Value> {
    let each = rules.touches.iter().map(|t| {
        json!({
            "decision": rules.amended.get(t.by).map(|a| &a.number),
            "did": t.deed,
            "scorecard": t.card,
            "number": t.number,
            "line": t.line,
        })
    });
    each.collect()
}

/// What an amending decision did, in a word.
fn deed(deed: Deed, lang: Lang) -> &'static str {
    match deed {
        Deed::Replaced => lang.pick("replaced by", "thay bởi"),
        Deed::Inserted => lang.pick("inserted by", "bổ sung bởi"),
        Deed::Repealed => lang.pick("repealed by", "hủy bỏ bởi"),
        Deed::Renumbered => lang.pick("renumbered by", "đánh số lại bởi"),
        Deed::Marked => lang.pick("marked by", "đánh dấu bởi"),
        Deed::Unmarked => lang.pick("mark taken away by", "bỏ dấu bởi"),
    }
}

/// The lines of the cards, each with the decision that put it there and, behind
/// it, those that changed it; then what was repealed.
#[must_use]
pub fn blame_text(ruleset: &Ruleset, card: Option<&Scorecard>, lang: Lang, look: Look) -> String {
    let mut page = Page {
        rules: ruleset,
        lang,
        width: ruleset
            .amended
            .iter()
            .map(|a| a.number.width())
            .chain([ruleset.version.width()])
            .max()
            .unwrap_or(0),
        look,
        text: String::new(),
    };
    let title = words::decisions(ruleset, lang);
    page.text.push_str(&look.paint(&title, "1"));
    page.text.push('\n');
    let cards: Vec<&Scorecard> = match card {
        Some(card) => vec![card],
        None => ruleset.cards.values().collect(),
    };
    for card in cards {
        page.card(card);
    }
    page.gone(card);
    page.text
}

struct Page<'a> {
    rules: &'a Ruleset,
    lang: Lang,
    width: usize,
    look: Look,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, span: Span, card: &str, place: (&str, Option<&str>), words: &str) {
        let first = decision(self.rules, span);
        let changes: Vec<String> = later(self.rules, card, place, first)
            .into_iter()
            .map(|(number, did)| format!("{} {number}", deed(did, self.lang)))
            .collect();
        let pad = " ".repeat(self.width.saturating_sub(first.width()));
        let mut text = format!("{}{pad}  {words}", self.look.paint(first, "2"));
        if !changes.is_empty() {
            let changes = format!("  ← {}", changes.join(", "));
            text.push_str(&self.look.paint(&changes, "33"));
        }
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn card(&mut self, card: &Scorecard) {
        self.text.push('\n');
        let heading = format!("{}  {}", card.id, card.title);
        self.line(card.span, &card.id, ("", None), &heading);
        for child in &card.children {
            self.child(card, *child, 1);
        }
    }

    fn child(&mut self, card: &Scorecard, child: Child, depth: usize) {
        if depth > super::show::DEEPEST {
            return;
        }
        match child {
            Child::Group(g) => {
                let Some(g) = card.groups.get(g) else { return };
                self.group(card, g, depth);
                for inner in &g.children {
                    self.child(card, *inner, depth + 1);
                }
            }
            Child::Criterion(c) => {
                let Some(c) = card.criteria.get(c) else {
                    return;
                };
                let indent = "   ".repeat(depth);
                let max = words::num(c.max, self.lang);
                let text = format!("{indent}{}  {}  {max}", c.number, c.title);
                self.line(c.span, &card.id, (&c.number, None), &text);
                for o in &c.options {
                    let points = words::num(o.points, self.lang);
                    let marks: String = o
                        .marks
                        .iter()
                        .filter_map(|m| card.rating.levels.get(*m))
                        .map(|l| format!("  {}", words::level(l)))
                        .collect();
                    let text = format!("{indent}   {}  {points}{marks}  {}", o.key, o.label);
                    self.line(o.span, &card.id, (&c.number, Some(&o.key)), &text);
                }
            }
        }
    }

    fn group(&mut self, card: &Scorecard, g: &Group, depth: usize) {
        let kind = match g.kind {
            GroupKind::Part => self.lang.pick("Part ", "Phần "),
            GroupKind::Section | GroupKind::Criterion => "",
        };
        let indent = "   ".repeat(depth);
        let max = words::num(g.max, self.lang);
        let text = format!("{indent}{kind}{}  {}  {max}", g.code, g.title);
        self.line(g.span, &card.id, (&g.code, None), &text);
    }

    /// What is no longer there.
    fn gone(&mut self, card: Option<&Scorecard>) {
        let lang = self.lang;
        let mut lines = Vec::new();
        for t in &self.rules.touches {
            let here = card.is_none_or(|c| t.card.as_deref() == Some(c.id.as_str()));
            let Some(by) = self.rules.amended.get(t.by) else {
                continue;
            };
            if t.deed != Deed::Repealed || !here {
                continue;
            }
            let place = [t.card.as_deref(), t.number.as_deref(), t.line.as_deref()];
            let place: Vec<&str> = place.into_iter().flatten().collect();
            lines.push(format!("   {}  ({})", place.join(" "), by.number));
        }
        if !lines.is_empty() {
            let title = say!(lang, "Repealed", "Đã hủy bỏ");
            self.text
                .push_str(&format!("\n{title}\n{}\n", lines.join("\n")));
        }
    }
}
