//! A card laid out in a row: groups, criteria and option letters in order of
//! the page, each with its place. The skeleton and the finished card are both
//! made from it, so that their places agree.

use super::draft::{Draft, Library};
use super::gather::{CardPage, with_spoiled};
use super::merge::{key, readable};
use super::relate::relate;
use crate::model::{Child, Form};
use crate::syntax::tree::{self, Block, By, Case, Node, Option_, Rung, Stmt, Word};
use crate::text::{Diagnostic, Span};
use std::collections::HashMap;

/// A card with every `like` carried out.
#[derive(Debug)]
pub struct CardDraft<'a> {
    /// As it is written.
    pub page: CardPage<'a>,
    /// Its title: its own, or the one that an amendment gives it.
    pub title: &'a Word,
    /// Its own lines, and the rejections and stops that it takes over.
    pub lines: Vec<&'a Node>,
    /// Where it takes over rejections and stops of a shared text.
    pub taken: Option<Span>,
    /// What stands on it.
    pub items: Vec<Draft>,
    /// Whether everything on it could be read.
    pub whole: bool,
}

/// A card in a row.
#[derive(Debug, Default)]
pub struct Flat<'d> {
    /// What stands directly on the card.
    pub children: Vec<Child>,
    /// Groups in order of the page.
    pub groups: Vec<FlatGroup<'d>>,
    /// Criteria in order of the page.
    pub criteria: Vec<FlatCriterion<'d>>,
    /// Criteria and groups by number; the first of a number.
    numbers: HashMap<&'d str, Child>,
}

/// A group in a row.
#[derive(Debug)]
pub struct FlatGroup<'d> {
    /// What it is made from.
    pub draft: &'d Draft,
    /// What it stands in.
    pub parent: Option<usize>,
    /// What stands in it.
    pub children: Vec<Child>,
}

/// A criterion in a row.
#[derive(Debug)]
pub struct FlatCriterion<'d> {
    /// What it is made from.
    pub draft: &'d Draft,
    /// What it stands in.
    pub parent: Option<usize>,
    /// Its form.
    pub form: Form,
    /// What chooses among branches.
    pub by: Option<(&'d By, Span)>,
    /// Further `by` blocks, which may not be.
    pub more_by: Vec<Span>,
    /// Its branches, in order.
    pub branches: Vec<(&'d tree::Branch, Span)>,
    /// Its cases, in order.
    pub cases: Vec<&'d Case>,
    /// Its options, in order.
    pub options: Vec<FlatOption<'d>>,
    /// Its rungs as written, in order.
    pub rungs: Vec<FlatRung<'d>>,
}

/// An option in a row.
#[derive(Debug)]
pub struct FlatOption<'d> {
    /// Its letter.
    pub key: String,
    /// As it is written; absent for the `yes` and `no` that the form implies.
    pub written: Option<&'d Option_>,
    /// The case it stands in.
    pub case: Option<usize>,
    /// The branch it stands in.
    pub branch: Option<usize>,
    /// Its line.
    pub span: Span,
}

/// A rung in a row.
#[derive(Debug)]
pub struct FlatRung<'d> {
    /// As it is written.
    pub written: &'d Rung,
    /// The branch it stands in.
    pub branch: Option<usize>,
    /// Its line.
    pub span: Span,
}

impl<'a> CardDraft<'a> {
    /// Carries out every `like` of a card.
    pub fn new(
        page: CardPage<'a>,
        library: &mut Library<'a>,
        out: &mut Vec<Diagnostic>,
    ) -> CardDraft<'a> {
        let mut draft = CardDraft {
            page,
            title: &page.card.title,
            lines: Vec::new(),
            taken: None,
            items: Vec::new(),
            whole: true,
        };
        draft.take(&page.card.block, library, out);
        relate(&mut draft.items, None);
        draft
    }

    /// Its name in dossiers.
    #[must_use]
    pub fn id(&self) -> &'a str {
        &self.page.card.id.value
    }

    fn take(&mut self, block: &'a Block, library: &mut Library<'a>, out: &mut Vec<Diagnostic>) {
        self.whole &= block.closed;
        for (node, spoiled) in with_spoiled(block) {
            match &node.stmt {
                Stmt::Group(_) | Stmt::Criterion(_) => {
                    if let Some(item) = library.draft((node, spoiled), None, out) {
                        self.whole &= item.whole;
                        self.items.push(item);
                    }
                }
                Stmt::Like(name) => {
                    let findings = library.findings(name, out);
                    self.whole &= !findings.is_empty();
                    self.lines.extend(findings);
                    self.taken = self.taken.or(Some(node.span));
                }
                Stmt::Bad(inner) => {
                    self.whole = false;
                    if let Some(inner) = inner {
                        self.take(inner, library, out);
                    }
                }
                _ => {
                    self.whole &= readable(node);
                    self.lines.push(node);
                }
            }
        }
    }

    /// The card in a row.
    #[must_use]
    pub fn flat(&self) -> Flat<'_> {
        let mut flat = Flat::default();
        flat.children = flat.take(&self.items, None);
        for (i, g) in flat.groups.iter().enumerate() {
            let code = g.draft.code.value.as_str();
            flat.numbers.entry(code).or_insert(Child::Group(i));
        }
        // A criterion comes before a section of the same number.
        for (i, c) in flat.criteria.iter().enumerate().rev() {
            let code = c.draft.code.value.as_str();
            flat.numbers.insert(code, Child::Criterion(i));
        }
        flat
    }
}

