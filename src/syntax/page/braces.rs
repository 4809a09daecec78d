//! Which `{` belongs to which `}`, also where one of them is missing.
//!
//! A page whose braces pair off is taken as it stands. Where they do not, the
//! indentation says which block was left open or closed twice; on a page that
//! is not indented, the headings say it: a section cannot stand in a criterion.

use super::lex::Mark;
use super::{Line, Shift};
use crate::syntax::keyword::Keyword;
use crate::text::catalogue::reading as say;
use crate::text::{Diagnostic, Lang, SourceId, Span};

/// How deep blocks and parentheses together may stand inside each other.
pub(in crate::syntax) const DEEPEST: usize = 128;
/// How deep blocks alone may. A printed table needs less than ten; whatever
/// walks over the tree needs some stack for each.
const BLOCKS: usize = 64;

/// What is to be done to the braces of a text.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Blocks without an end: where they open, and before what they end.
    unclosed: Vec<(usize, usize)>,
    /// `}` that close nothing.
    stray: Vec<usize>,
    /// What stands too deep: from its opening sign to behind its closing one.
    deep: Vec<(usize, usize)>,
    /// Blocks over several lines that end where they are expected to end.
    aligned: usize,
    /// Blocks over several lines.
    blocks: usize,
    /// Headings that stand where they cannot.
    misplaced: usize,
    /// Where the text ends.
    end: usize,
}

/// What tells where a block without an end was meant to end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guide {
    /// Nothing: it ends with the file.
    Nothing,
    Indentation,
    Headings,
}

/// A heading that says where its block may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading<'t> {
    /// A ruleset, a scorecard, a shared text, a test or a crosswalk: at the top only.
    Top,
    Part,
    Section,
    /// With its number.
    Criterion(&'t str),
    /// A rating, a council, a table, a fact: in a ruleset or a scorecard.
    Matter,
    /// Cases, branches: in a criterion.
    Choice,
    /// Nothing that is known.
    Unknown,
}

struct Open<'t> {
    at: usize,
    line: usize,
    indent: usize,
    heading: Heading<'t>,
}

/// Finds the plan for a text.
pub(super) fn plan(text: &str, marks: &[Mark], lines: &[Line]) -> Plan {
    let try_with = |guide| follow(text, marks, lines, guide);
    let plain = try_with(Guide::Nothing);
    let mut best = plain;
    if best.cost() > 0 || best.misplaced > 0 {
        let indented = try_with(Guide::Indentation);
        let regular = indented.aligned * 5 >= indented.blocks * 4 && indented.blocks > 0;
        if regular && (best.cost() > 0 || indented.misplaced < best.misplaced) {
            best = indented;
        } else if best.cost() > 0 {
            let headed = try_with(Guide::Headings);
            if headed.cost() <= best.cost() {
                best = headed;
            }
        }
    }
    best.deep = deep(marks, lines, &best);
    // What stands too deep is not read: its braces do not count.
    let deep = std::mem::take(&mut best.deep);
    let read = |at: usize| {
        let next = deep.partition_point(|(_, end)| *end <= at);
        deep.get(next).is_none_or(|(start, _)| at < *start)
    };
    best.unclosed.retain(|(open, _)| read(*open));
    best.stray.retain(|at| read(*at));
    best.deep = deep;
    best
}

/// Pairs the braces off.
fn follow(text: &str, marks: &[Mark], lines: &[Line], guide: Guide) -> Plan {
    let mut plan = Plan {
        end: text.len(),
        ..Plan::default()
    };
    let mut stack: Vec<Open<'_>> = Vec::new();
    let mut braces = marks
        .iter()
        .filter(|m| matches!(m.sign, '{' | '}'))
        .peekable();
    for (number, line) in lines.iter().enumerate() {
        let rest = text.get(line.at..).unwrap_or_default();
        let heading = heading(rest);
        if !rest.starts_with('}') {
            let ended = |open: &Open<'_>| match guide {
                Guide::Nothing => false,
                Guide::Indentation => open.line < number && line.indent <= open.indent,
                Guide::Headings => !fits(heading, open.heading),
            };
            while let Some(open) = stack.pop_if(|open| ended(open)) {
                plan.unclosed.push((open.at, line.at));
            }
            if stack
                .last()
                .is_some_and(|open| !fits(heading, open.heading))
            {
                plan.misplaced += 1;
            }
        }
        while let Some(mark) = braces.next_if(|m| m.line == number) {
            if mark.sign == '{' {
                stack.push(Open {
                    at: mark.at,
                    line: number,
                    indent: line.indent,
                    heading,
                });
            } else if mark.at == line.at {
                close_line(&mut plan, &mut stack, number, line, guide);
            } else {
                // `} }`: the second one closes nothing that is indented less.
                let outer = |open: &Open<'_>| open.line < number && open.indent < line.indent;
                let second = guide == Guide::Indentation && rest.starts_with('}');
                if second && stack.last().is_some_and(outer) || stack.pop().is_none() {
                    plan.stray.push(mark.at);
                }
            }
        }
    }
    while let Some(open) = stack.pop() {
        plan.unclosed.push((open.at, plan.end));
    }
    plan
}

