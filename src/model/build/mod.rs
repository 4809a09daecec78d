//! From trees to a ruleset: resolution, typing, consolidation.
//!
//! In this order: the pages are sorted ([`gather`]); every `like` is carried
//! out ([`draft`], [`merge`]); each card is laid out in a row ([`flat`]), so
//! that its numbers and letters are known ([`skeleton`]) before any condition
//! is read; names are declared ([`facts`]); then the heading ([`header`]), the
//! ratings ([`rating`]) and the cards ([`card`], [`criterion`]) are made. At
//! the end come the checks that need all of it: sums ([`sums`]), levels against
//! what a card can give, the order of scoring ([`order`]), tests ([`trials`]).
//!
//! Everything wrong is reported in one run, each thing once, in order of the
//! page. What could not be read is not held against what stands around it.

pub mod amend;
mod assumptions;
mod card;
mod criterion;
pub mod crosswalk;
mod draft;
pub mod facts;
mod flat;
mod forms;
mod gather;
mod header;
mod inherit;
mod ladder;
mod lattice;
mod lets;
mod marks;
mod measure;
mod merge;
mod options;
mod order;
mod rating;
mod relate;
pub mod scope;
pub mod skeleton;
mod sums;
mod tables;
mod trials;
mod typing;
pub(crate) mod words;

#[cfg(test)]
mod tests;

use self::amend::{Active, Text};
use self::card::Made;
use self::draft::Library;
use self::facts::Names;
use self::flat::CardDraft;
use self::gather::{Pages, gather};
use self::header::Header;
use self::rating::Reach;
use self::skeleton::CardSkeleton;
use super::card::Scorecard;
use super::ruleset::Ruleset;
use crate::syntax::tree::{File, Node, Stmt};
use crate::text::catalogue::{cards, headings};
use crate::text::{Both, Code, Diagnostic, Severity, SourceId, Span, both};
use indexmap::{IndexMap, IndexSet};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// The ruleset that the files of one version make, and everything that is to
/// be said about them, in order of the files and their lines.
///
/// There is no ruleset only when no file has a usable `ruleset` heading. The
/// ruleset may be used only when none of the findings is an error; the
/// findings of the parser are not among them.
#[must_use]
pub fn build(files: &[File]) -> (Option<Ruleset>, Vec<Diagnostic>) {
    consolidate(files, &[])
}

/// The step of which every total of a card is a multiple, when that can be told.
#[must_use]
pub(crate) fn step_of(card: &crate::model::Scorecard) -> Option<crate::exact::Num> {
    card::reach(card).2
}

