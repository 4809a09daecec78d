//! What is said about a statement that could not be read: what it was probably
//! meant to be, what was expected in it and where, what stands there instead.

use super::super::grammar::{Grammar, Rule};
use super::super::keyword::Keyword;
use super::super::words::{END, OPERATOR, VALUE, Words, keywords, words};
use super::forms::{Form, begun, forms};
use super::near::{Near, near, near_start};
use super::{BLANK, Inside, Reader};
use crate::text::catalogue::reading as say;
use crate::text::{Both, Diagnostic, Lang};
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

/// A statement that could not be read: places in the text of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unread {
    /// Its first letter.
    pub(super) start: usize,
    /// Behind its heading: behind the `{`, if it has one.
    pub(super) head: usize,
    /// Behind its last letter.
    pub(super) end: usize,
    /// Where the part begins that the grammar stumbled over.
    pub(super) stumble: usize,
}

/// Where a strict rule gives up.
struct Miss {
    at: usize,
    /// What it would have gone on with; nothing if it was too much for it.
    wanted: Vec<Rule>,
}

impl Miss {
    fn too_much() -> Miss {
        Miss {
            at: 0,
            wanted: Vec::new(),
        }
    }
}

impl Reader<'_> {
    /// What an unread statement was meant to be, and what to say about it.
    pub(super) fn diagnose(
        &self,
        unread: Unread,
        inside: Inside,
    ) -> (Option<&'static Form>, Option<Diagnostic>) {
        let head = self.slice(unread.start, unread.head);
        let begun = begun(head, inside);
        if let Some(form) = begun.filter(|form| {
            form.may_stand(inside) || strict(form.only, self.alone(form, unread)).is_ok()
        }) {
            return (Some(form), Some(self.explain(form, unread, inside)));
        }
        if begun.is_none()
            && let Some((form, near)) = near_start(head, inside)
        {
            let meant = Some(form).filter(|form| form.may_stand(inside));
            return (meant, Some(self.misspelt(unread.start, &near)));
        }
        // Statements that begin with a value, not with a keyword.
        let plain = || forms().filter(|form| form.starts.is_empty());
        let first = token(head).len();
        let mut furthest: Option<(usize, &'static Form)> = None;
        for form in plain().filter(|form| form.may_stand(inside)) {
            let at = match strict(form.only, self.alone(form, unread)) {
                Ok(()) => usize::MAX,
                Err(miss) => miss.at,
            };
            if at > first && furthest.is_none_or(|(best, _)| at > best) {
                furthest = Some((at, form));
            }
        }
        if let Some((_, form)) = furthest {
            return (Some(form), Some(self.explain(form, unread, inside)));
        }
        if let Some(form) = begun {
            return (Some(form), Some(self.explain(form, unread, inside)));
        }
        let elsewhere = plain()
            // Nearly everything before a `{` could be a branch.
            .filter(|form| !form.may_stand(inside) && form.only != Rule::only_branch)
            .find(|form| strict(form.only, self.alone(form, unread)).is_ok());
        if let Some(form) = elsewhere {
            return (Some(form), Some(self.explain(form, unread, inside)));
        }
        // In a block that nobody knows, nobody knows what is wrong.
        let said = (inside != Inside::Unknown).then(|| self.unknown(unread, inside));
        (None, said)
    }

    /// The text that the strict rule of a form is to read.
    fn alone(&self, form: &Form, unread: Unread) -> &str {
        let end = if form.block.is_some() {
            unread.head
        } else {
            unread.end
        };
        self.slice(unread.start, end)
    }

    /// What is wrong with a statement of a known form.
    fn explain(&self, form: &'static Form, unread: Unread, inside: Inside) -> Diagnostic {
        let text = self.alone(form, unread);
        let miss = match strict(form.only, text) {
            Err(miss) => miss,
            Ok(()) if form.may_stand(inside) => Miss {
                at: unread.stumble - unread.start,
                wanted: vec![Rule::EOI],
            },
            Ok(()) => {
                let first = unread.start + token(text).len();
                let span = self.page.span(unread.start, first);
                // What an amendment inserts has its place where that stands.
                let places = form.within.iter().filter(|p| **p != Inside::Insert);
                let places: Vec<Both> = places.map(|place| place.name()).collect();
                return say::misplaced(&form.name(), &inside.name(), &places, span);
            }
        };
        if miss.wanted.is_empty() {
            return say::too_long(self.page.span(unread.start, unread.end));
        }
        let miss = self.blame(form, text, unread.start, miss);
        let rest = text.get(miss.at..).unwrap_or_default();
        let at = unread.start + miss.at;
        if let Some(d) = self
            .quotes(rest, at)
            .or_else(|| self.figures(text, &miss, at))
        {
            return d;
        }
        let (run, back) = sign_at(text, miss.at);
        let other = say::other_sign(run);
        let (found, from) = match other {
            Some(_) => (run, at - back),
            None => (token(rest), at),
        };
        let span = self.page.span(from, from + found.len());
        let wanted = wanted(&miss.wanted);
        let mut d = say::expected(&form.noun(), &wanted, &shown(found), span);
        let own = |rule: &Rule| match words(*rule) {
            Words::Key(keyword) => Some(keyword),
            _ => None,
        };
        let inner = miss.wanted.iter().flat_map(|rule| keywords(*rule)).copied();
        let keywords: Vec<_> = miss.wanted.iter().filter_map(own).chain(inner).collect();
        if let Some(near) = near(rest, &keywords) {
            let here = self.page.span(at, at + near.length);
            d = say::did_you_mean(d, near.word, here);
        } else if let Some(help) = other {
            d = d.help(help);
        } else {
            d = d.help(say::written(&form.shape()));
        }
        d
    }

    /// The place to blame. A line that breaks off has taken the first word of
    /// the next statement for its own: what is missing is missing at its end.
    fn blame(&self, form: &Form, text: &str, start: usize, miss: Miss) -> Miss {
        let before = text.get(..miss.at).unwrap_or_default();
        let Some(end) = before.trim_end_matches(BLANK).rfind('\n') else {
            return miss;
        };
        let next = before.get(end + 1..).unwrap_or_default().trim_end();
        let alone = token(next).len() == next.len() || begun(next, Inside::Unknown).is_some();
        if !alone || self.page.indent(start + end + 1) > self.page.indent(start) {
            return miss;
        }
        match strict(form.only, text.get(..end).unwrap_or_default()) {
            Err(earlier) if earlier.at >= end => earlier,
            _ => miss,
        }
    }

    /// A statement that begins with a misspelt keyword.
    pub(super) fn misspelt(&self, start: usize, near: &Near) -> Diagnostic {
        let end = start + near.length;
        let span = self.page.span(start, end);
        say::misspelt(self.slice(start, end), near.word, span)
    }

    /// A statement that nobody can tell what it was meant to be.
    fn unknown(&self, unread: Unread, inside: Inside) -> Diagnostic {
        let text = self.slice(unread.start, unread.end);
        if let Some(d) = self.quotes(text, unread.start) {
            return d;
        }
        let found = token(text);
        let span = self
            .page
            .span(unread.start, unread.start + found.len().max(1));
        let here: Vec<Both> = forms()
            .filter(|form| inside != Inside::Unknown && form.may_stand(inside))
            .flat_map(|form| match form.starts {
                [] => vec![form.name()],
                starts => starts
                    .iter()
                    .map(|k| {
                        let (en, vi) = (k.form(Lang::En), k.form(Lang::Vi));
                        Both::new(format!("`{en}`"), format!("«{vi}»"))
                    })
                    .collect(),
            })
            .collect();
        say::unknown_statement(&shown(found), &inside.name(), &here, span)
    }

    /// Quotes that are not `"`.
    fn quotes(&self, rest: &str, at: usize) -> Option<Diagnostic> {
        let opening = rest.chars().next()?;
        let closing = match opening {
            '“' | '”' | '„' | '‟' => ['”', '“', '“', '"'],
            '«' => ['»'; 4],
            '‘' | '’' | '\'' => ['’', '‘', '\'', '\''],
            _ => return None,
        };
        let line = rest.split(['\n', ';']).next().unwrap_or_default();
        let inner = line.get(opening.len_utf8()..).unwrap_or_default();
        let text = inner
            .find(closing)
            .and_then(|end| Some((inner.get(..end)?, inner.get(end..)?.chars().next()?)))
            .filter(|(text, _)| !text.contains(['"', '\\']));
        let length = match text {
            Some((text, last)) => opening.len_utf8() + text.len() + last.len_utf8(),
            None => opening.len_utf8(),
        };
        let span = self.page.span(at, at + length);
        Some(say::other_quotes(opening, text.map(|(text, _)| text), span))
    }

    /// Numbers and days that are written in another way.
    fn figures(&self, text: &str, miss: &Miss, at: usize) -> Option<Diagnostic> {
        let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-' | '_');
        let before = text.get(..miss.at)?;
        let back = before.len() - before.trim_end_matches(figure).len();
        let start = miss.at - back;
        let rest = text.get(start..)?;
        let digits = rest.len() - rest.trim_start_matches(figure).len();
        let run = rest.get(..digits)?.trim_end_matches(['.', ',', '/', '-']);
        let here = |length: usize| self.page.span(at - back, at - back + length);
        if !run.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(day) = other_day(run) {
            return Some(say::other_day(run, day, here(run.len())));
        }
        let letters = rest.get(digits..)?;
        let unit: String = letters.chars().take_while(|c| c.is_alphabetic()).collect();
        if digits == run.len() && !unit.is_empty() && miss.at == start {
            return Some(say::unit_too_close(
                run,
                &unit,
                here(run.len() + unit.len()),
            ));
        }
        let groups: Vec<&str> = run.split([',', '.']).collect();
        let plain = |t: &&str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if groups.len() < 2 || !groups.iter().all(plain) {
            return None;
        }
        let thousands = groups.iter().skip(1).all(|t| t.len() == 3);
        if thousands && (groups.len() > 2 || run.contains(',')) {
            return Some(say::grouped_number(run, &groups.concat(), here(run.len())));
        }
        let comma = groups.len() == 2 && run.contains(',');
        comma.then(|| say::decimal_comma(run, here(run.len())))
    }

    /// A part of the text that the grammar reads.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.page.text().get(start..end).unwrap_or_default()
    }
}

