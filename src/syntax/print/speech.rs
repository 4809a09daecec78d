//! Which form of a keyword is written, and how a number is written: as the
//! page had it, where there is a page.

use crate::exact::Num;
use crate::syntax::keyword::{Keyword, continues_a_word};
use crate::text::{Lang, Span};

/// The language of the keywords, and the page the tree was read from.
pub(in crate::syntax) struct Speech<'s> {
    lang: Option<Lang>,
    page: Option<Page<'s>>,
}

/// A page being read along with the printing: both go through the same words
/// in the same order.
struct Page<'s> {
    text: &'s str,
    /// Where a word or number starts, outside of texts and remarks.
    starts: Vec<usize>,
    /// What was written last ends here.
    at: usize,
    /// The statement being written ends here.
    end: usize,
    /// The language of the last keyword that was found.
    last: Lang,
}

impl<'s> Speech<'s> {
    /// Every keyword in one language, every number in its shortest form.
    pub fn of(lang: Lang) -> Speech<'s> {
        Speech {
            lang: Some(lang),
            page: None,
        }
    }

    /// Numbers as the page has them; keywords in one language, or each as the
    /// page has it. `remarks` are the places of the remarks in it.
    pub fn along(text: &'s str, remarks: &[Span], lang: Option<Lang>) -> Speech<'s> {
        let starts = starts(text, remarks);
        let last = lang.unwrap_or_else(|| main_language(text, &starts));
        let page = Page {
            text,
            starts,
            at: 0,
            end: text.len(),
            last,
        };
        Speech {
            lang,
            page: Some(page),
        }
    }

    /// Goes to the statement that stands here.
    pub fn enter(&mut self, span: Span) {
        if let Some(page) = &mut self.page {
            page.at = span.range().start;
            page.end = span.range().end;
        }
    }

    /// Goes to the start of a place inside the statement.
    pub fn go_to(&mut self, span: Span) {
        if let Some(page) = &mut self.page {
            page.at = span.range().start;
        }
    }

    /// Goes past a place inside the statement.
    pub fn go_past(&mut self, span: Span) {
        if let Some(page) = &mut self.page {
            page.at = span.range().end;
        }
    }

    /// Whether the page goes on to a new line between two places.
    pub fn breaks(&self, from: usize, to: usize) -> bool {
        let between = self.page.as_ref().and_then(|p| p.text.get(from..to));
        between.is_some_and(|text| text.contains('\n'))
    }

    /// The language in which the next keyword stands on the page, or the one
    /// that was asked for.
    pub fn next_language(&mut self, keyword: Keyword) -> Lang {
        let found = self.page.as_mut().and_then(|page| page.find(keyword));
        match (self.lang, found, &self.page) {
            (Some(lang), _, _) | (None, Some(lang), _) => lang,
            (None, None, Some(page)) => page.last,
            (None, None, None) => Lang::default(),
        }
    }

    /// The keyword as it is to be written.
    pub fn word(&mut self, keyword: Keyword) -> &'static str {
        let lang = self.next_language(keyword);
        keyword.form(lang)
    }

    /// The number as it is to be written.
    pub fn number(&mut self, number: Num) -> String {
        self.page
            .as_mut()
            .and_then(|page| page.find_number(number))
            .unwrap_or_else(|| number.to_string())
    }
}

impl Page<'_> {
    /// The starts of words between what was written and the end of the statement.
    fn ahead(&self) -> &[usize] {
        let from = self.starts.partition_point(|s| *s < self.at);
        let to = self.starts.partition_point(|s| *s < self.end);
        self.starts.get(from..to).unwrap_or_default()
    }

    fn find(&mut self, keyword: Keyword) -> Option<Lang> {
        let found = self.ahead().iter().find_map(|start| {
            let rest = self.text.get(*start..)?;
            Lang::ALL.into_iter().find_map(|lang| {
                let length = keyword.begins(lang, rest)?;
                Some((lang, start + length))
            })
        });
        let (lang, end) = found?;
        self.at = end;
        self.last = lang;
        Some(lang)
    }

    fn find_number(&mut self, number: Num) -> Option<String> {
        let (sign, size) = if number.is_negative() {
            ("-", number.neg()?)
        } else {
            ("", number)
        };
        let (text, end) = self.ahead().iter().find_map(|start| {
            let digits = digits(self.text.get(*start..)?);
            let same = digits.parse::<Num>() == Ok(size);
            same.then_some((digits, start + digits.len()))
        })?;
        let written = format!("{sign}{text}");
        self.at = end;
        Some(written)
    }
}

/// The digits that a text begins with, with one decimal point at most.
fn digits(text: &str) -> &str {
    let is_digit = |c: char| c.is_ascii_digit() || c == '_';
    let rest = text.trim_start_matches(is_digit);
    let end = match rest.strip_prefix('.') {
        Some(decimals) if decimals.starts_with(|c: char| c.is_ascii_digit()) => {
            decimals.trim_start_matches(is_digit)
        }
        _ => rest,
    };
    text.get(..text.len() - end.len()).unwrap_or_default()
}

/// Where words and numbers start, outside of texts and remarks.
fn starts(text: &str, remarks: &[Span]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut remarks = remarks.iter().map(|r| r.range()).peekable();
    let (mut quoted, mut escaped, mut in_word) = (false, false, false);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        while remarks.next_if(|r| r.end <= at).is_some() {}
        if remarks.peek().is_some_and(|r| r.contains(&at)) {
            in_word = false;
            continue;
        }
        if quoted {
            quoted = letter != '\n' && (escaped || letter != '"');
            escaped = letter == '\\' && !escaped;
            continue;
        }
        if letter == '"' {
            (quoted, escaped, in_word) = (true, false, false);
            continue;
        }
        // A point in a number or in a code such as 1.2 does not end it.
        let next = letters.peek().is_some_and(|(_, c)| continues_a_word(*c));
        let goes_on = continues_a_word(letter) || (in_word && letter == '.' && next);
        if goes_on && !in_word {
            starts.push(at);
        }
        in_word = goes_on;
    }
    starts
}

/// The language most of the first keywords are in.
fn main_language(text: &str, starts: &[usize]) -> Lang {
    let words = starts.iter().take(500).filter_map(|s| text.get(*s..));
    let mut more_english = 0i64;
    for word in words {
        for (lang, weight) in [(Lang::En, 1), (Lang::Vi, -1)] {
            if Keyword::ALL.iter().any(|k| k.begins(lang, word).is_some()) {
                more_english += weight;
            }
        }
    }
    if more_english > 0 { Lang::En } else { Lang::Vi }
}