impl<'d> Flat<'d> {
    fn take(&mut self, items: &'d [Draft], parent: Option<usize>) -> Vec<Child> {
        let mut children = Vec::new();
        for draft in items {
            if draft.is_scored() {
                children.push(Child::Criterion(self.criteria.len()));
                self.criteria.push(FlatCriterion::new(draft, parent));
            } else {
                let at = self.groups.len();
                children.push(Child::Group(at));
                self.groups.push(FlatGroup {
                    draft,
                    parent,
                    children: Vec::new(),
                });
                let below = self.take(&draft.items, Some(at));
                if let Some(group) = self.groups.get_mut(at) {
                    group.children = below;
                }
            }
        }
        children
    }

    /// What has a number.
    #[must_use]
    pub fn numbered(&self, code: &str) -> Option<Child> {
        self.numbers.get(code).copied()
    }

    /// Every criterion below a child, in order of the page.
    #[must_use]
    pub fn below(&self, child: Child) -> Vec<usize> {
        match child {
            Child::Criterion(i) => vec![i],
            Child::Group(g) => self
                .groups
                .get(g)
                .map(|g| g.children.iter().flat_map(|c| self.below(*c)).collect())
                .unwrap_or_default(),
        }
    }
}

impl<'d> FlatCriterion<'d> {
    fn new(draft: &'d Draft, parent: Option<usize>) -> FlatCriterion<'d> {
        let form = match draft.form.as_ref().map(|f| &f.value) {
            None => Form::Choice,
            Some(tree::Form::YesNo) => Form::YesNo,
            Some(tree::Form::Checklist { .. }) => Form::Checklist,
            Some(tree::Form::Ladder(_)) => Form::Ladder,
            Some(tree::Form::Formula { .. }) => Form::Formula,
        };
        let mut flat = FlatCriterion {
            draft,
            parent,
            form,
            by: None,
            more_by: Vec::new(),
            branches: Vec::new(),
            cases: Vec::new(),
            options: Vec::new(),
            rungs: Vec::new(),
        };
        flat.take(&draft.lines, None, None);
        if form == Form::YesNo {
            flat.imply();
        }
        flat
    }

    fn take(&mut self, lines: &'d [Node], branch: Option<usize>, case: Option<usize>) {
        for node in lines {
            match &node.stmt {
                Stmt::Option(o) => self.options.push(FlatOption {
                    key: key(&o.key.value).to_owned(),
                    written: Some(o),
                    case,
                    branch,
                    span: node.span,
                }),
                Stmt::Rung(r) => self.rungs.push(FlatRung {
                    written: r,
                    branch,
                    span: node.span,
                }),
                Stmt::Case(c) => {
                    let at = self.cases.len();
                    self.cases.push(c);
                    self.take(&c.block.body, branch, Some(at));
                }
                Stmt::By(b) if self.by.is_some() => {
                    self.more_by.push(b.selector.span);
                }
                Stmt::By(b) => {
                    self.by = Some((b, node.span));
                    self.take_branches(&b.block);
                }
                Stmt::Bad(Some(inner)) => self.take(&inner.body, branch, case),
                _ => {}
            }
        }
    }

    fn take_branches(&mut self, block: &'d Block) {
        for node in &block.body {
            match &node.stmt {
                Stmt::Branch(b) => {
                    let at = self.branches.len();
                    self.branches.push((b, node.span));
                    self.take(&b.block.body, Some(at), None);
                }
                Stmt::Bad(Some(inner)) => self.take_branches(inner),
                _ => {}
            }
        }
    }

    /// `no` and `yes` are there, in this order, whether they are written or not.
    fn imply(&mut self) {
        let span = self.draft.form.as_ref().map_or(self.draft.head, |f| f.span);
        for key in ["yes", "no"] {
            if !self.options.iter().any(|o| o.key == key) {
                self.options.push(FlatOption {
                    key: key.to_owned(),
                    written: None,
                    case: None,
                    branch: None,
                    span,
                });
            }
        }
        self.options.sort_by_key(|o| match o.key.as_str() {
            "no" => 0,
            "yes" => 1,
            _ => 2,
        });
    }
}
