//! The way from a path to the thing that it names on a card.

use super::Text;
use super::key::{LineKey, block_of, find, names};
use crate::model::build::draft::Draft;
use crate::model::build::flat::CardDraft;
use crate::model::build::words;
use crate::syntax::tree::{Cards, Change, GroupKind, Node, Path, Sp, Step, Stmt, Word};
use crate::text::catalogue::amending as say;
use crate::text::{Both, Diagnostic, Span, both};

/// Why a thing was not found.
pub struct Miss {
    /// What was looked for.
    pub what: Both,
    /// The nearest there are.
    pub near: Vec<String>,
}

/// A thing on a card.
pub struct Found<'t> {
    /// The way through the items of the card.
    pub way: Vec<usize>,
    /// The part, section or criterion; none for the card itself.
    pub item: Option<&'t Draft>,
    /// The line there.
    pub line: Option<(Option<String>, LineKey)>,
    /// Its places in the text.
    pub spans: Vec<Span>,
    /// Its name, from the card inwards.
    pub key: Vec<String>,
}

/// What a change names: a path, and the statement behind it.
pub struct Target<'t> {
    /// The path.
    pub path: &'t Path,
    /// What stands behind it.
    pub last: Option<Last<'t>>,
}

/// What stands behind a path.
pub enum Last<'t> {
    /// A part, section or criterion.
    Step(&'t Step, Span),
    /// A line.
    Line(LineKey, Span),
}

impl Target<'_> {
    /// From the path to the statement.
    pub fn span(&self) -> Span {
        match &self.last {
            Some(Last::Step(_, span) | Last::Line(_, span)) => self.path.span.to(*span),
            None => self.path.span,
        }
    }
}

/// The item at the end of a way.
pub fn item_at<'t>(items: &'t [Draft], way: &[usize]) -> Option<&'t Draft> {
    let (first, rest) = way.split_first()?;
    let item = items.get(*first)?;
    if rest.is_empty() {
        Some(item)
    } else {
        item_at(&item.items, rest)
    }
}

/// Follows the steps of a path on a card.
pub fn look<'t>(
    card: &'t CardDraft<'_>,
    steps: &[Sp<Step>],
    last: Option<&Last<'_>>,
) -> Result<Found<'t>, Miss> {
    let mut found = Found {
        way: Vec::new(),
        item: None,
        line: None,
        spans: vec![card.page.head],
        key: vec![card.id().to_owned()],
    };
    let mut case: Option<String> = None;
    let all = steps.iter().map(|s| &s.value);
    let tail = match last {
        Some(Last::Step(step, _)) => Some(*step),
        _ => None,
    };
    let mut rest = all.chain(tail).peekable();
    while let Some(step) = rest.next() {
        if let Some((kind, code)) = numbered(step) {
            found = item(card, found, kind, code)?;
            continue;
        }
        let Some(key) = LineKey::of(step) else {
            continue;
        };
        if let (LineKey::Case(number), true) = (&key, rest.peek().is_some()) {
            case = Some(number.clone());
            continue;
        }
        found = line(card, found, case.take(), key)?;
    }
    match last {
        Some(Last::Line(key, _)) => line(card, found, case, key.clone()),
        _ => Ok(found),
    }
}

fn item<'t>(
    card: &'t CardDraft<'_>,
    from: Found<'t>,
    kind: GroupKind,
    code: &Word,
) -> Result<Found<'t>, Miss> {
    let items = from
        .item
        .map_or(card.items.as_slice(), |d| d.items.as_slice());
    let mut all: Vec<(Vec<usize>, Vec<String>, &'t Draft)> = Vec::new();
    below(items, &from.way, &from.key, &mut all);
    let fits = |d: &Draft| d.kind == kind && d.code.value == code.value;
    // A number stands once on a card.
    match all.iter().find(|(_, _, d)| fits(d)) {
        Some((way, key, draft)) => Ok(Found {
            way: way.clone(),
            key: key.clone(),
            item: Some(draft),
            line: None,
            spans: vec![draft.head],
        }),
        None => {
            let what = words::named(kind, &code.value);
            let same = all.iter().filter(|(_, _, d)| d.kind == kind);
            let have = same.map(|(_, _, d)| d.code.value.clone()).collect();
            Err(Miss {
                what,
                near: near(&code.value, have),
            })
        }
    }
}

