//! Parts, sections and criteria with every `like` carried out: still trees,
//! but each card is now complete in itself.
//!
//! What `like` means, line by line:
//!
//! * The heading: a number, title, maximum, form or cap written here is used;
//!   what is not written is taken from the shared text. `subtracted` and
//!   `best` hold when either says so.
//! * A number that starts with a dot is relative: criterion `.3` in section 2
//!   is criterion 2.3. Shared sections use such numbers, so that they fit
//!   wherever they are reused; conditions may use them too (`points of .1`
//!   in a criterion means its neighbour, on a group what stands in it).
//! * Parts, sections and criteria in the block: one with a number that the
//!   shared text has changes that one; another is added, after the one written
//!   before it here, or at the end.
//! * Its other lines: see [`super::merge`].
//! * `without 1.2, c` leaves out children, options, cases and findings.
//!
//! The text that is reused may itself be like another; a circle is an error.

use super::gather::{Pages, SharedPage, with_spoiled};
use super::{merge, words};
use crate::exact::Num;
use crate::syntax::tree::{Block, Criterion, Form, Group, GroupKind, Node, Sp, Stmt, Word};
use crate::text::{Diagnostic, Span, catalogue::sharing, closest};
use std::collections::{HashMap, HashSet};

/// The most text, in bytes, that `like` may copy within one version: some
/// twenty times what the largest known ruleset needs.
const MOST_COPIED: u64 = 8 << 20;
/// The most pairs of lines, shared and own, that are held against each other
/// for one part, section or criterion.
const MOST_COMPARED: usize = 4_000_000;
/// The longest chain of `like` to `like`.
const LONGEST_CHAIN: usize = 32;

/// A part, a section or a criterion, `like` carried out.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Part, section or criterion.
    pub kind: GroupKind,
    /// Its number.
    pub code: Word,
    /// Its title.
    pub title: Option<Word>,
    /// The maximum printed.
    pub max: Option<Sp<Num>>,
    /// Its form, when it is not "choose one option".
    pub form: Option<Sp<Form>>,
    /// Whether it counts against the total.
    pub subtracted: bool,
    /// Whether the best child counts instead of the sum.
    pub best: bool,
    /// Where the subtotal is cut.
    pub cap: Option<Sp<Num>>,
    /// Its line on the card.
    pub head: Span,
    /// The line of the shared text that it comes from.
    pub shared: Option<Span>,
    /// The names of the shared texts that it is like, nearest first.
    pub like: Vec<String>,
    /// Its lines, but for parts, sections, criteria and `without`.
    pub lines: Vec<Node>,
    /// Parts, sections and criteria in it.
    pub items: Vec<Draft>,
    /// Whether everything in it could be read.
    pub whole: bool,
    /// Whether the text that it is like was not found: what it lacks is not its fault.
    pub orphan: bool,
}

/// Where the shared text is found; it remembers what was already carried out.
#[derive(Debug)]
pub struct Library<'a> {
    pages: &'a Pages<'a>,
    done: HashMap<String, Option<Draft>>,
    under_way: Vec<(String, Span)>,
    used: HashSet<String>,
    copied: u64,
}

/// A statement as it is written on its own page.
struct Own<'a> {
    draft: Draft,
    like: Option<&'a Word>,
    lines: Vec<&'a Node>,
    /// Each with whether the rest of its heading could not be read.
    items: Vec<(&'a Node, bool)>,
    without: Vec<&'a Word>,
    /// Whether it stands directly in a `shared` block: its code is a name then,
    /// and what stands in it keeps its relative numbers.
    named: bool,
}