/// The same, with amending decisions carried out: the text as it stands when
/// all of them have come into force. What was said about the text as it was
/// signed is not said again.
#[must_use]
pub fn consolidate<'a>(
    files: &'a [File],
    amendments: &[Active<'a>],
) -> (Option<Ruleset>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let mut pages = gather(files);
    join(&mut pages, amendments);
    headings(&pages, files, &mut out);

    let mut library = Library::new(&pages);
    shared_twice(&pages, &mut out);
    let mut text = Text {
        heading: pages.ruleset_lines().iter().collect(),
        loose: files
            .iter()
            .flat_map(|f| &f.items)
            .filter(|n| is_loose(n))
            .collect(),
        cards: card_drafts(&pages, &mut library, &mut out),
    };
    let (amended, touches) = amend::carry_out(&mut text, amendments, &mut library, &mut out);
    library.unused(&mut out);
    let lines = text.heading.as_slice();
    let drafts = text.cards;
    let flats: Vec<_> = drafts.iter().map(CardDraft::flat).collect();

    let assumptions = assumptions::read(lines, &mut out);
    let skeletons: Vec<(CardSkeleton, Vec<&Node>)> = drafts
        .iter()
        .zip(&flats)
        .map(|(draft, flat)| (CardSkeleton::of(draft, flat), draft.lines.clone()))
        .collect();
    let wide: Vec<&Node> = lines.iter().chain(&text.loose).copied().collect();
    let names = Names::declare(&wide, &skeletons, &assumptions, &mut out);

    let version = pages
        .rulesets
        .first()
        .map_or("", |h| h.ruleset.version.value.as_str());
    let header = header::read(lines, version, &mut names.scope(None), &mut out);
    let general = card::General {
        rating: card::ratings(lines.iter().copied(), &mut out),
        sure: pages.heading_is_whole(),
    };
    if let (Some(page), true) = (general.rating, drafts.is_empty()) {
        // No card reads it, so it is read here.
        rating::build(page, &mut names.scope(None), &mut out);
    }
    let mut made: Vec<Made> = Vec::new();
    for (i, (draft, flat)) in drafts.iter().zip(&flats).enumerate() {
        let mut scope = names.scope(Some(i));
        let inherited = &header.inherited;
        made.push(card::build(
            draft, flat, general, inherited, &mut scope, &mut out,
        ));
    }
    names.unused(&mut out);
    let (facts, lets, tables) = names.finish();

    let through = order::Through {
        lets: &lets,
        tables: &tables,
    };
    for m in &mut made {
        m.card.order = order::order(&m.card, through, &mut out);
        if let (Some(built), true) = (&m.built, m.sound && m.card.unavailable.is_none()) {
            let reach = reach(&m.card, &header, m.flawless);
            rating::against(built, &reach, &facts, &mut out);
        }
    }
    header::check_levels(&header, &known_levels(&made), &mut out);

    let broken: Vec<String> = drafts
        .iter()
        .filter(|d| !d.whole)
        .map(|d| d.id().to_owned())
        .collect();
    let mut cards = IndexMap::new();
    for m in made {
        cards.entry(m.card.id.clone()).or_insert(m.card);
    }
    let mut ruleset = Ruleset {
        name: String::new(),
        version: version.to_owned(),
        title: header.title,
        signed: header.signed.map(|d| d.value),
        applies_from: since(amendments).or(header.from.map(|d| d.value)),
        applies_until: header.until.map(|d| d.value),
        repeals: header.repeals,
        keeps: header.keeps,
        assumptions,
        council: header.council,
        certificate: header.certificate.map(|(c, _)| c),
        authorities: header.authorities.into_iter().map(|(a, _)| a).collect(),
        facts,
        lets,
        tables,
        cards,
        cites: header.inherited.cites,
        notes: header.notes,
        oddities: header.oddities,
        amended,
        touches,
        superseded: None,
        tests: Vec::new(),
        digest: String::new(),
        span: Span::default(),
    };
    let unread = trials::Unread {
        cards: pages.unread,
        names: pages.unread || !pages.heading_is_whole(),
        broken: &broken,
    };
    ruleset.tests = trials::collect(&pages.tests, &ruleset, &unread, &mut out);
    settle(&mut out);
    of_the_amendments(amendments, &ruleset, &mut out);
    let heading = pages.rulesets.first();
    let ruleset = heading.map(|h| {
        ruleset.name = h.ruleset.name.value.clone();
        ruleset.span = h.head;
        ruleset.digest = ruleset.compute_digest();
        ruleset
    });
    (ruleset, out)
}

/// What comes with amendments beside them: shared texts, and the tests of those
/// that are new in this state.
fn join<'a>(pages: &mut gather::Pages<'a>, amendments: &[Active<'a>]) {
    if amendments.is_empty() {
        return;
    }
    pages.tests.clear();
    let mut seen: BTreeSet<SourceId> = BTreeSet::new();
    for a in amendments {
        for file in a.files {
            if seen.insert(file.source) {
                pages.join(std::slice::from_ref(file), a.first);
            }
        }
    }
}

/// Whether a statement at the top of a file is one of the ruleset's own.
fn is_loose(node: &Node) -> bool {
    matches!(
        node.stmt,
        Stmt::Fact(_) | Stmt::Let(_) | Stmt::Table(_) | Stmt::Bad(_)
    )
}