/// A `}` that begins a line.
fn close_line(
    plan: &mut Plan,
    stack: &mut Vec<Open<'_>>,
    number: usize,
    line: &Line,
    guide: Guide,
) {
    if guide == Guide::Indentation {
        if stack.iter().any(|open| open.indent == line.indent) {
            while let Some(open) = stack.pop_if(|open| open.indent != line.indent) {
                plan.unclosed.push((open.at, line.at));
            }
        } else if stack.last().is_some_and(|open| open.indent < line.indent) {
            plan.stray.push(line.at);
            return;
        }
    }
    match stack.pop() {
        None => plan.stray.push(line.at),
        Some(open) if open.line < number => {
            plan.blocks += 1;
            plan.aligned += usize::from(open.indent == line.indent);
        }
        Some(_) => {}
    }
}

/// Whether something under `heading` may stand in a block under `outer`.
fn fits(heading: Heading<'_>, outer: Heading<'_>) -> bool {
    use Heading::{Choice, Criterion, Matter, Part, Section, Top, Unknown};
    match (heading, outer) {
        (Unknown, _) => true,
        (Top, _) => false,
        (_, Unknown) | (Matter | Part | Section | Criterion(_), Top) => true,
        (Criterion(inner), Criterion(outer)) => inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.starts_with('.')),
        (Section, Part) | (Criterion(_), Part | Section) | (Choice, Criterion(_)) => true,
        _ => false,
    }
}

/// The heading that begins a line.
fn heading(text: &str) -> Heading<'_> {
    use Keyword as K;
    const MATTERS: [Keyword; 5] = [K::Rating, K::Council, K::Transition, K::Table, K::Fact];
    let after = |keyword: Keyword| {
        Lang::ALL
            .into_iter()
            .find_map(|lang| text.get(keyword.begins(lang, text)?..))
            .map(str::trim_start)
    };
    // The number, and behind it the title: so that no other line is meant.
    let titled = |keyword| {
        let rest = after(keyword)?;
        let end = rest.find([' ', '\n', ';', '{', '}', '"'])?;
        let (code, behind) = (rest.get(..end)?, rest.get(end..)?);
        (!code.is_empty() && behind.trim_start().starts_with('"')).then_some(code)
    };
    // Most lines begin with nothing of this.
    if !text.starts_with(char::is_alphabetic) {
        return Heading::Unknown;
    }
    if let Some(code) = titled(K::Criterion) {
        return Heading::Criterion(code);
    }
    if titled(K::Section).is_some() {
        return Heading::Section;
    }
    if titled(K::Part).is_some() {
        return Heading::Part;
    }
    let named = |keyword, then: Keyword| {
        after(keyword)
            .and_then(|rest| rest.split_once(' '))
            .is_some_and(|(_, rest)| Lang::ALL.iter().any(|l| then.begins(*l, rest).is_some()))
    };
    let top = titled(K::Scorecard).is_some()
        || named(K::Ruleset, K::Version)
        || after(K::Test).is_some_and(|rest| rest.starts_with('"'))
        || after(K::Crosswalk)
            .and_then(|rest| rest.split_once(' '))
            .is_some_and(|(_, rest)| rest.starts_with('"'))
        || after(K::Shared)
            .and_then(|rest| rest.split('\n').next())
            .is_some_and(|line| line.trim_end().ends_with('{'));
    if top {
        return Heading::Top;
    }
    if MATTERS.iter().any(|keyword| after(*keyword).is_some()) {
        return Heading::Matter;
    }
    if after(K::Case).is_some() || after(K::By).is_some() {
        return Heading::Choice;
    }
    Heading::Unknown
}

/// Whether a text begins with a statement that may stand outside of all blocks.
pub(super) fn begins_alone(text: &str) -> bool {
    heading(text) == Heading::Top
        || [Keyword::Fact, Keyword::Let, Keyword::Table]
            .iter()
            .any(|k| Lang::ALL.iter().any(|lang| k.begins(*lang, text).is_some()))
}

/// What stands deeper than [`DEEPEST`].
fn deep(marks: &[Mark], lines: &[Line], plan: &Plan) -> Vec<(usize, usize)> {
    // The ends of blocks that the plan adds, in order of their places.
    let mut added: Vec<usize> = plan.unclosed.iter().map(|(_, end)| *end).collect();
    added.sort_unstable();
    let mut added = added.into_iter().peekable();
    let mut nest = Nest::default();
    let mut line = 0;
    for mark in marks {
        // A parenthesis that is not closed ends with its line.
        if mark.line != line {
            let end = lines.get(line + 1).map_or(mark.at, |next| next.at);
            nest.end_line(end);
            line = mark.line;
        }
        while let Some(at) = added.next_if(|at| *at <= mark.at) {
            nest.close('{', at);
        }
        match mark.sign {
            '}' if plan.stray.binary_search(&mark.at).is_ok() => {}
            '}' => nest.close('{', mark.at + 1),
            ')' => nest.close('(', mark.at + 1),
            sign => nest.open(sign, mark.at),
        }
    }
    nest.end_line(lines.get(line + 1).map_or(plan.end, |next| next.at));
    nest.leave(plan.end, 0);
    nest.found
}

