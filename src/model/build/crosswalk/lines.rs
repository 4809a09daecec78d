//! The lines of one pair of scorecards.

use super::said::{Said, Walk, span};
use super::{facts, turns};
use crate::model::crosswalk::{Alone, Line, Pair};
use crate::model::{Ruleset, Scorecard};
use crate::syntax::tree::{Stretch, Word};
use crate::text::catalogue::crosswalks as say;
use crate::text::{Diagnostic, Span, closest};
use std::collections::{HashMap, HashSet};

/// The two scorecards of a pair.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// The old version.
    pub from: &'a Ruleset,
    /// The new version.
    pub to: &'a Ruleset,
    /// The old scorecard.
    pub old: &'a Scorecard,
    /// The new one.
    pub new: &'a Scorecard,
    /// The heading of the pair.
    pub head: Span,
    /// Whether everything could be read.
    pub whole: bool,
}

/// A line whose criteria are found.
struct Found<'s, 'a> {
    from: Vec<usize>,
    to: usize,
    /// What was written.
    said: &'s Walk<'a>,
    /// How far the shared texts are from the criteria.
    distance: usize,
}

impl<'a> Sides<'a> {
    /// The pair that its own lines and those of all pairs make.
    pub fn pair(
        self,
        own: &Said<'a>,
        wide: &Said<'a>,
        used: &mut HashSet<Span>,
        out: &mut Vec<Diagnostic>,
    ) -> Pair {
        let before = out.len();
        let mut made = Pair {
            from: self.old.id.clone(),
            to: self.new.id.clone(),
            why: None,
            lines: Vec::new(),
            gone: self.alone(&own.gone, false, out),
            new: self.alone(&own.new, true, out),
            facts: facts::read(self, own, wide, out),
            cites: Vec::new(),
            notes: Vec::new(),
        };
        own.cites_and_notes(&mut made.cites, &mut made.notes);
        let same = self.same(own, out);
        let mut found: Vec<Found<'_, 'a>> = Vec::new();
        for said in &own.walks {
            found.extend(self.find(said, out));
        }
        found.extend(same.iter().map(|(from, to, said)| Found {
            from: vec![*from],
            to: *to,
            said,
            distance: 0,
        }));
        // A line is as good as lost when one of its criteria is not found.
        let unsure = out.len() > before;
        let own_targets: HashSet<usize> = found
            .iter()
            .map(|f| f.to)
            .chain(made.new.iter().map(|a| a.criterion))
            .collect();
        let gone: HashSet<usize> = made.gone.iter().map(|a| a.criterion).collect();
        let mut shared: Vec<Found<'_, 'a>> = Vec::new();
        for said in &wide.walks {
            let Some(line) = self.fits(said) else {
                continue;
            };
            used.insert(said.span);
            let theirs =
                own_targets.contains(&line.to) || line.from.iter().any(|i| gone.contains(i));
            if theirs {
                continue;
            }
            // Of two texts that a criterion is like, the nearer one counts.
            let twin = shared
                .iter()
                .position(|o| o.to == line.to && o.from == line.from);
            match twin.and_then(|i| shared.get_mut(i)) {
                Some(other) if line.distance < other.distance => *other = line,
                Some(_) => {}
                None => shared.push(line),
            }
        }
        found.append(&mut shared);
        self.twice(&found, &made, out);
        for f in found {
            made.lines.push(self.line(&f, wide, out));
        }
        self.fill(&mut made, wide, used);
        if self.whole && !unsure {
            self.forgotten(&made, out);
        }
        made
    }

    fn line(self, f: &Found<'_, 'a>, wide: &Said<'a>, out: &mut Vec<Diagnostic>) -> Line {
        Line {
            from: f.from.clone(),
            to: f.to,
            turns: turns::read(self, (&f.from, f.to), f.said, wide, out),
            why: f.said.why.map(|w| w.value.clone()),
            span: f.said.span,
        }
    }

