//! What a change names, looked up in the text before any change.

use super::Text;
use super::clash::Grip;
use super::key::{LineKey, find, has_mark};
use super::search::{Found, Last, Miss, Target, head_of, item_at, look, near, step_of};
use crate::model::build::words;
use crate::syntax::tree::{
    Block, Cards, Change, Mark, Node, Path, Renewal, Side, Sp, Step, Stmt, Word,
};
use crate::text::catalogue::amending as say;
use crate::text::{Diagnostic, Span, both};

/// Lines that come with the amendments of a layer.
#[derive(Debug, Default)]
pub struct Own<'a> {
    /// Assumptions and oddities.
    pub added: Vec<&'a Node>,
}

/// What a decision that amends another decision may touch.
#[derive(Debug)]
pub struct Above {
    /// The number of that decision.
    pub number: String,
    /// Where its own text stands.
    pub spans: Vec<Span>,
    /// Cards and numbers on which it changed something.
    pub touched: Vec<(String, String)>,
}

/// Who changes something, and where that is written.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The decision, by its place among those in force.
    pub by: usize,
    /// The change as it is written.
    pub span: Span,
    /// Set when the decision amends another one.
    pub above: Option<&'p Above>,
}

/// One change of one thing.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The decision, by its place among those in force.
    pub by: usize,
    /// The change as it is written.
    pub span: Span,
    /// What it changes.
    pub at: At,
    /// What becomes of it.
    pub act: Act<'a>,
    /// What it holds on to, for finding changes that cannot go together.
    pub grips: Vec<(Vec<String>, Grip)>,
}

/// Where a thing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// A statement of the ruleset itself.
    Heading(LineKey),
    /// Something on a card: the card, the way through its items, and the line
    /// there (kept to one case when a case is named).
    Card(usize, Vec<usize>, Option<(Option<String>, LineKey)>),
    /// A card that is not there yet.
    NewCard,
}

