//! Amendments carried out on a version: each change finds exactly what it
//! names, or says so; changes of the same thing by decisions of equal rank are
//! an error, so that their order makes no difference.
//!
//! All changes of decisions that amend the same text are looked up in the text
//! before any of them, and then made together ([`resolve`], [`clash`],
//! [`rebuild`]). Decisions that amend a decision come in a layer of their own,
//! after it, and may touch only what that decision put there.

mod clash;
mod heading;
mod key;
mod rebuild;
mod resolve;
mod search;

use super::draft::Library;
use super::flat::CardDraft;
use crate::model::{Amended, Touch};
use crate::syntax::tree::{self, File, Node, Sp, Stmt};
use crate::text::catalogue::amending;
use crate::text::{Diagnostic, Span};
use jiff::civil::Date;

/// An amending decision, and when it is in force.
#[derive(Clone, Copy, Debug)]
pub struct Active<'a> {
    /// The statement.
    pub node: &'a Node,
    /// What it says.
    pub amendment: &'a tree::Amendment,
    /// The files it came with: shared texts and tests stand in them.
    pub files: &'a [File],
    /// 1 when it amends the version, 2 when it amends a decision that does, …
    pub layer: usize,
    /// First day in force.
    pub from: Date,
    /// First day no longer in force, when that has come: then it changes nothing.
    pub until: Option<Date>,
    /// Whether this is the first state it has a part in: its tests are run here.
    pub first: bool,
}

/// The statements of a version while they are being amended.
#[derive(Debug)]
pub struct Text<'a> {
    /// Of the ruleset itself.
    pub heading: Vec<&'a Node>,
    /// Facts, names and tables at the top of its files.
    pub loose: Vec<&'a Node>,
    /// Its cards, `like` carried out.
    pub cards: Vec<CardDraft<'a>>,
}

impl Active<'_> {
    fn decision(&self) -> Amended {
        let mut made = Amended {
            number: self.amendment.number.value.clone(),
            to: self.amendment.to.value.clone(),
            title: None,
            signed: None,
            from: self.from,
            until: self.until,
            cites: Vec::new(),
            notes: Vec::new(),
            span: self.node.span,
        };
        for node in &self.amendment.block.body {
            match &node.stmt {
                Stmt::Title(t) => made.title = Some(t.value.clone()),
                Stmt::Signed(d) => made.signed = Some(d.value),
                Stmt::Cite(w) => made.cites.push(w.value.clone()),
                Stmt::Note(w) => made.notes.push(w.value.clone()),
                _ => {}
            }
        }
        made
    }
}

/// Carries the amendments out.
pub fn carry_out<'a>(
    text: &mut Text<'a>,
    amendments: &[Active<'a>],
    library: &mut Library<'a>,
    out: &mut Vec<Diagnostic>,
) -> (Vec<Amended>, Vec<Touch>) {
    let decisions = amendments.iter().map(Active::decision).collect();
    let mut touches = Vec::new();
    let deepest = amendments.iter().map(|a| a.layer).max().unwrap_or(0);
    for layer in 1..=deepest {
        let of_layer: Vec<(usize, &Active<'a>)> = amendments
            .iter()
            .enumerate()
            .filter(|(_, a)| a.layer == layer && a.until.is_none())
            .collect();
        let mut own = resolve::Own::default();
        let above: Vec<Option<resolve::Above>> = of_layer
            .iter()
            .map(|(_, a)| above(a, amendments, &touches))
            .collect();
        let mut changes = Vec::new();
        for ((by, active), above) in of_layer.iter().zip(&above) {
            for node in &active.amendment.block.body {
                let place = resolve::Place {
                    by: *by,
                    span: node.span,
                    above: above.as_ref(),
                };
                match &node.stmt {
                    Stmt::Change(change) => {
                        search::cards_exist(change, text, out);
                        resolve::change(change, place, text, &mut own, &mut changes, out);
                    }
                    // Open points and oddities that come with the amendment.
                    Stmt::Assumption(_) | Stmt::Oddity(_) => own.added.push(node),
                    _ => {}
                }
            }
        }
        clash::check(&changes, out);
        heading::carry_out(text, &own, &changes);
        rebuild::carry_out(text, &changes, library, &mut touches, out);
    }
    (decisions, touches)
}

/// What a decision that amends another may touch.
fn above(active: &Active<'_>, all: &[Active<'_>], touches: &[Touch]) -> Option<resolve::Above> {
    if active.layer < 2 {
        return None;
    }
    let to = active.amendment.to.value.as_str();
    let of: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, a)| a.layer + 1 == active.layer && a.amendment.number.value == to)
        .map(|(i, _)| i)
        .collect();
    Some(resolve::Above {
        number: to.to_owned(),
        spans: of
            .iter()
            .filter_map(|i| all.get(*i).map(|a| a.node.span))
            .collect(),
        touched: touches
            .iter()
            .filter(|t| of.contains(&t.by))
            .filter_map(|t| Some((t.card.clone()?, t.number.clone()?)))
            .collect(),
    })
}

/// The day from which an amendment is in force, as it says.
#[must_use]
pub fn applies(amendment: &tree::Amendment) -> Option<&tree::Applies> {
    amendment.block.body.iter().find_map(|n| match &n.stmt {
        Stmt::Applies(a) => Some(a),
        _ => None,
    })
}

/// Says what is odd about the dates and the repeated lines of an amendment.
pub fn check_heading(amendment: &tree::Amendment, head: Span, out: &mut Vec<Diagnostic>) {
    use super::inherit::Said;
    use crate::text::both;
    let mut said = Said::default();
    let mut signed: Option<&Sp<Date>> = None;
    for node in &amendment.block.body {
        let (key, what) = match &node.stmt {
            Stmt::Title(_) => ("title", both!("the title", "tên gọi")),
            Stmt::Signed(d) => {
                signed = signed.or(Some(d));
                ("signed", both!("the day of signing", "ngày ký"))
            }
            Stmt::Applies(_) => ("applies", both!("the time in force", "thời gian áp dụng")),
            _ => continue,
        };
        said.once(key, node.span, &what, out);
    }
    match applies(amendment) {
        None => out.push(amending::no_day(&amendment.number.value, head)),
        Some(a) => super::header::order_of_dates(&a.from, a.until.as_ref(), signed, out),
    }
}
