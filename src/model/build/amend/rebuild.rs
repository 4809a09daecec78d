//! The cards, made anew with all changes at once.

use super::Text;
use super::key::{LineKey, block_mut};
use super::resolve::{Act, At, Hit};
use crate::model::build::draft::{Draft, Library, absolute};
use crate::model::build::flat::CardDraft;
use crate::model::build::gather::CardPage;
use crate::model::build::merge::{change, same_level};
use crate::model::build::relate::{each_code, each_code_of_lines, relate};
use crate::model::{Deed, Touch};
use crate::syntax::tree::{Mark, Marks, Node, Sp, Stmt, Word};
use crate::text::catalogue::amending as say;
use crate::text::{Diagnostic, Span};
use std::collections::BTreeMap;

/// Carries out what changes cards.
pub fn carry_out<'a>(
    text: &mut Text<'a>,
    hits: &[Hit<'a>],
    library: &mut Library<'a>,
    touches: &mut Vec<Touch>,
    out: &mut Vec<Diagnostic>,
) {
    let mut of_card: BTreeMap<usize, Vec<&Hit<'a>>> = BTreeMap::new();
    let mut new: Vec<(&Hit<'a>, &'a Node)> = Vec::new();
    for hit in hits {
        match (&hit.at, &hit.act) {
            (At::Card(i, ..), _) => of_card.entry(*i).or_default().push(hit),
            (At::NewCard, Act::Add(nodes)) => new.extend(nodes.iter().map(|n| (hit, *n))),
            (At::Heading(key), act) => touches.push(Touch {
                by: hit.by,
                deed: deed(act),
                card: None,
                number: None,
                line: Some(key.word()),
                span: hit.span,
            }),
            (At::NewCard, _) => {}
        }
    }
    let cards = std::mem::take(&mut text.cards);
    for (i, card) in cards.into_iter().enumerate() {
        match of_card.get(&i) {
            None => text.cards.push(card),
            Some(here) => {
                let mut desk = Desk {
                    hits: here,
                    card: card.id().to_owned(),
                    numbers: BTreeMap::new(),
                    library: &mut *library,
                    touches: &mut *touches,
                    out: &mut *out,
                };
                text.cards.extend(desk.card(card));
            }
        }
    }
    for (hit, node) in new {
        if let Some(page) = CardPage::of(node) {
            touches.push(Touch {
                by: hit.by,
                deed: Deed::Inserted,
                card: Some(page.card.id.value.clone()),
                number: None,
                line: None,
                span: hit.span,
            });
            text.cards.push(CardDraft::new(page, library, out));
        }
    }
}

fn deed(act: &Act<'_>) -> Deed {
    match act {
        Act::Replace(_) => Deed::Replaced,
        Act::Add(_) | Act::Beside(..) => Deed::Inserted,
        Act::Repeal => Deed::Repealed,
        Act::Renumber(_) => Deed::Renumbered,
        Act::Mark(_) => Deed::Marked,
        Act::Unmark(_) => Deed::Unmarked,
    }
}

struct Desk<'d, 'a> {
    /// All that changes this card.
    hits: &'d [&'d Hit<'a>],
    card: String,
    /// Numbers that changed: old and new, and the change.
    numbers: BTreeMap<String, (String, Span)>,
    library: &'d mut Library<'a>,
    touches: &'d mut Vec<Touch>,
    out: &'d mut Vec<Diagnostic>,
}

