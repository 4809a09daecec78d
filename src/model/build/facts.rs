//! Declarations: facts, names for expressions and tables, of the ruleset and
//! of single cards. A card's own names must differ from those of the ruleset;
//! two cards may each have a name of their own that is spelled alike.

use super::scope::Scope;
use super::skeleton::CardSkeleton;
use crate::model::assumptions::KNOWN;
use crate::model::{self, Assumption, Fact, Let, Table, Type};
use crate::syntax::tree::{self, Node, Stmt, Word};
use crate::text::catalogue::declared;
use crate::text::catalogue::names::{self, TakenBy};
use crate::text::{Code, Diagnostic, Severity, Span};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

mod asked;
mod kinds;

/// Words that the language has a meaning for wherever a value stands.
const LANGUAGE: &[&str] = &["total", "filed", "assessed", "kind"];

/// Fields that every dossier may have, whatever its ruleset.
const DOSSIER: &[&str] = &[
    "id",
    "product",
    "ruleset",
    "version",
    "scorecard",
    "evidence",
    "assessors",
    "members",
    "answered_by",
    "illustrative",
    "findings",
];

/// How many values of one-of types and fields of records all mentions of names
/// may carry together; a ruleset of law stays a thousand times below it.
const MENTIONS: usize = 2_000_000;

/// For how many wrong names of a ruleset a likely meaning is looked for.
const SEARCHES: usize = 500;

/// What a name was declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Fact(usize),
    Let(usize),
    Table(usize),
    Assumption(usize),
    Broken,
}

/// A declaration of a name.
struct Entry {
    card: Option<usize>,
    what: What,
    span: Option<Span>,
}

/// Something that is typed when it is first needed.
pub(super) enum Slot<T> {
    /// Not looked at yet.
    Waiting,
    /// Being typed: meeting it again closes a circle.
    Open,
    /// Typed.
    Done(T),
    /// It could not be typed; that has been said.
    Failed,
}

/// A `let` or a table as it stands on the page.
pub(super) struct Written<T> {
    pub(super) tree: T,
    pub(super) card: Option<usize>,
    pub(super) span: Span,
}

/// A card with its numbers at hand.
struct Card {
    skeleton: CardSkeleton,
    criteria: HashMap<String, usize>,
    groups: HashMap<String, Vec<usize>>,
}

/// Every name that is declared, ruleset-wide and on single cards.
pub struct Names {
    cards: Vec<Card>,
    entries: HashMap<String, Vec<Entry>>,
    facts: Vec<Fact>,
    pub(super) lets: Vec<Written<tree::Let>>,
    pub(super) tables: Vec<Written<tree::Table>>,
    pub(super) typed_lets: RefCell<Vec<Slot<model::Expr>>>,
    pub(super) typed_tables: RefCell<Vec<Slot<Table>>>,
    assumptions: Vec<Assumption>,
    used: RefCell<HashSet<Used>>,
    /// Lets and tables being typed, outermost first, each with its depth.
    pub(super) open: RefCell<Vec<(Used, usize)>>,
    pub(super) said: RefCell<HashSet<(Code, Span)>>,
    mentioned: RefCell<HashSet<String>>,
    spent: Cell<usize>,
    searches: Cell<usize>,
    /// Where a line that could have declared something could not be read:
    /// ruleset-wide (`None`) or on a card.
    unread: HashSet<Option<usize>>,
}

/// Something declared that has been looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Used {
    Fact(usize),
    Let(usize),
    Table(usize),
    Assumption(usize),
}

impl Names {
    /// Declares what stands in `wide` (the statements of the ruleset and of the
    /// top level of its files) and on each card (its statements), and types it.
    /// Statements that declare nothing are passed over; where one could not be
    /// read, names that nothing declares are not held against the page.
    /// `assumptions` are all of the ruleset, those that only the engine knows
    /// included.
    pub fn declare(
        wide: &[&Node],
        cards: &[(CardSkeleton, Vec<&Node>)],
        assumptions: &[Assumption],
        out: &mut Vec<Diagnostic>,
    ) -> Names {
        let mut names = Names {
            cards: cards.iter().map(|(s, _)| Card::new(s.clone())).collect(),
            entries: HashMap::new(),
            facts: Vec::new(),
            lets: Vec::new(),
            tables: Vec::new(),
            typed_lets: RefCell::default(),
            typed_tables: RefCell::default(),
            assumptions: assumptions.to_vec(),
            used: RefCell::default(),
            open: RefCell::default(),
            said: RefCell::default(),
            mentioned: RefCell::default(),
            spent: Cell::new(0),
            searches: Cell::new(0),
            unread: HashSet::new(),
        };
        for (i, a) in assumptions.iter().enumerate().filter(|(_, a)| a.declared) {
            names.enter(&a.name, None, What::Assumption(i), a.span, out);
        }
        for node in wide {
            names.statement(node, None, out);
        }
        for (place, (_, nodes)) in cards.iter().enumerate() {
            for node in nodes {
                names.statement(node, Some(place), out);
            }
        }
        // What only the engine knows gives way to every declared name.
        for (i, a) in assumptions.iter().enumerate().filter(|(_, a)| !a.declared) {
            if !names.entries.contains_key(&a.name) {
                names.enter(&a.name, None, What::Assumption(i), None, out);
            }
        }
        names.check_numbers(out);
        names.type_all(out);
        names
    }