/// What is open at a place.
#[derive(Default)]
struct Nest {
    open: Vec<char>,
    /// How many of them are blocks.
    blocks: usize,
    /// Where it became too deep, and how much was open there.
    since: Option<(usize, usize)>,
    found: Vec<(usize, usize)>,
}

impl Nest {
    fn open(&mut self, sign: char, at: usize) {
        let blocks = sign == '{' && self.blocks >= BLOCKS;
        if (blocks || self.open.len() >= DEEPEST) && self.since.is_none() {
            self.since = Some((at, self.open.len()));
        }
        self.blocks += usize::from(sign == '{');
        self.open.push(sign);
    }

    /// Closes the innermost `sign`, and with a `{` the parentheses in it.
    fn close(&mut self, sign: char, end: usize) {
        if sign == '{' {
            while self.open.pop_if(|open| *open == '(').is_some() {}
        }
        if self.open.pop_if(|open| *open == sign).is_some() {
            self.blocks -= usize::from(sign == '{');
            self.leave(end, self.open.len());
        }
    }

    fn end_line(&mut self, end: usize) {
        while self.open.pop_if(|open| *open == '(').is_some() {}
        self.leave(end, self.open.len());
    }

    fn leave(&mut self, end: usize, open: usize) {
        if let Some((start, _)) = self.since.take_if(|(_, depth)| open <= *depth) {
            self.found.push((start, end));
        }
    }
}

impl Plan {
    fn cost(&self) -> usize {
        self.unclosed.len() + self.stray.len()
    }

    /// The text with its braces in order: the text, how it lies on the one
    /// before, and where `}` were added.
    pub(super) fn apply(&self, text: String) -> (String, Shift, Vec<usize>) {
        let (mut shift, mut inserted) = (Shift::default(), Vec::new());
        if self.cost() == 0 && self.deep.is_empty() {
            return (text, shift, inserted);
        }
        let mut ends: Vec<usize> = self.unclosed.iter().map(|(_, end)| *end).collect();
        ends.sort_unstable();
        let mut ends = ends.into_iter().peekable();
        let mut out = String::with_capacity(text.len() + 2 * self.cost());
        let mut deep = self.deep.iter().peekable();
        let mut stray = self.stray.iter().peekable();
        let mut add = |out: &mut String, shift: &mut Shift, at: usize| {
            while ends.next_if(|end| *end <= at).is_some() {
                // It stands behind what was read last, on a line of its own.
                let behind = text.get(..at).unwrap_or_default().trim_end().len();
                for sign in ['\n', '}', '\n'] {
                    if sign == '}' {
                        inserted.push(out.len());
                    }
                    shift.push(out.len(), behind);
                    out.push(sign);
                }
                shift.push(out.len(), at);
            }
        };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            add(&mut out, &mut shift, at);
            if let Some((_, end)) = deep.next_if(|(start, _)| *start <= at) {
                // One blank stands for all that is not read.
                while chars.next_if(|(at, _)| at < end).is_some() {}
                out.push(' ');
                shift.push(out.len(), *end);
            } else if stray.next_if(|s| **s == at).is_some() {
                out.push(' ');
            } else {
                out.push(c);
            }
        }
        add(&mut out, &mut shift, text.len());
        (out, shift, inserted)
    }

    /// Where in the text something was repaired.
    pub(super) fn flaws(&self, text: &str) -> Vec<usize> {
        // A set within a line, not a block: what is said of it is said once.
        let set = |(open, end): &&(usize, usize)| {
            let inner = text.get(*open..*end).unwrap_or_default();
            !inner.trim_end().contains('\n') && !inner.trim_end().ends_with('{')
        };
        let sets = self.unclosed.iter().filter(set).map(|(open, _)| *open);
        let deep = self.deep.iter().map(|(start, _)| *start);
        self.stray.iter().copied().chain(sets).chain(deep).collect()
    }

    /// Says what was repaired.
    pub(super) fn report(
        &self,
        id: SourceId,
        there: impl Fn(usize) -> usize,
        found: &mut Vec<Diagnostic>,
    ) {
        let sign = |at: usize| Span::new(id, there(at)..there(at) + 1);
        let mut at_end = Vec::new();
        for (open, end) in &self.unclosed {
            if *end == self.end {
                at_end.push(sign(*open));
            } else {
                let before = Span::new(id, there(*end)..there(*end));
                found.push(say::not_closed(sign(*open), before));
            }
        }
        if !at_end.is_empty() {
            let end = Span::new(id, there(self.end)..there(self.end));
            found.push(say::not_closed_at_end(&at_end, end));
        }
        found.extend(self.stray.iter().map(|at| say::stray_brace(sign(*at))));
        found.extend(self.deep.iter().map(|(at, _)| say::too_deep(sign(*at))));
    }
}