impl<'a> Desk<'_, 'a> {
    fn touch(&mut self, hit: &Hit<'a>, number: Option<&str>, line: Option<String>) {
        self.touches.push(Touch {
            by: hit.by,
            deed: deed(&hit.act),
            card: Some(self.card.clone()),
            number: number.map(str::to_owned),
            line,
            span: hit.span,
        });
    }

    fn card(&mut self, mut card: CardDraft<'a>) -> Option<CardDraft<'a>> {
        let hits = self.hits;
        let whole = hits.iter().find(
            |h| matches!(&h.at, At::Card(_, way, None) if way.is_empty() && !matches!(h.act, Act::Add(_))),
        );
        if let Some(hit) = whole {
            self.touch(hit, None, None);
            return match &hit.act {
                Act::Replace(node) => {
                    CardPage::of(node).map(|page| CardDraft::new(page, self.library, self.out))
                }
                Act::Repeal => None,
                _ => Some(card),
            };
        }
        let before = self.touches.len();
        let items = std::mem::take(&mut card.items);
        card.items = self.items(items, &[], None);
        self.own_lines(&mut card);
        self.numbers_after(&mut card, before);
        Some(card)
    }

    /// What stands on the card itself.
    fn own_lines(&mut self, card: &mut CardDraft<'a>) {
        for hit in self.hits {
            let At::Card(_, way, line) = &hit.at else {
                continue;
            };
            if !way.is_empty() {
                continue;
            }
            match (line, &hit.act) {
                (None, Act::Add(nodes)) => {
                    for node in nodes {
                        if let Some(draft) = self.made(node, None) {
                            self.touch(hit, Some(&draft.code.value), None);
                            card.items.push(draft);
                        } else {
                            let word = LineKey::of_line(&node.stmt).map(|k| k.word());
                            self.touch(hit, None, word);
                            card.lines.push(node);
                        }
                    }
                }
                (Some((_, key)), act) => {
                    self.touch(hit, None, Some(key.word()));
                    let mut new = match act {
                        Act::Replace(node) => Some(*node),
                        _ => None,
                    };
                    if let Some(Stmt::Title(title)) = new.map(|n| &n.stmt) {
                        card.title = title;
                        continue;
                    }
                    for node in std::mem::take(&mut card.lines) {
                        let here = LineKey::of_line(&node.stmt).as_ref() == Some(key);
                        match act {
                            Act::Beside(true, nodes) if here => {
                                card.lines.extend(nodes);
                                card.lines.push(node);
                            }
                            Act::Beside(false, nodes) if here => {
                                card.lines.push(node);
                                card.lines.extend(nodes);
                            }
                            Act::Replace(_) if here => card.lines.extend(new.take()),
                            Act::Repeal if here => {}
                            _ => card.lines.push(node),
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// A part, section or criterion from a statement of the amendment.
    fn made(&mut self, node: &Node, parent: Option<&str>) -> Option<Draft> {
        let mut draft = self.library.draft((node, false), parent, self.out)?;
        relate(std::slice::from_mut(&mut draft), parent);
        Some(draft)
    }

    fn items(&mut self, items: Vec<Draft>, way: &[usize], parent: Option<&str>) -> Vec<Draft> {
        let mut made = Vec::with_capacity(items.len());
        for (i, draft) in items.into_iter().enumerate() {
            let way: Vec<usize> = way.iter().copied().chain([i]).collect();
            let hits = self.hits;
            let here: Vec<&Hit<'a>> = hits
                .iter()
                .copied()
                .filter(|h| matches!(&h.at, At::Card(_, w, None) if *w == way))
                .collect();
            for hit in &here {
                if let Act::Beside(true, nodes) = &hit.act {
                    self.beside(hit, nodes, parent, &mut made);
                }
            }
            let gone = here.iter().find(|h| matches!(h.act, Act::Repeal));
            if let Some(hit) = gone {
                self.touch(hit, Some(&draft.code.value), None);
            } else {
                let draft = self.item(draft, &way, parent, &here);
                made.push(draft);
            }
            for hit in &here {
                if let Act::Beside(false, nodes) = &hit.act {
                    self.beside(hit, nodes, parent, &mut made);
                }
            }
        }
        made
    }

    fn beside(
        &mut self,
        hit: &Hit<'a>,
        nodes: &[&'a Node],
        parent: Option<&str>,
        made: &mut Vec<Draft>,
    ) {
        for node in nodes {
            if let Some(draft) = self.made(node, parent) {
                self.touch(hit, Some(&draft.code.value), None);
                made.push(draft);
            }
        }
    }

    fn item(
        &mut self,
        mut draft: Draft,
        way: &[usize],
        parent: Option<&str>,
        here: &[&Hit<'a>],
    ) -> Draft {
        let inner = draft.code.value.clone();
        let items = std::mem::take(&mut draft.items);
        draft.items = self.items(items, way, Some(&inner));
        let lines: Vec<&Hit<'a>> = self
            .hits
            .iter()
            .copied()
            .filter(|h| matches!(&h.at, At::Card(_, w, Some(_)) if w == way))
            .collect();
        if !lines.is_empty() {
            for hit in &lines {
                if let At::Card(_, _, Some((_, key))) = &hit.at {
                    self.touch(hit, Some(&inner), Some(key.word()));
                    if let Act::Beside(_, nodes) | Act::Add(nodes) = &hit.act {
                        for node in nodes {
                            let word = LineKey::of_line(&node.stmt).map(|k| k.word());
                            self.touch(hit, Some(&inner), word);
                        }
                    }
                }
            }
            let old = std::mem::take(&mut draft.lines);
            draft.lines = edit(old, None, &lines, &mut vec![false; lines.len()]);
        }
        for hit in here {
            match &hit.act {
                Act::Replace(node) => {
                    self.touch(hit, Some(&inner), None);
                    draft = self.replaced(draft, node, parent);
                }
                Act::Add(nodes) => {
                    for node in nodes {
                        if let Some(new) = self.made(node, Some(&inner)) {
                            self.touch(hit, Some(&new.code.value), None);
                            draft.items.push(new);
                        } else {
                            let word = LineKey::of_line(&node.stmt).map(|k| k.word());
                            self.touch(hit, Some(&inner), word);
                            draft.lines.push((*node).clone());
                        }
                    }
                }
                _ => {}
            }
        }
        for hit in here {
            if let Act::Renumber(code) = &hit.act {
                self.touch(hit, Some(&inner), None);
                let code = absolute(code, parent);
                self.renumber(&mut draft, &code, hit.span);
            }
        }
        draft
    }

    /// What is written of it is new; what its heading leaves unsaid stays, and
    /// so does what stands in it when no block is written.
    fn replaced(&mut self, old: Draft, node: &Node, parent: Option<&str>) -> Draft {
        let (bare, like) = match &node.stmt {
            Stmt::Group(g) => (g.block.is_none(), g.like.is_some()),
            Stmt::Criterion(c) => (c.block.is_none(), c.like.is_some()),
            _ => (false, false),
        };
        let Some(mut new) = self.made(node, parent) else {
            return old;
        };
        new.title = new.title.or(old.title);
        new.max = new.max.or(old.max);
        if !like {
            new.form = new.form.or(old.form);
            new.cap = new.cap.or(old.cap);
            new.subtracted |= old.subtracted;
            new.best |= old.best;
        }
        if bare && !like {
            new.lines = old.lines;
            new.items = old.items;
            new.whole &= old.whole;
            new.orphan |= old.orphan;
        }
        new
    }

    fn renumber(&mut self, draft: &mut Draft, code: &Word, span: Span) {
        let old = draft.code.value.clone();
        self.numbers.insert(old.clone(), (code.value.clone(), span));
        for item in &mut draft.items {
            let inner = item.code.value.strip_prefix(&old).map(str::to_owned);
            if let Some(rest) = inner.filter(|r| r.starts_with('.')) {
                let word = Sp::new(format!("{}{rest}", code.value), code.span);
                self.renumber(item, &word, span);
            }
        }
        draft.code = code.clone();
    }

    /// What is said about a number that changed goes with it.
    fn numbers_after(&mut self, card: &mut CardDraft<'a>, before: usize) {
        if self.numbers.is_empty() {
            return;
        }
        let numbers = std::mem::take(&mut self.numbers);
        for touch in self.touches.iter_mut().skip(before) {
            if touch.deed != Deed::Repealed
                && let Some((new, _)) = touch.number.as_ref().and_then(|n| numbers.get(n))
            {
                touch.number = Some(new.clone());
            }
        }
        let reused: BTreeMap<&str, Span> = numbers
            .values()
            .filter(|(new, _)| !numbers.contains_key(new))
            .map(|(new, span)| (new.as_str(), *span))
            .collect();
        let spans: Vec<Span> = self.hits.iter().map(|h| h.span).collect();
        let mut wrong = Vec::new();
        let mut follow = |word: &mut Word| {
            if spans.iter().any(|s| word.span.within(*s)) {
                return;
            }
            if let Some((new, _)) = numbers.get(&word.value) {
                word.value.clone_from(new);
            } else if let Some(change) = reused.get(word.value.as_str()) {
                wrong.push(say::number_means_another(word, *change));
            }
        };
        for draft in &mut card.items {
            each_code(draft, &mut follow);
        }
        let mut stuck = Vec::new();
        for node in &card.lines {
            let mut copy = vec![(*node).clone()];
            each_code_of_lines(&mut copy, &mut |word: &mut Word| {
                if spans.iter().any(|s| word.span.within(*s)) {
                    return;
                }
                let change = numbers
                    .get(&word.value)
                    .map(|(_, s)| *s)
                    .or_else(|| reused.get(word.value.as_str()).copied());
                if let Some(change) = change {
                    stuck.push(say::number_means_another(word, change));
                }
            });
        }
        wrong.append(&mut stuck);
        self.out.append(&mut wrong);
    }
}

/// The lines of a criterion with all changes of them made.
fn edit(
    lines: Vec<Node>,
    case: Option<&str>,
    hits: &[&Hit<'_>],
    done: &mut Vec<bool>,
) -> Vec<Node> {
    let mut made = Vec::with_capacity(lines.len());
    for mut node in lines {
        let key = LineKey::of_line(&node.stmt);
        let own_case = match &node.stmt {
            Stmt::Case(c) => Some(c.key.value.clone()),
            _ => None,
        };
        let meant = |hit: &Hit<'_>| match &hit.at {
            At::Card(_, _, Some((c, k))) => {
                Some(k) == key.as_ref() && (c.is_none() || c.as_deref() == case)
            }
            _ => false,
        };
        let here: Vec<(usize, &Hit<'_>)> = hits
            .iter()
            .enumerate()
            .filter(|(_, h)| meant(h))
            .map(|(i, h)| (i, *h))
            .collect();
        for (_, hit) in &here {
            if let Act::Beside(true, nodes) = &hit.act {
                made.extend(nodes.iter().map(|n| (*n).clone()));
            }
        }
        if let Some(block) = block_mut(&mut node.stmt) {
            let inner = own_case.as_deref().or(case);
            let body = std::mem::take(&mut block.body);
            block.body = edit(body, inner, hits, done);
        }
        let mut gone = false;
        for (i, hit) in &here {
            match &hit.act {
                Act::Repeal => gone = true,
                Act::Mark(levels) => mark(&mut node, levels),
                Act::Unmark(levels) => unmark(&mut node, levels),
                Act::Renumber(code) => {
                    if let Stmt::Option(o) = &mut node.stmt {
                        o.key = (*code).clone();
                    }
                }
                Act::Add(nodes) => {
                    if let Some(block) = block_mut(&mut node.stmt) {
                        block.body.extend(nodes.iter().map(|n| (*n).clone()));
                    }
                }
                Act::Replace(new) => match (&mut node.stmt, &new.stmt) {
                    (Stmt::Option(old), Stmt::Option(own)) => {
                        change(old, own);
                        node.span = new.span;
                    }
                    // Of several lines of one name the first gives its place.
                    _ if done.get(*i) == Some(&true) => gone = true,
                    _ => {
                        node = (*new).clone();
                        if let Some(done) = done.get_mut(*i) {
                            *done = true;
                        }
                    }
                },
                Act::Beside(..) => {}
            }
        }
        if !gone {
            made.push(node);
        }
        for (_, hit) in &here {
            if let Act::Beside(false, nodes) = &hit.act {
                made.extend(nodes.iter().map(|n| (*n).clone()));
            }
        }
    }
    made
}

fn mark(node: &mut Node, levels: &[Sp<Mark>]) {
    if let Stmt::Option(o) = &mut node.stmt {
        let mut all = match std::mem::replace(&mut o.marks, Marks::Unsaid) {
            Marks::Some(marks) => marks,
            Marks::Unsaid | Marks::None(_) => Vec::new(),
        };
        all.extend(levels.iter().cloned());
        o.marks = Marks::Some(all);
    }
}

fn unmark(node: &mut Node, levels: &[Sp<Mark>]) {
    if let Stmt::Option(o) = &mut node.stmt {
        let left: Vec<Sp<Mark>> = match std::mem::replace(&mut o.marks, Marks::Unsaid) {
            Marks::Some(marks) => marks
                .into_iter()
                .filter(|m| {
                    !levels.is_empty() && !levels.iter().any(|l| same_level(&l.value, &m.value))
                })
                .collect(),
            Marks::Unsaid | Marks::None(_) => Vec::new(),
        };
        if !left.is_empty() {
            o.marks = Marks::Some(left);
        }
    }
}