/// Reads one statement alone.
fn strict(rule: Rule, text: &str) -> Result<(), Miss> {
    let Err(error) = Grammar::parse(rule, text) else {
        return Ok(());
    };
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let wanted = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        // A limit of the parser, not a place in the text.
        ErrorVariant::CustomError { .. } => return Err(Miss::too_much()),
    };
    Err(Miss { at, wanted })
}

/// What was expected, each thing once: first what is written in many ways, then
/// keywords, then the end.
fn wanted(rules: &[Rule]) -> Vec<Both> {
    let all: Vec<Words> = rules.iter().map(|rule| words(*rule)).collect();
    let key = |keyword| all.contains(&Words::Key(keyword));
    // Where any value may stand, its forms need no naming; nor do operators.
    let value = all.contains(&VALUE);
    let operator = all.contains(&OPERATOR) || (key(Keyword::And) && key(Keyword::Or));
    let covered = |rule: &Rule| {
        let by_value = matches!(
            rule,
            Rule::word
                | Rule::string
                | Rule::open
                | Rule::left
                | Rule::date
                | Rule::quantity
                | Rule::digits
                | Rule::minus
                | Rule::range_op
                | Rule::k_not
        );
        let by_operator = matches!(
            rule,
            Rule::unit
                | Rule::range_op
                | Rule::k_and
                | Rule::k_or
                | Rule::k_in
                | Rule::k_where
                | Rule::cmp
        );
        (value && by_value) || (operator && by_operator)
    };
    let (mut things, mut keywords, mut end) = (Vec::new(), Vec::new(), Vec::new());
    let operators = operator.then_some(OPERATOR);
    let left = rules.iter().filter(|rule| !covered(rule));
    for said in left.map(|rule| words(*rule)).chain(operators) {
        let (list, both) = match said {
            Words::Nothing => continue,
            Words::Key(k) => {
                let (en, vi) = (k.form(Lang::En), k.form(Lang::Vi));
                let both = Both::new(format!("`{en}`"), format!("«{vi}»"));
                (&mut keywords, both)
            }
            END => (&mut end, END.thing()),
            thing => (&mut things, thing.thing()),
        };
        if !list.contains(&both) {
            list.push(both);
        }
    }
    things.append(&mut keywords);
    things.append(&mut end);
    things
}