/// What becomes of a thing.
#[derive(Clone, Debug)]
pub enum Act<'a> {
    /// This takes its place.
    Replace(&'a Node),
    /// This is added at its end.
    Add(Vec<&'a Node>),
    /// This is added before (true) or after it.
    Beside(bool, Vec<&'a Node>),
    /// It goes.
    Repeal,
    /// It gets another number.
    Renumber(&'a Word),
    /// It becomes the least option for these levels.
    Mark(&'a [Sp<Mark>]),
    /// It no longer is; for any level when none is named.
    Unmark(&'a [Sp<Mark>]),
}

/// Looks a change up in the text; what it does not find is told.
pub fn change<'a>(
    change: &'a Change,
    place: Place<'_>,
    text: &Text<'a>,
    own: &mut Own<'a>,
    hits: &mut Vec<Hit<'a>>,
    out: &mut Vec<Diagnostic>,
) {
    let mut desk = Desk {
        place,
        text,
        hits,
        out,
    };
    match change {
        Change::Replace(new) => desk.replace(new),
        Change::Add(new) => desk.add(new, own),
        Change::Insert { side, at, block } => desk.insert(*side, at, block),
        Change::Repeal(path) => desk.on(path, |_, _| Act::Repeal, |_| Grip::Whole),
        Change::Renumber { at, code } => desk.renumber(at, code),
        Change::Mark { at, levels } => desk.marks(at, levels, true),
        Change::Unmark { at, levels } => desk.marks(at, levels, false),
    }
}

struct Desk<'d, 'a> {
    place: Place<'d>,
    text: &'d Text<'a>,
    hits: &'d mut Vec<Hit<'a>>,
    out: &'d mut Vec<Diagnostic>,
}

impl<'a> Desk<'_, 'a> {
    fn hit(&mut self, at: At, act: Act<'a>, grips: Vec<(Vec<String>, Grip)>) {
        self.hits.push(Hit {
            by: self.place.by,
            span: self.place.span,
            at,
            act,
            grips,
        });
    }

    // ---- statements of the ruleset itself ------------------------------

    fn heading_lines(&self, wanted: &LineKey) -> Vec<&'a Node> {
        let all = self.text.heading.iter().chain(&self.text.loose);
        all.copied()
            .filter(|n| LineKey::of_line(&n.stmt).as_ref() == Some(wanted))
            .collect()
    }

    fn in_heading(&mut self, key: LineKey, span: Span, act: Act<'a>) {
        let lines = self.heading_lines(&key);
        if lines.is_empty() {
            let all = self.text.heading.iter().chain(&self.text.loose);
            let have: Vec<String> = all
                .filter_map(|n| LineKey::of_line(&n.stmt))
                .filter(|k| std::mem::discriminant(k) == std::mem::discriminant(&key))
                .filter_map(|k| match (&k, &key) {
                    (LineKey::Named(a, name), LineKey::Named(b, _)) if a == b => Some(name.clone()),
                    _ => None,
                })
                .filter(|name| !name.is_empty())
                .collect();
            let place = both!("the ruleset", "bộ tiêu chí");
            self.out
                .push(say::nothing_there(&key.name(), &place, span, &have));
            return;
        }
        let spans: Vec<Span> = lines.iter().map(|n| n.span).collect();
        if self.may(&spans, None, span) {
            let grip = (vec![String::new(), format!("{key:?}")], Grip::Whole);
            self.hit(At::Heading(key), act, vec![grip]);
        }
    }

    // ---- the kinds of change --------------------------------------------

    fn replace(&mut self, new: &'a Renewal) {
        let Renewal { at, node } = new;
        let node: &'a Node = node;
        if let Stmt::Scorecard(card) = &node.stmt {
            let Some(i) = self.card(&card.id) else { return };
            let spans = self.card_span(i);
            if self.may(&spans, None, card.id.span) {
                let key = vec![card.id.value.clone()];
                let at = At::Card(i, Vec::new(), None);
                self.hit(at, Act::Replace(node), vec![(key, Grip::Whole)]);
            }
            return;
        }
        let span = head_of(node);
        if at.cards.is_none() {
            let Some(key) = LineKey::of_line(&node.stmt).filter(|_| at.steps.is_empty()) else {
                self.out.push(say::which_card(at.span.to(span)));
                return;
            };
            if !(self.place.above.is_some() && key == LineKey::Named("applies", String::new())) {
                self.in_heading(key, span, Act::Replace(node));
            }
            return;
        }
        let step = step_of(&node.stmt);
        let keeps_block = match &node.stmt {
            Stmt::Group(g) => g.block.is_none() && g.like.is_none(),
            Stmt::Criterion(c) => c.block.is_none() && c.like.is_none(),
            _ => false,
        };
        let grip = move |_: &Found<'_>| match keeps_block {
            true => Grip::Head,
            false => Grip::Whole,
        };
        match step {
            Some(step) => {
                let target = Target {
                    path: at,
                    last: Some(Last::Step(&step, span)),
                };
                self.each(&target, move |_, _| Act::Replace(node), grip);
            }
            None => {
                let Some(key) = LineKey::of_line(&node.stmt) else {
                    return;
                };
                let target = Target {
                    path: at,
                    last: Some(Last::Line(key, span)),
                };
                self.each(&target, move |_, _| Act::Replace(node), grip);
            }
        }
    }

    fn add(&mut self, new: &'a Renewal, own: &mut Own<'a>) {
        let Renewal { at, node } = new;
        let node: &'a Node = node;
        let span = head_of(node);
        if let Stmt::Scorecard(card) = &node.stmt {
            let known = self.text.cards.iter();
            if let Some(old) = known.clone().find(|c| c.id() == card.id.value) {
                let what = words::card(&card.id.value);
                self.out
                    .push(say::there_already(&what, card.id.span, old.page.head));
                return;
            }
            let grip = (vec![card.id.value.clone()], Grip::Name);
            self.hit(At::NewCard, Act::Add(vec![node]), vec![grip]);
            return;
        }
        if at.cards.is_none() {
            let Some(key) = LineKey::of_line(&node.stmt).filter(|_| at.steps.is_empty()) else {
                self.out.push(say::which_card(at.span.to(span)));
                return;
            };
            match self.heading_lines(&key).first() {
                Some(old) => {
                    self.out
                        .push(say::there_already(&key.name(), span, old.span));
                }
                None => {
                    own.added.push(node);
                    let grip = (vec![String::new(), format!("{key:?}")], Grip::Name);
                    self.hit(At::Heading(key), Act::Add(Vec::new()), vec![grip]);
                }
            }
            return;
        }
        self.into(at, vec![node]);
    }

    /// Adds statements at the end of what a path names.
    fn into(&mut self, path: &Path, nodes: Vec<&'a Node>) {
        let mut again: Vec<(LineKey, Span, Span)> = Vec::new();
        for node in &nodes {
            let Some(key) = LineKey::of_line(&node.stmt).filter(|k| !k.may_repeat()) else {
                continue;
            };
            for (_, lines) in self.lines_at(path) {
                if let Some(old) = find(lines, None, &key).first() {
                    again.push((key.clone(), node.span, old.span));
                }
            }
        }
        if !again.is_empty() {
            for (key, here, old) in again {
                self.out.push(say::there_already(&key.name(), here, old));
            }
            return;
        }
        let inside = path.steps.last().is_none_or(|s| {
            matches!(
                s.value,
                Step::Part(_) | Step::Section(_) | Step::Criterion(_) | Step::Case(_)
            )
        });
        if !inside {
            self.out.push(say::no_order(path.span));
            return;
        }
        let target = Target { path, last: None };
        let by = self.place.by;
        let orders: Vec<String> = nodes.iter().map(|n| order_of(n)).collect();
        self.each(
            &target,
            move |_, _| Act::Add(nodes.clone()),
            move |_| Grip::Tail(by, orders.clone()),
        );
    }

    /// The lines of what a path names, on every card where it is found.
    fn lines_at(&self, path: &Path) -> Vec<(usize, &[Node])> {
        let mut all = Vec::new();
        for i in self.cards(path).unwrap_or_default() {
            let Some(card) = self.text.cards.get(i) else {
                continue;
            };
            if let Ok(Found {
                item: Some(item),
                line: None,
                ..
            }) = look(card, &path.steps, None)
            {
                all.push((i, item.lines.as_slice()));
            }
        }
        all
    }

    fn insert(&mut self, side: Side, path: &'a Path, block: &'a Block) {
        let nodes: Vec<&'a Node> = block
            .body
            .iter()
            .filter(|n| !matches!(n.stmt, Stmt::Bad(_)))
            .collect();
        if nodes.is_empty() {
            if block.body.is_empty() {
                self.out.push(say::nothing_inserted(self.place.span));
            }
            return;
        }
        if side == Side::Into {
            return self.into(path, nodes);
        }
        let Some(last) = path.steps.last() else {
            self.out.push(say::no_order(path.span));
            return;
        };
        for node in &nodes {
            if !beside(&last.value, &node.stmt) {
                self.out
                    .push(say::does_not_go_beside(head_of(node), last.span));
                return;
            }
        }
        let before = side == Side::Before;
        let target = Target { path, last: None };
        self.each(
            &target,
            move |_, _| Act::Beside(before, nodes.clone()),
            move |_| Grip::Beside(before),
        );
    }

    fn renumber(&mut self, path: &'a Path, code: &'a Word) {
        let ok = path.steps.last().is_some_and(|s| {
            matches!(
                s.value,
                Step::Part(_) | Step::Section(_) | Step::Criterion(_) | Step::Option(_)
            )
        });
        if !ok {
            self.out.push(say::has_no_number(path.span));
            return;
        }
        self.on(path, move |_, _| Act::Renumber(code), |_| Grip::Number);
        // Its new name must be nobody else's.
        let by = self.place.by;
        let span = self.place.span;
        for hit in self.hits.iter_mut() {
            if hit.by == by
                && hit.span == span
                && let Some((key, _)) = hit.grips.first().cloned()
            {
                let mut name = key;
                name.pop();
                name.push(code.value.clone());
                hit.grips.push((name, Grip::Name));
            }
        }
    }

    fn marks(&mut self, path: &'a Path, levels: &'a [Sp<Mark>], adds: bool) {
        if !path
            .steps
            .last()
            .is_some_and(|s| matches!(s.value, Step::Option(_)))
        {
            self.out.push(say::only_options(path.span));
            return;
        }
        let target = Target { path, last: None };
        let before = self.hits.len();
        self.each(
            &target,
            move |_, _| match adds {
                true => Act::Mark(levels),
                false => Act::Unmark(levels),
            },
            move |_| Grip::Mark(levels.iter().map(|l| format!("{:?}", l.value)).collect()),
        );
        let mut wrong = Vec::new();
        for hit in self.hits.iter().skip(before) {
            let At::Card(i, way, Some((case, key))) = &hit.at else {
                continue;
            };
            let Some(item) = self.text.cards.get(*i).and_then(|c| item_at(&c.items, way)) else {
                continue;
            };
            let lines = find(&item.lines, case.as_deref(), key);
            for level in levels {
                let marked: Vec<&&Node> =
                    lines.iter().filter(|n| has_mark(n, &level.value)).collect();
                match (adds, marked.first(), lines.first()) {
                    (true, Some(old), _) => {
                        wrong.push(say::marked_already(level.span, old.span));
                    }
                    (false, None, Some(line)) => {
                        wrong.push(say::not_marked(level.span, line.span));
                    }
                    _ => {}
                }
            }
        }
        self.out.append(&mut wrong);
    }

    /// One and the same change on everything that a path names.
    fn on(
        &mut self,
        path: &'a Path,
        act: impl Fn(usize, &Found<'_>) -> Act<'a>,
        grip: impl Fn(&Found<'_>) -> Grip,
    ) {
        if path.cards.is_none() {
            match path.steps.as_slice() {
                [step] => match LineKey::of(&step.value) {
                    Some(key) => {
                        let none = Found {
                            way: Vec::new(),
                            item: None,
                            line: None,
                            spans: Vec::new(),
                            key: Vec::new(),
                        };
                        self.in_heading(key, step.span, act(0, &none));
                    }
                    None => self.out.push(say::which_card(path.span)),
                },
                _ => self.out.push(say::which_card(path.span)),
            }
            return;
        }
        self.each(&Target { path, last: None }, act, grip);
    }

    /// The change on every card that a path names.
    fn each(
        &mut self,
        target: &Target<'_>,
        act: impl Fn(usize, &Found<'_>) -> Act<'a>,
        grip: impl Fn(&Found<'_>) -> Grip,
    ) {
        let Some(cards) = self.cards(target.path) else {
            return;
        };
        let every = matches!(target.path.cards, Some(Cards::Every { .. }));
        let mut hit = false;
        let mut missed: Option<(Miss, usize)> = None;
        for i in cards {
            let Some(card) = self.text.cards.get(i) else {
                continue;
            };
            match look(card, &target.path.steps, target.last.as_ref()) {
                Ok(found) => {
                    hit = true;
                    let number = found.item.map(|d| (card.id(), d.code.value.as_str()));
                    let span = target.span();
                    if !self.may(&found.spans, number, span) {
                        continue;
                    }
                    let at = At::Card(i, found.way.clone(), found.line.clone());
                    let grips = vec![(found.key.clone(), grip(&found))];
                    let act = act(i, &found);
                    self.hit(at, act, grips);
                }
                Err(miss) if !every => {
                    hit = true;
                    self.missed(&miss, i, target.span());
                }
                Err(miss) => missed = missed.or(Some((miss, i))),
            }
        }
        if let (false, Some((miss, _))) = (hit, missed) {
            let place = both!("any scorecard that is meant", "phiếu điểm nào được nói tới");
            let found = say::nothing_there(&miss.what, &place, target.span(), &miss.near);
            self.out.push(found);
        }
    }

    fn missed(&mut self, miss: &Miss, card: usize, span: Span) {
        let id = self.text.cards.get(card).map_or("", |c| c.id());
        let place = words::card(id);
        self.out
            .push(say::nothing_there(&miss.what, &place, span, &miss.near));
    }

    // ---- cards -----------------------------------------------------------

    fn card(&mut self, id: &Word) -> Option<usize> {
        let found = self.text.cards.iter().position(|c| c.id() == id.value);
        if found.is_none() {
            let have: Vec<String> = self.text.cards.iter().map(|c| c.id().to_owned()).collect();
            let place = both!("the ruleset", "bộ tiêu chí");
            let what = words::card(&id.value);
            self.out.push(say::nothing_there(
                &what,
                &place,
                id.span,
                &near(&id.value, have),
            ));
        }
        found
    }

    fn card_span(&self, i: usize) -> Vec<Span> {
        self.text
            .cards
            .get(i)
            .map(|c| c.page.head)
            .into_iter()
            .collect()
    }

    /// The cards that a path names; told when there is none of that name.
    fn cards(&self, path: &Path) -> Option<Vec<usize>> {
        let position = |id: &str| self.text.cards.iter().position(|c| c.id() == id);
        match path.cards.as_ref()? {
            Cards::One(id) => Some(position(&id.value).into_iter().collect()),
            Cards::Every { except, .. } => Some(
                (0..self.text.cards.len())
                    .filter(|i| !except.iter().any(|e| position(&e.value) == Some(*i)))
                    .collect(),
            ),
        }
    }

    /// Whether the decision may touch what stands at these places.
    fn may(&mut self, spans: &[Span], number: Option<(&str, &str)>, at: Span) -> bool {
        let Some(above) = self.place.above else {
            return true;
        };
        let own = |s: &Span| above.spans.iter().any(|a| s.within(*a));
        let touched = number.is_some_and(|(card, number)| {
            above.touched.iter().any(|(c, n)| c == card && n == number)
        });
        let fine = touched || (!spans.is_empty() && spans.iter().all(own));
        if !fine {
            let there = spans.iter().find(|s| !own(s)).copied();
            self.out
                .push(say::not_of_that_decision(&above.number, at, there));
        }
        fine
    }
}

/// What lines are in order with each other, so that the order in which two
/// decisions add them would matter.
fn order_of(node: &Node) -> String {
    match &node.stmt {
        Stmt::Group(_) | Stmt::Criterion(_) => "items".to_owned(),
        Stmt::Option(_) | Stmt::Case(_) => "options".to_owned(),
        other => format!("{:?}", LineKey::of_line(other)),
    }
}

/// Whether a statement may stand beside what a step names.
fn beside(step: &Step, stmt: &Stmt) -> bool {
    match step {
        Step::Part(_) | Step::Section(_) | Step::Criterion(_) => {
            matches!(stmt, Stmt::Group(_) | Stmt::Criterion(_))
        }
        Step::Option(_) => matches!(stmt, Stmt::Option(_)),
        Step::Case(_) => matches!(stmt, Stmt::Case(_)),
        Step::Finding(..) => matches!(stmt, Stmt::Finding(_)),
        _ => false,
    }
}