fn below<'t>(
    items: &'t [Draft],
    way: &[usize],
    key: &[String],
    all: &mut Vec<(Vec<usize>, Vec<String>, &'t Draft)>,
) {
    for (i, draft) in items.iter().enumerate() {
        let way: Vec<usize> = way.iter().copied().chain([i]).collect();
        let name = match draft.kind {
            GroupKind::Criterion => draft.code.value.clone(),
            GroupKind::Part => format!("part {}", draft.code.value),
            GroupKind::Section => format!("section {}", draft.code.value),
        };
        let key: Vec<String> = key.iter().cloned().chain([name]).collect();
        all.push((way.clone(), key.clone(), draft));
        below(&draft.items, &way, &key, all);
    }
}

fn line<'t>(
    card: &'t CardDraft<'_>,
    from: Found<'t>,
    case: Option<String>,
    wanted: LineKey,
) -> Result<Found<'t>, Miss> {
    let (spans, have): (Vec<Span>, Vec<String>) = match from.item {
        Some(item) => (
            find(&item.lines, case.as_deref(), &wanted)
                .into_iter()
                .map(|n| n.span)
                .collect(),
            same_kind(names(&item.lines), &wanted),
        ),
        None => {
            let keys = card.lines.iter().filter_map(|n| LineKey::of_line(&n.stmt));
            let fitting = card
                .lines
                .iter()
                .filter(|n| LineKey::of_line(&n.stmt).as_ref() == Some(&wanted));
            let title = wanted == LineKey::Named("title", String::new());
            (
                fitting
                    .map(|n| n.span)
                    .chain(title.then_some(card.page.head))
                    .collect(),
                same_kind(keys.map(|k| (k.clone(), k.word())).collect(), &wanted),
            )
        }
    };
    if spans.is_empty() {
        return Err(Miss {
            what: wanted.name(),
            near: near(&wanted.word(), have),
        });
    }
    let mut key = from.key.clone();
    key.push(format!("{wanted:?}"));
    Ok(Found {
        line: Some((case, wanted)),
        spans,
        key,
        ..from
    })
}

fn same_kind(all: Vec<(LineKey, String)>, wanted: &LineKey) -> Vec<String> {
    let kind = std::mem::discriminant(wanted);
    all.into_iter()
        .filter(|(k, _)| std::mem::discriminant(k) == kind)
        .map(|(_, word)| word)
        .collect()
}

/// The nearest candidates first; not more than a few.
pub fn near(word: &str, mut have: Vec<String>) -> Vec<String> {
    have.sort_by_cached_key(|c| (strsim::osa_distance(word, c), c.clone()));
    have.dedup();
    have.truncate(6);
    have
}

fn numbered(step: &Step) -> Option<(GroupKind, &Word)> {
    match step {
        Step::Part(w) => Some((GroupKind::Part, w)),
        Step::Section(w) => Some((GroupKind::Section, w)),
        Step::Criterion(w) => Some((GroupKind::Criterion, w)),
        _ => None,
    }
}

/// The step that a part, section or criterion is.
pub fn step_of(stmt: &Stmt) -> Option<Step> {
    match stmt {
        Stmt::Group(g) => Some(match g.kind {
            GroupKind::Part => Step::Part(g.code.clone()),
            GroupKind::Section => Step::Section(g.code.clone()),
            GroupKind::Criterion => Step::Criterion(g.code.clone()),
        }),
        Stmt::Criterion(c) => Some(Step::Criterion(c.code.clone())),
        _ => None,
    }
}

/// The heading of a statement, without its block.
pub fn head_of(node: &Node) -> Span {
    match &node.stmt {
        Stmt::Group(g) => g.head,
        Stmt::Criterion(c) => c.head,
        other => match block_of(other) {
            Some((block, _)) => Span {
                end: block.span.start.max(node.span.start),
                ..node.span
            },
            None => node.span,
        },
    }
}

/// Checks that the cards named in a change exist.
pub fn cards_exist(change: &Change, text: &Text<'_>, out: &mut Vec<Diagnostic>) {
    let path = match change {
        Change::Replace(new) | Change::Add(new) => &new.at,
        Change::Insert { at, .. }
        | Change::Renumber { at, .. }
        | Change::Mark { at, .. }
        | Change::Unmark { at, .. }
        | Change::Repeal(at) => at,
    };
    let named: Vec<&Word> = match &path.cards {
        None => Vec::new(),
        Some(Cards::One(id)) => vec![id],
        Some(Cards::Every { except, .. }) => except.iter().collect(),
    };
    for id in named {
        if text.cards.iter().all(|c| c.id() != id.value) {
            let have: Vec<String> = text.cards.iter().map(|c| c.id().to_owned()).collect();
            let place = both!("the ruleset", "bộ tiêu chí");
            let what = words::card(&id.value);
            let near = near(&id.value, have);
            out.push(say::nothing_there(&what, &place, id.span, &near));
        }
    }
}