impl<'a> Library<'a> {
    /// The shared text of these pages.
    #[must_use]
    pub fn new(pages: &'a Pages<'a>) -> Library<'a> {
        Library {
            pages,
            done: HashMap::new(),
            under_way: Vec::new(),
            used: HashSet::new(),
            copied: 0,
        }
    }

    /// A part, section or criterion of a card, complete; `spoiled` says that
    /// the rest of its heading could not be read, `parent` is the number of
    /// what it stands in.
    pub fn draft(
        &mut self,
        (node, spoiled): (&Node, bool),
        parent: Option<&str>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Draft> {
        let mut own = own(node)?;
        own.draft.whole &= !spoiled;
        own.draft.code = absolute(&own.draft.code, parent);
        self.carry_out(own, out)
    }

    fn carry_out(&mut self, mut own: Own<'_>, out: &mut Vec<Diagnostic>) -> Option<Draft> {
        let Some(name) = own.like else {
            return Some(self.fill(own, out));
        };
        match self.like(name, own.draft.kind, out) {
            Some(mut base) => {
                base.settle(&own.draft.code, own.inner().as_deref(), own.draft.head);
                Some(self.merge(base, own, out))
            }
            None => {
                own.draft.whole = false;
                own.draft.orphan = true;
                own.without.clear();
                Some(self.fill(own, out))
            }
        }
    }

    /// The rejections and stops of a shared text.
    pub fn findings(&mut self, name: &Word, out: &mut Vec<Diagnostic>) -> &'a [&'a Node] {
        let pages = self.pages;
        match pages.shared.get(name.value.as_str()) {
            Some(page) if page.findings.is_empty() => {
                if !page.unread {
                    out.push(sharing::no_findings(name));
                }
                &[]
            }
            Some(page) => {
                self.used.insert(name.value.clone());
                &page.findings
            }
            None => {
                if !pages.unread {
                    let near = closest(&name.value, pages.shared.keys().copied());
                    out.push(sharing::no_such_block(name, &name.value, near.as_deref()));
                }
                &[]
            }
        }
    }

    /// Says which shared text nothing uses.
    pub fn unused(&self, out: &mut Vec<Diagnostic>) {
        for (block, page) in &self.pages.shared {
            if let Some(first) = page.findings.first()
                && !self.used.contains(*block)
            {
                out.push(sharing::unused(block, first.span));
            }
            for item in &page.items {
                let name = format!("{block}.{}", item.code.value);
                if !self.used.contains(&name) {
                    out.push(sharing::unused(&name, item.head));
                }
            }
        }
    }

    /// A statement that stands for itself.
    fn fill(&mut self, own: Own<'_>, out: &mut Vec<Diagnostic>) -> Draft {
        let parent = own.inner();
        let mut draft = own.draft;
        for word in own.without {
            out.push(sharing::without_like(word));
        }
        draft.lines = own.lines.into_iter().cloned().collect();
        for node in own.items {
            if let Some(item) = self.draft(node, parent.as_deref(), out) {
                draft.whole &= item.whole;
                draft.items.push(item);
            }
        }
        draft
    }

    /// What a statement makes of the shared text that it is like.
    fn merge(&mut self, base: Draft, own: Own<'_>, out: &mut Vec<Diagnostic>) -> Draft {
        let parent = own.inner();
        let mut draft = own.draft;
        draft.title = draft.title.or(base.title);
        draft.max = draft.max.or(base.max);
        draft.cap = draft.cap.or(base.cap);
        draft.subtracted |= base.subtracted;
        draft.best |= base.best;
        draft.shared = base.shared;
        draft.like = own.like.map(|n| n.value.clone()).into_iter().collect();
        draft.like.extend(base.like);
        draft.whole &= base.whole;
        draft.orphan |= base.orphan;
        let mut lines = base.lines;
        if lines.len().saturating_mul(own.lines.len()) > MOST_COMPARED {
            if let Some(name) = own.like {
                out.push(sharing::too_much(name, MOST_COPIED >> 20));
            }
            draft.whole = false;
            return draft;
        }
        match &draft.form {
            None => draft.form = base.form,
            Some(form) if !same_form(Some(&form.value), base.form.as_ref().map(|f| &f.value)) => {
                lines.retain(|n| !merge::gives_points(&n.stmt));
            }
            Some(_) => {}
        }
        let mut left_out: Vec<Word> = Vec::new();
        for word in own.without {
            left_out.push(absolute(word, parent.as_deref()));
        }
        let mut items = base.items;
        let known: Vec<String> = items
            .iter()
            .map(|d| d.code.value.clone())
            .chain(merge::keys(&lines))
            .collect();
        let mut found: HashSet<String> = HashSet::new();
        items.retain(|d| {
            let drop = left_out.iter().any(|w| w.value == d.code.value);
            if drop {
                found.insert(d.code.value.clone());
            }
            !drop
        });
        draft.lines = merge::lines(lines, &own.lines, &left_out, &mut found, out);
        for word in &left_out {
            if !found.contains(merge::key(&word.value)) && draft.whole {
                let near = closest(&word.value, known.iter().map(String::as_str));
                out.push(sharing::without_nothing(
                    word,
                    near.as_deref(),
                    &known,
                    draft.shared,
                ));
            }
        }
        draft.items = items;
        self.merge_items(&mut draft, &own.items, parent.as_deref(), out);
        draft.whole &= draft.items.iter().all(|d| d.whole);
        draft
    }

    /// Children written here change those of the shared text, or are added.
    fn merge_items(
        &mut self,
        draft: &mut Draft,
        nodes: &[(&Node, bool)],
        parent: Option<&str>,
        out: &mut Vec<Diagnostic>,
    ) {
        let mut cursor = draft.items.len();
        let mut seen: HashSet<String> = HashSet::new();
        for &(node, spoiled) in nodes {
            let Some(mut child) = own(node) else { continue };
            child.draft.whole &= !spoiled;
            child.draft.code = absolute(&child.draft.code, parent);
            // The same number twice here is for the check of numbers to say.
            let first = seen.insert(child.draft.code.value.clone());
            let at = draft.items.iter().position(|d| {
                first
                    && d.shared.is_some()
                    && d.code.value == child.draft.code.value
                    && (d.kind == GroupKind::Criterion)
                        == (child.draft.kind == GroupKind::Criterion)
            });
            let made = match (at, child.like) {
                (Some(i), None) => draft
                    .items
                    .get(i)
                    .cloned()
                    .map(|base| self.merge(base, child, out)),
                _ => self.draft((node, spoiled), parent, out),
            };
            let Some(made) = made else { continue };
            match at {
                Some(i) => {
                    if let Some(slot) = draft.items.get_mut(i) {
                        *slot = made;
                    }
                    cursor = i.saturating_add(1);
                }
                None => {
                    let i = cursor.min(draft.items.len());
                    draft.items.insert(i, made);
                    cursor = i.saturating_add(1);
                }
            }
        }
    }

    /// The shared text of a name, complete but for its place on a card.
    fn like(&mut self, name: &Word, kind: GroupKind, out: &mut Vec<Diagnostic>) -> Option<Draft> {
        let pages = self.pages;
        let (block, code) = name.value.split_once('.')?;
        let Some(page) = pages.shared.get(block) else {
            if !pages.unread {
                let near = closest(block, pages.shared.keys().copied());
                out.push(sharing::no_such_block(name, block, near.as_deref()));
            }
            return None;
        };
        let Some(item) = page.items.iter().find(|i| i.code.value == code) else {
            if !page.unread {
                let near = near_item(block, code, page);
                out.push(sharing::no_such_item(name, block, near.as_deref()));
            }
            return None;
        };
        self.used.insert(name.value.clone());
        let known = self.done.get(&name.value).cloned();
        let base = match known {
            Some(done) => done,
            None => {
                if let Some(chain) = self.circle(name) {
                    out.push(sharing::circle(name, &chain));
                    return None;
                }
                if self.under_way.len() >= LONGEST_CHAIN {
                    out.push(sharing::long_chain(name, LONGEST_CHAIN));
                    return None;
                }
                self.under_way.push((name.value.clone(), name.span));
                let made = own(item.node).and_then(|mut own| {
                    own.named = true;
                    own.draft.whole &= !item.spoiled;
                    self.carry_out(own, out)
                });
                self.under_way.pop();
                let made = made.map(|mut d| {
                    let cites = page.cites.iter().map(|n| (*n).clone());
                    d.lines = cites.chain(d.lines).collect();
                    d
                });
                self.done.insert(name.value.clone(), made.clone());
                made
            }
        }?;
        if base.kind != kind {
            out.push(sharing::other_kind(
                name,
                &words::kind(kind),
                &words::kind(base.kind),
                item.head,
            ));
            return None;
        }
        let before = self.copied;
        self.copied = before.saturating_add(base.weight());
        if self.copied > MOST_COPIED {
            if before <= MOST_COPIED {
                out.push(sharing::too_much(name, MOST_COPIED >> 20));
            }
            return None;
        }
        Some(base)
    }

    /// The names from a `like` back to itself, when it is a circle.
    fn circle(&self, name: &Word) -> Option<Vec<(String, Span)>> {
        let from = self.under_way.iter().position(|(n, _)| *n == name.value)?;
        Some(self.under_way.iter().skip(from).cloned().collect())
    }
}

