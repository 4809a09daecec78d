//! What stands in a crosswalk, or in a pair of its scorecards, sorted.

use crate::syntax::tree::{Block, FactWalk, Stmt, Stretch, Word};
use crate::text::Span;

/// The lines of one block.
#[derive(Debug, Default)]
pub struct Said<'a> {
    /// Lines from criteria to a criterion, `same` included.
    pub walks: Vec<Walk<'a>>,
    /// `same`, where stretches stand for many.
    pub same: Vec<(&'a Stretch, Option<&'a Stretch>, Option<&'a Word>)>,
    /// Criteria that are gone.
    pub gone: Vec<(&'a Stretch, Option<&'a Word>)>,
    /// Criteria that are new.
    pub new: Vec<(&'a Stretch, Option<&'a Word>)>,
    /// Facts.
    pub facts: Vec<&'a FactWalk>,
    /// Stretches from one shared text to another, which mean nothing.
    pub stretched: Vec<Span>,
    cites: Vec<&'a Word>,
    notes: Vec<&'a Word>,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// The old criteria.
    pub from: Vec<&'a Word>,
    /// The new one.
    pub to: &'a Word,
    /// Whose options it takes over.
    pub like: Option<&'a Word>,
    /// Why.
    pub why: Option<&'a Word>,
    /// What becomes of the options.
    pub block: Option<&'a Block>,
    /// Its heading.
    pub span: Span,
}

impl<'a> Said<'a> {
    /// Sorts the lines of a block.
    pub fn take(&mut self, block: &'a Block) {
        for node in &block.body {
            match &node.stmt {
                Stmt::Walk(w) => self.walks.push(Walk {
                    from: w.from.iter().collect(),
                    to: &w.to,
                    like: w.like.as_ref(),
                    why: w.why.as_ref(),
                    block: w.block.as_ref(),
                    span: w.head,
                }),
                Stmt::Same(s) => {
                    for pair in &s.pairs {
                        let to = pair.to.as_ref().unwrap_or(&pair.from);
                        if pair.from.last.is_none() && to.last.is_none() {
                            self.walks.push(Walk {
                                from: vec![&pair.from.first],
                                to: &to.first,
                                like: None,
                                why: s.why.as_ref(),
                                block: None,
                                span: pair.from.first.span.to(to.first.span),
                            });
                        } else {
                            self.stretched.push(span(&pair.from));
                            self.same
                                .push((&pair.from, pair.to.as_ref(), s.why.as_ref()));
                        }
                    }
                }
                Stmt::Gone(g) => {
                    self.stretched(&g.from);
                    self.gone.extend(g.from.iter().map(|s| (s, g.why.as_ref())));
                }
                Stmt::Fresh(f) => {
                    self.stretched(&f.to);
                    self.new.extend(f.to.iter().map(|s| (s, f.why.as_ref())));
                }
                Stmt::FactWalk(f) => self.facts.push(f),
                Stmt::Cite(c) => self.cites.push(c),
                Stmt::Note(n) => self.notes.push(n),
                _ => {}
            }
        }
    }

    fn stretched(&mut self, all: &[Stretch]) {
        let long = all.iter().filter(|s| s.last.is_some()).map(span);
        self.stretched.extend(long);
    }

    /// Citations and notes.
    pub fn cites_and_notes(&self, cites: &mut Vec<String>, notes: &mut Vec<String>) {
        cites.extend(self.cites.iter().map(|c| c.value.clone()));
        notes.extend(self.notes.iter().map(|n| n.value.clone()));
    }

    /// Every name of a criterion, with whether it is one of the new version.
    pub fn names(&self) -> Vec<(&'a Word, bool)> {
        let mut all: Vec<(&Word, bool)> = Vec::new();
        for walk in &self.walks {
            all.extend(walk.from.iter().map(|w| (*w, false)));
            all.push((walk.to, true));
        }
        all.extend(self.gone.iter().map(|(s, _)| (&s.first, false)));
        all.extend(self.new.iter().map(|(s, _)| (&s.first, true)));
        all
    }
}

/// Where a stretch stands.
pub fn span(stretch: &Stretch) -> Span {
    let first = stretch.first.span;
    stretch.last.as_ref().map_or(first, |l| first.to(l.span))
}