/// The first day of the state that these amendments make.
fn since(amendments: &[Active<'_>]) -> Option<Date> {
    amendments
        .iter()
        .flat_map(|a| [Some(a.from), a.until])
        .flatten()
        .max()
}

/// Of an amended text only what the amendments bring is told; where they make
/// the older text wrong, it is said which text is meant.
fn of_the_amendments(amendments: &[Active<'_>], ruleset: &Ruleset, out: &mut Vec<Diagnostic>) {
    if amendments.is_empty() {
        return;
    }
    let own = |d: &Diagnostic| {
        d.primary()
            .is_none_or(|p| amendments.iter().any(|a| p.source == a.node.span.source))
    };
    out.retain(|d| d.severity == Severity::Error || own(d));
    let numbers: Vec<&str> = ruleset.amended.iter().map(|a| a.number.as_str()).collect();
    let numbers = numbers.join(", ");
    for d in out.iter_mut().filter(|d| !own(d)) {
        d.notes.push(both!(
            "in the text as amended by {numbers}",
            "trong văn bản đã được {numbers} sửa đổi"
        ));
    }
}

/// There must be one `ruleset` heading.
fn headings(pages: &Pages<'_>, files: &[File], out: &mut Vec<Diagnostic>) {
    let Some(first) = pages.rulesets.first() else {
        if !pages.unread {
            let place = files.iter().find_map(|f| f.items.first()).map(|n| Span {
                end: n.span.start,
                ..n.span
            });
            out.push(headings::no_ruleset(place));
        }
        return;
    };
    for second in pages.rulesets.iter().skip(1) {
        let r = second.ruleset;
        let label = format!("{} {}", r.name.value, r.version.value);
        out.push(headings::several_rulesets(&label, second.head, first.head));
    }
    if pages.cards.is_empty() && !pages.unread {
        let r = first.ruleset;
        let label = format!("{} {}", r.name.value, r.version.value);
        out.push(headings::no_scorecards(&label, first.head));
    }
}

/// Every card with `like` carried out; of two with one name the first stands.
fn card_drafts<'a>(
    pages: &'a Pages<'a>,
    library: &mut Library<'a>,
    out: &mut Vec<Diagnostic>,
) -> Vec<CardDraft<'a>> {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut drafts = Vec::new();
    for page in &pages.cards {
        let id = page.card.id.value.as_str();
        if let Some(first) = seen.get(id) {
            out.push(cards::name_twice(&words::card(id), page.head, *first));
        } else {
            seen.insert(id, page.head);
            drafts.push(CardDraft::new(*page, library, out));
        }
    }
    drafts
}

/// Two shared texts of one name.
fn shared_twice(pages: &Pages<'_>, out: &mut Vec<Diagnostic>) {
    for (block, page) in &pages.shared {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for item in &page.items {
            let code = item.code.value.as_str();
            match seen.get(code) {
                Some(first) => {
                    let thing: Both = both!(
                        "shared text {block}.{code}",
                        "nội dung dùng chung {block}.{code}"
                    );
                    out.push(cards::name_twice(&thing, item.head, *first));
                }
                None => {
                    seen.insert(code, item.head);
                }
            }
        }
    }
}

fn known_levels(made: &[Made]) -> IndexSet<String> {
    made.iter()
        .filter_map(|m| m.built.as_ref())
        .flat_map(|built| &built.rating.levels)
        .map(|level| level.name.clone())
        .collect()
}

fn reach<'l>(card: &'l Scorecard, header: &'l Header, flawless: bool) -> Reach<'l> {
    let (total, sure, step) = card::reach(card);
    Reach {
        card: &card.id,
        head: card.span,
        total,
        sure,
        step,
        council: header.council.as_ref().map(|c| c.rounding.map(|r| r.step)),
        oddities: card.oddities.iter().chain(&header.oddities).collect(),
        flawless,
    }
}

/// Each thing once, in order of the files and their lines; at one place the
/// more serious first.
fn settle(out: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<(Code, Span)> = BTreeSet::new();
    out.retain(|d| match d.primary() {
        Some(span) => seen.insert((d.code, span)),
        None => true,
    });
    out.sort_by_key(|d| (d.primary(), std::cmp::Reverse(d.severity)));
}