impl Draft {
    /// Whether it is a criterion that is scored.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.kind == GroupKind::Criterion && self.items.is_empty()
    }

    /// Puts shared text in its place on a card: under its number there, at its line there.
    fn settle(&mut self, code: &Word, inner: Option<&str>, head: Span) {
        self.code = code.clone();
        self.shared = self.shared.or(Some(self.head));
        self.head = head;
        for item in &mut self.items {
            let code = absolute(&item.code, inner);
            let inner = numbered(&code);
            item.settle(&code, inner.as_deref(), head);
        }
    }

    /// How much text it holds, in bytes.
    fn weight(&self) -> u64 {
        let own = self.lines.iter().map(|n| length(n.span));
        let below = self.items.iter().map(Draft::weight);
        own.chain(below)
            .fold(length(self.head), u64::saturating_add)
    }
}

fn length(span: Span) -> u64 {
    u64::from(span.end.saturating_sub(span.start)).max(16)
}

/// A number that others can be relative to.
fn numbered(code: &Word) -> Option<String> {
    (!code.value.starts_with('.')).then(|| code.value.clone())
}

/// A number as it stands on the card: `.3` under `2` is `2.3`.
pub(super) fn absolute(code: &Word, parent: Option<&str>) -> Word {
    match parent {
        Some(p) if code.value.starts_with('.') => Sp::new(format!("{p}{}", code.value), code.span),
        _ => code.clone(),
    }
}