    /// What names mean in the ruleset, or on a card (by its place among the
    /// cards that were declared).
    #[must_use]
    pub fn scope(&self, card: Option<usize>) -> Scope<'_> {
        Scope::new(self, card)
    }

    /// Facts, lets and tables as the ruleset keeps them. A let or table that
    /// could not be typed leaves a stand-in, so that the places of the others stay.
    #[must_use]
    pub fn finish(self) -> (Vec<Fact>, Vec<Let>, Vec<Table>) {
        let id = |card: Option<usize>| {
            let card = self.cards.get(card?)?;
            Some(card.skeleton.id.clone())
        };
        let stand_in = |span| model::Expr {
            kind: model::ExprKind::Literal(model::Value::Bool(false)),
            ty: Type::Bool,
            span,
        };
        let lets = self.typed_lets.into_inner().into_iter().zip(&self.lets);
        let lets = lets
            .map(|(slot, l)| Let {
                name: l.tree.name.value.clone(),
                expr: match slot {
                    Slot::Done(e) => e,
                    _ => stand_in(l.span),
                },
                label: l.tree.label.as_ref().map(|w| w.value.clone()),
                card: id(l.card),
                span: l.span,
            })
            .collect();
        let tables = self.typed_tables.into_inner().into_iter().zip(&self.tables);
        let tables = tables
            .map(|(slot, t)| match slot {
                Slot::Done(table) => Table {
                    card: id(t.card),
                    ..table
                },
                _ => Table {
                    name: t.tree.name.value.clone(),
                    by: Vec::new(),
                    ty: Type::Bool,
                    rows: Vec::new(),
                    label: None,
                    card: id(t.card),
                    span: t.span,
                },
            })
            .collect();
        (self.facts, lets, tables)
    }

    /// Warns about what no rule has looked at; to be asked when all
    /// expressions of the ruleset have been typed. Where anything was wrong or
    /// could not be read, what stands there may be what looks at it: nothing is
    /// said then.
    pub fn unused(&self, out: &mut Vec<Diagnostic>) {
        let wrong = out.iter().any(|d| d.severity == Severity::Error);
        let broken = self.cards.iter().any(|c| c.skeleton.broken);
        if wrong || broken || !self.unread.is_empty() {
            return;
        }
        let used = self.used.borrow();
        for (i, fact) in self.facts.iter().enumerate() {
            if !used.contains(&Used::Fact(i)) {
                out.push(declared::unused_fact(&fact.name, fact.span));
            }
        }
        for (i, l) in self.lets.iter().enumerate() {
            if !used.contains(&Used::Let(i)) {
                out.push(declared::unused_name(
                    &l.tree.name.value,
                    false,
                    l.tree.name.span,
                ));
            }
        }
        for (i, t) in self.tables.iter().enumerate() {
            if !used.contains(&Used::Table(i)) {
                out.push(declared::unused_name(
                    &t.tree.name.value,
                    true,
                    t.tree.name.span,
                ));
            }
        }
        for (i, a) in self.assumptions.iter().enumerate() {
            let open = a.choices.len() > 1 && !KNOWN.iter().any(|k| k.name == a.name);
            if let (true, true, Some(span)) = (a.declared, open, a.span)
                && !used.contains(&Used::Assumption(i))
            {
                let known: Vec<&str> = KNOWN.iter().map(|k| k.name).collect();
                out.push(declared::unused_assumption(&a.name, span, &known));
            }
        }
    }

    fn statement(&mut self, node: &Node, card: Option<usize>, out: &mut Vec<Diagnostic>) {
        match &node.stmt {
            Stmt::Fact(f) => self.fact(f, card, node.span, out),
            Stmt::Let(l) => {
                let what = What::Let(self.lets.len());
                if self.declare_one(&l.name, card, what, out) {
                    self.lets.push(Written {
                        tree: l.clone(),
                        card,
                        span: node.span,
                    });
                    self.typed_lets.borrow_mut().push(Slot::Waiting);
                }
            }
            Stmt::Table(t) => {
                let what = What::Table(self.tables.len());
                if self.declare_one(&t.name, card, what, out) {
                    self.tables.push(Written {
                        tree: t.clone(),
                        card,
                        span: node.span,
                    });
                    self.typed_tables.borrow_mut().push(Slot::Waiting);
                }
            }
            Stmt::Bad(_) => {
                self.unread.insert(card);
            }
            _ => {}
        }
    }

    /// Declares a name unless the language has it; says so if it does.
    fn declare_one(
        &mut self,
        name: &Word,
        card: Option<usize>,
        what: What,
        out: &mut Vec<Diagnostic>,
    ) -> bool {
        if LANGUAGE.contains(&name.value.as_str()) {
            out.push(names::taken_name(&name.value, name.span, TakenBy::Language));
            return false;
        }
        self.enter(&name.value, card, what, Some(name.span), out)
    }

    /// Keeps a name; false (and said) when it is declared already.
    fn enter(
        &mut self,
        name: &str,
        card: Option<usize>,
        what: What,
        span: Option<Span>,
        out: &mut Vec<Diagnostic>,
    ) -> bool {
        let all = self.entries.entry(name.to_owned()).or_default();
        let clash = all.iter().find(|e| e.card.is_none() || e.card == card);
        if let (Some(first), Some(span)) = (clash, span) {
            out.push(names::declared_twice(name, span, first.span));
            return false;
        }
        all.push(Entry { card, what, span });
        true
    }
}

impl Card {
    fn new(skeleton: CardSkeleton) -> Card {
        let mut criteria = HashMap::new();
        for (i, c) in skeleton.criteria.iter().enumerate() {
            criteria.entry(c.number.clone()).or_insert(i);
        }
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, g) in skeleton.groups.iter().enumerate() {
            groups.entry(g.code.clone()).or_default().push(i);
        }
        Card {
            skeleton,
            criteria,
            groups,
        }
    }
}

fn visible(e: &Entry, card: Option<usize>) -> bool {
    e.card.is_none() || e.card == card
}

#[cfg(test)]
mod tests;