    /// `same 2.1 .. 2.4 -> 2.2 .. 2.5` as so many lines.
    fn same(self, own: &Said<'a>, out: &mut Vec<Diagnostic>) -> Vec<(usize, usize, Walk<'a>)> {
        let mut all = Vec::new();
        for (from, to, why) in &own.same {
            let old = self.stretch(from, false, out);
            let new = self.stretch(to.unwrap_or(from), true, out);
            let (Some(old), Some(new)) = (old, new) else {
                continue;
            };
            if old.len() != new.len() {
                let place = span(from).to(span(to.unwrap_or(from)));
                out.push(say::stretches_differ(old.len(), new.len(), place));
                continue;
            }
            let line = Walk {
                from: vec![&from.first],
                to: &to.unwrap_or(from).first,
                like: None,
                why: *why,
                block: None,
                span: span(from).to(span(to.unwrap_or(from))),
            };
            all.extend(old.into_iter().zip(new).map(|(a, b)| (a, b, line.clone())));
        }
        all
    }

    /// The criteria of a line of the pair.
    fn find<'s>(self, said: &'s Walk<'a>, out: &mut Vec<Diagnostic>) -> Option<Found<'s, 'a>> {
        let mut from = Vec::new();
        let mut all = true;
        for word in &said.from {
            match self.criterion(word, false, out) {
                Some(i) => from.push(i),
                None => all = false,
            }
        }
        let to = self.criterion(said.to, true, out)?;
        all.then_some(Found {
            from,
            to,
            said,
            distance: 0,
        })
    }

    /// A criterion by its number, or by the shared text that it is like.
    fn criterion(self, word: &Word, new: bool, out: &mut Vec<Diagnostic>) -> Option<usize> {
        let card = if new { self.new } else { self.old };
        if let Some(i) = card.criterion(&word.value) {
            return Some(i);
        }
        match like(card, &word.value).as_slice() {
            [(i, _)] => Some(*i),
            [] => {
                let label = if new { self.to } else { self.from }.label();
                let known = card.criteria.iter().flat_map(|c| {
                    let like = c.like.iter().map(String::as_str);
                    std::iter::once(c.number.as_str()).chain(like)
                });
                let near = closest(&word.value, known);
                out.push(say::unknown_criterion(
                    word,
                    &card.id,
                    &label,
                    near.as_deref(),
                ));
                None
            }
            several => {
                let numbers: Vec<&str> = several
                    .iter()
                    .filter_map(|(i, _)| card.criteria.get(*i))
                    .map(|c| c.number.as_str())
                    .collect();
                out.push(say::several_like(word, &card.id, &numbers));
                None
            }
        }
    }

    /// The criteria of a line for all pairs, when this pair has them.
    fn fits<'s>(self, said: &'s Walk<'a>) -> Option<Found<'s, 'a>> {
        let mut distance = 0usize;
        let mut one = |card: &Scorecard, word: &Word| match like(card, &word.value).as_slice() {
            [(i, far)] => {
                distance = distance.saturating_add(*far);
                Some(*i)
            }
            _ => None,
        };
        let from = said
            .from
            .iter()
            .map(|w| one(self.old, w))
            .collect::<Option<Vec<_>>>()?;
        let to = one(self.new, said.to)?;
        Some(Found {
            from,
            to,
            said,
            distance,
        })
    }

    fn stretch(
        self,
        stretch: &Stretch,
        new: bool,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Vec<usize>> {
        let first = self.criterion(&stretch.first, new, out)?;
        let Some(last) = &stretch.last else {
            return Some(vec![first]);
        };
        let last = self.criterion(last, new, out)?;
        if last < first {
            out.push(say::stretch_backwards(span(stretch)));
            return None;
        }
        Some((first..=last).collect())
    }

    /// Criteria that are gone or new.
    fn alone(
        self,
        said: &[(&'a Stretch, Option<&'a Word>)],
        new: bool,
        out: &mut Vec<Diagnostic>,
    ) -> Vec<Alone> {
        let mut all: Vec<Alone> = Vec::new();
        for (stretch, why) in said {
            for criterion in self.stretch(stretch, new, out).unwrap_or_default() {
                if let Some(first) = all.iter().find(|a| a.criterion == criterion) {
                    let name = self.name(criterion, new);
                    out.push(say::said_twice(&name, span(stretch), first.span));
                    continue;
                }
                all.push(Alone {
                    criterion,
                    why: why.map(|w| w.value.clone()),
                    span: span(stretch),
                });
            }
        }
        all
    }

    fn name(self, criterion: usize, new: bool) -> String {
        let card = if new { self.new } else { self.old };
        card.criteria
            .get(criterion)
            .map(|c| c.number.clone())
            .unwrap_or_default()
    }

    /// Lines that say something twice, or against each other.
    fn twice(self, found: &[Found<'_, 'a>], made: &Pair, out: &mut Vec<Diagnostic>) {
        let mut seen: HashMap<(Vec<usize>, usize), Span> = HashMap::new();
        for f in found {
            let mut from = f.from.clone();
            from.sort_unstable();
            let here = f.said.span;
            if let Some(first) = seen.get(&(from.clone(), f.to)) {
                let name = format!("{} -> {}", self.names(&f.from), self.name(f.to, true));
                out.push(say::said_twice(&name, here, *first));
            } else {
                seen.insert((from, f.to), here);
            }
            let gone = made.gone.iter().find(|a| f.from.contains(&a.criterion));
            if let Some(a) = gone {
                let name = self.name(a.criterion, false);
                out.push(say::gone_and_mapped(&name, a.span, here));
            }
            if let Some(a) = made.new.iter().find(|a| a.criterion == f.to) {
                out.push(say::new_and_mapped(&self.name(f.to, true), a.span, here));
            }
        }
    }

    fn names(self, from: &[usize]) -> String {
        let all: Vec<String> = from.iter().map(|i| self.name(*i, false)).collect();
        all.join(", ")
    }

    /// What the lines for all pairs say of criteria that no line is about.
    fn fill(self, made: &mut Pair, wide: &Said<'a>, used: &mut HashSet<Span>) {
        for (new, said) in [(false, &wide.gone), (true, &wide.new)] {
            for (stretch, why) in said {
                let card = if new { self.new } else { self.old };
                for (criterion, _) in like(card, &stretch.first.value) {
                    used.insert(span(stretch));
                    let mapped = made.lines.iter().any(|l| {
                        if new {
                            l.to == criterion
                        } else {
                            l.from.contains(&criterion)
                        }
                    });
                    let list = if new { &mut made.new } else { &mut made.gone };
                    if !mapped && !list.iter().any(|a| a.criterion == criterion) {
                        list.push(Alone {
                            criterion,
                            why: why.map(|w| w.value.clone()),
                            span: span(stretch),
                        });
                    }
                }
            }
        }
    }

    /// Criteria of both sides that nothing is said about.
    fn forgotten(self, made: &Pair, out: &mut Vec<Diagnostic>) {
        let old = (0..self.old.criteria.len()).filter(|i| {
            !made.gone.iter().any(|a| a.criterion == *i)
                && !made.lines.iter().any(|l| l.from.contains(i))
        });
        let new = (0..self.new.criteria.len()).filter(|i| {
            !made.new.iter().any(|a| a.criterion == *i) && !made.lines.iter().any(|l| l.to == *i)
        });
        let told = |card: &Scorecard, i: usize| {
            card.criteria
                .get(i)
                .map(|c| (c.number.clone(), c.title.clone()))
        };
        let old: Vec<_> = old.filter_map(|i| told(self.old, i)).collect();
        let new: Vec<_> = new.filter_map(|i| told(self.new, i)).collect();
        if !old.is_empty() {
            out.push(say::forgotten_criteria(
                &old,
                &self.old.id,
                false,
                self.head,
            ));
        }
        if !new.is_empty() {
            out.push(say::forgotten_criteria(&new, &self.new.id, true, self.head));
        }
    }
}

/// The criteria of a card that are like a shared text, each with how many
/// other texts stand between them.
fn like(card: &Scorecard, name: &str) -> Vec<(usize, usize)> {
    let all = card.criteria.iter().enumerate();
    all.filter_map(|(i, c)| Some((i, c.like.iter().position(|l| l == name)?)))
        .collect()
}
