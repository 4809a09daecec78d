//! Errors planted in good pages: as many are found as were planted, each where
//! it stands.
#![allow(clippy::string_slice, reason = "a slip here is a failed test")]

use crate::syntax::keyword::Keyword;
use crate::syntax::{format, parse};
use crate::text::{Diagnostic, Lang, Source, Sources, fold};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A slip: what stands instead of a line, if the slip can be made there.
type Slip = fn(&str) -> Option<String>;

/// Slips that are errors wherever they are made.
const SLIPS: &[(&str, Slip)] = &[
    ("a letter is missing in the keyword", |line| {
        let word = keyword(line)?;
        let mut letters: Vec<char> = word.chars().collect();
        (letters.len() >= 6).then(|| letters.remove(2))?;
        let wrong: String = letters.into_iter().collect();
        Some(line.replacen(word, &wrong, 1))
    }),
    ("the marks are missing in the keyword", |line| {
        let word = keyword(line)?;
        (fold(word) != word).then(|| line.replacen(word, &fold(word), 1))
    }),
    ("something stands behind it", |line| {
        let (body, end) = heading(line);
        let plain = !body.trim().is_empty() && body.trim() != "}";
        plain.then(|| format!("{} ?? {end}", body.trim_end()))
    }),
    ("a quote is not closed", |line| {
        let last = line.rfind('"')?;
        Some(format!("{}{}", &line[..last], &line[last + 1..]))
    }),
    ("the quotes are of another kind", |line| {
        let last = line.rfind('"')?;
        let first = line[..last].rfind('"')?;
        let (before, text, behind) = (&line[..first], &line[first + 1..last], &line[last + 1..]);
        Some(format!("{before}“{text}”{behind}"))
    }),
    ("a number is too long", |line| {
        let body = line.trim_end();
        let before = body.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = before.len() < body.len() && before.ends_with(' ');
        number.then(|| format!("{before}{}", "9".repeat(1000)))
    }),
    ("a day is in no calendar", |line| {
        line.contains("-01-")
            .then(|| line.replacen("-01-", "-13-", 1))
    }),
    ("the end of a block is missing", |line| {
        (line.trim() == "}").then(String::new)
    }),
    ("the end of a block stands twice", |line| {
        (line.trim() == "}").then(|| format!("{line} }}"))
    }),
];

/// Slips that may also give another good page.
const MAYBE: &[Slip] = &[
    |line| {
        let (body, end) = heading(line);
        let cut = body.trim_end().rfind(' ')?;
        let rest = body[..cut].trim_end();
        (!rest.trim().is_empty()).then(|| format!("{rest} {end}"))
    },
    |line| {
        let (body, end) = heading(line);
        let words: Vec<&str> = body.split_whitespace().collect();
        let indent = &line[..line.len() - line.trim_start().len()];
        let rest = words.get(2..)?.join(" ");
        Some(format!("{indent}{} {rest} {end}", words[0]))
    },
    |line| {
        let (body, end) = heading(line);
        let at = body.find(|c: char| c.is_ascii_digit())?;
        Some(format!("{}0,{}{end}", &body[..at], &body[at..]))
    },
    |line| {
        let at = line.find([',', '=', '>', ':', '.'])?;
        Some(format!("{}{}", &line[..at], &line[at + 1..]))
    },
    |line| (!line.contains(['{', '}'])).then(|| format!("{line} {}", line.trim())),
];

/// The keyword that begins a line.
fn keyword(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let end = |k: &Keyword| Lang::ALL.iter().filter_map(|l| k.begins(*l, line)).max();
    // An option may be called yes.
    let known = Keyword::ALL
        .iter()
        .filter(|k| !matches!(k, Keyword::Yes | Keyword::No | Keyword::Else));
    known.filter_map(end).max().map(|end| &line[..end])
}

/// A line and the brace that ends it.
fn heading(line: &str) -> (&str, &str) {
    match line.trim_end().strip_suffix('{') {
        Some(body) => (body, "{"),
        None => (line, ""),
    }
}