/// Whether two forms are the same; none is "choose one option".
fn same_form(a: Option<&Form>, b: Option<&Form>) -> bool {
    a.map(std::mem::discriminant) == b.map(std::mem::discriminant)
}

fn near_item(block: &str, code: &str, page: &SharedPage<'_>) -> Option<String> {
    closest(code, page.items.iter().map(|i| i.code.value.as_str())).map(|n| format!("{block}.{n}"))
}

/// A part, section or criterion as it is written.
fn own(node: &Node) -> Option<Own<'_>> {
    let (draft, like, block) = match &node.stmt {
        Stmt::Group(g) => (of_group(g), g.like.as_ref(), g.block.as_ref()),
        Stmt::Criterion(c) => (of_criterion(c), c.like.as_ref(), c.block.as_ref()),
        _ => return None,
    };
    let mut own = Own {
        draft,
        like,
        lines: Vec::new(),
        items: Vec::new(),
        without: Vec::new(),
        named: false,
    };
    if let Some(block) = block {
        own.take(block);
    }
    Some(own)
}

impl<'a> Own<'a> {
    /// The number that relative numbers inside of it continue.
    fn inner(&self) -> Option<String> {
        if self.named {
            None
        } else {
            numbered(&self.draft.code)
        }
    }

    fn take(&mut self, block: &'a Block) {
        self.draft.whole &= block.closed;
        for (node, spoiled) in with_spoiled(block) {
            match &node.stmt {
                Stmt::Group(_) | Stmt::Criterion(_) => self.items.push((node, spoiled)),
                Stmt::Without(words) => self.without.extend(words),
                Stmt::Bad(inner) => {
                    self.draft.whole = false;
                    if let Some(inner) = inner {
                        self.take_items(inner);
                    }
                }
                _ => {
                    self.draft.whole &= merge::readable(node);
                    self.lines.push(node);
                }
            }
        }
    }

    /// What stands in the block of a statement that could not be read: criteria
    /// and groups are kept; other lines belong to that statement, not to this one.
    fn take_items(&mut self, block: &'a Block) {
        for (node, spoiled) in with_spoiled(block) {
            match &node.stmt {
                Stmt::Group(_) | Stmt::Criterion(_) => self.items.push((node, spoiled)),
                Stmt::Bad(Some(inner)) => self.take_items(inner),
                _ => {}
            }
        }
    }
}

fn of_group(g: &Group) -> Draft {
    Draft {
        kind: g.kind,
        code: g.code.clone(),
        title: g.title.clone(),
        max: g.max.clone(),
        form: None,
        subtracted: g.subtracted.is_some(),
        best: g.best.is_some(),
        cap: g.cap.clone(),
        head: g.head,
        shared: None,
        like: Vec::new(),
        lines: Vec::new(),
        items: Vec::new(),
        whole: true,
        orphan: false,
    }
}

fn of_criterion(c: &Criterion) -> Draft {
    Draft {
        kind: GroupKind::Criterion,
        code: c.code.clone(),
        title: c.title.clone(),
        max: c.max.clone(),
        form: c.form.clone(),
        subtracted: false,
        best: false,
        cap: None,
        head: c.head,
        shared: None,
        like: Vec::new(),
        lines: Vec::new(),
        items: Vec::new(),
        whole: true,
        orphan: false,
    }
}