/// The sign around a place, and how far before it begins: of `==`, the first
/// `=` was read already.
fn sign_at(text: &str, at: usize) -> (&str, usize) {
    let sign = |c: char| "=<>!&|/:–—".contains(c);
    let before = text.get(..at).unwrap_or_default();
    let start = before.trim_end_matches(sign).len();
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.find(|c| !sign(c)).unwrap_or(rest.len());
    (rest.get(..end).unwrap_or_default(), at - start)
}

/// The word, number, text or sign that begins a text.
fn token(text: &str) -> &str {
    let word = |c: char| unicode_ident::is_xid_continue(c);
    let sign = |c: char| "=<>!&|+-*/.:–—".contains(c);
    let end = match text.chars().next() {
        None | Some('\n' | ';') => 0,
        Some('"') => text
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '"')
            .map_or(text.len(), |(at, _)| at + 1),
        Some(c) if word(c) => {
            let more = |c: char| word(c) || matches!(c, '.' | '#' | '%' | ',' | '/' | '-');
            let run = text.find(|c| !more(c)).unwrap_or(text.len());
            let run = text.get(..run).unwrap_or_default();
            run.trim_end_matches(['.', ',', '-', '/']).len()
        }
        Some(c) if sign(c) => text.find(|c| !sign(c)).unwrap_or(text.len()),
        Some(c) => c.len_utf8(),
    };
    text.get(..end).unwrap_or_default()
}