/// Good pages in both languages, as lines.
static PAGES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let mut pages: Vec<Vec<String>> = Vec::new();
    for text in [include_str!("ruleset.sao"), include_str!("card.sao")] {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("page.sao", text));
        let translated = format(sources.get(id).unwrap(), id, Some(Lang::Vi)).unwrap();
        for text in [text, &translated] {
            pages.push(text.lines().map(str::to_owned).collect());
        }
    }
    pages
});

struct Read {
    sources: Sources,
    found: Vec<Diagnostic>,
}

impl Read {
    fn of(text: &str) -> Read {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("page.sao", text));
        let (_, found) = parse(sources.get(id).unwrap(), id);
        Read { sources, found }
    }

    /// The lines on which something is found.
    fn lines(&self) -> Vec<usize> {
        let line = |d: &Diagnostic| self.sources.place(d.primary().unwrap()).unwrap().start.line;
        self.found.iter().map(line).collect()
    }

    fn said(&self) -> String {
        let line = |d: &Diagnostic| d.one_line(&self.sources, Lang::En);
        self.found.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Plants slips on lines of a page that are far enough from each other to be
/// independent; gives the page and the lines on which they are to be found.
fn plant(page: &[String], wished: impl Iterator<Item = (usize, usize)>) -> (String, Vec<usize>) {
    let mut lines = page.to_vec();
    let mut planted: Vec<usize> = Vec::new();
    let mut braces = None;
    for (number, slip) in wished {
        let Some(line) = page.get(number) else {
            continue;
        };
        // A line that goes on with the statement above is no line of its own.
        let goes_on = line.trim_start().starts_with(['=', '|']);
        let near = planted.iter().any(|other| other.abs_diff(number) < 6);
        // A brace too few here and one too many there may be another good page.
        let brace = line.trim() == "}";
        let other = brace && *braces.get_or_insert(slip) != slip;
        if goes_on || near || other {
            continue;
        }
        if let Some(wrong) = SLIPS[slip].1(line) {
            lines[number] = wrong;
            planted.push(number);
        }
    }
    planted.sort_unstable();
    // The end of a block is missed where the block opens.
    let opener = |number: usize| {
        let indent = |l: &str| l.len() - l.trim_start().len();
        let missing = lines[number].is_empty();
        let opens = |n: &usize| missing && indent(&page[*n]) == indent(&page[number]);
        (0..number).rev().find(opens).unwrap_or(number) + 1
    };
    let mut found: Vec<usize> = planted.iter().map(|number| opener(*number)).collect();
    found.sort_unstable();
    (lines.join("\n"), found)
}

#[test]
fn good_pages_are_good() {
    for page in PAGES.iter() {
        let read = Read::of(&page.join("\n"));
        assert_eq!(read.said(), "");
    }
}

#[test]
fn each_slip_is_found_where_it_was_made_and_nothing_else_is() {
    for page in PAGES.iter() {
        for (slip, (name, _)) in SLIPS.iter().enumerate() {
            for first in 0..6 {
                let (text, lines) = plant(page, (first..page.len()).step_by(6).map(|n| (n, slip)));
                let read = Read::of(&text);
                assert_eq!(read.lines(), lines, "{name}\n{text}\n{}", read.said());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn as_many_slips_are_found_as_were_made(
        page in 0..PAGES.len(),
        wished in prop::collection::vec((0..110usize, 0..SLIPS.len()), 1..12),
    ) {
        let (text, lines) = plant(&PAGES[page], wished.into_iter());
        let read = Read::of(&text);
        prop_assert_eq!(read.lines(), lines, "{}\n{}", text, read.said());
    }

    #[test]
    fn one_change_of_a_line_is_one_finding_at_most(
        page in 0..PAGES.len(),
        line in 0..110usize,
        slip in 0..MAYBE.len(),
    ) {
        let mut lines = PAGES[page].clone();
        let number = line % lines.len();
        if let Some(wrong) = MAYBE[slip](&lines[number]) {
            lines[number] = wrong;
            let read = Read::of(&lines.join("\n"));
            let near = read.lines().iter().all(|l| l.abs_diff(number + 1) <= 1);
            prop_assert!(read.found.len() <= 1 && near, "{}\n{}", lines[number], read.said());
        }
    }
}