/// A token as a message shows it.
fn shown(found: &str) -> Both {
    if found.is_empty() {
        return Both::new("the end of the line", "hết dòng");
    }
    let short: String = found.chars().take(40).collect();
    let dots = if short.len() < found.len() { "…" } else { "" };
    if found.starts_with('"') {
        Both::new(
            format!("the text {short}{dots}"),
            format!("đoạn chữ {short}{dots}"),
        )
    } else {
        Both::new(format!("`{short}{dots}`"), format!("«{short}{dots}»"))
    }
}

/// A day that is written in another way, as it should be; `None` inside when
/// it is no day at all.
fn other_day(run: &str) -> Option<Option<jiff::civil::Date>> {
    let parts: Vec<&str> = run.split(['/', '-', '.']).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let short = |t: &str| matches!(t.len(), 1 | 2);
    let (day, month, year) = if a.len() == 4 && short(b) && short(c) {
        (c, b, a)
    } else if c.len() == 4 && short(a) && short(b) {
        (a, b, c)
    } else {
        return None;
    };
    let date = (|| {
        let (y, m, d) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        jiff::civil::Date::new(y, m, d).ok()
    })();
    // As it should be already: something else is wrong.
    (date.is_none_or(|d| d.to_string() != run)).then_some(date)
}
