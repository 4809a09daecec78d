//! Every statement: how it begins, how it is written, where it may stand.

mod amendment;
mod card;
mod crosswalk;
mod remarks;
mod ruleset;
mod trial;

use super::super::grammar::Rule;
use super::super::keyword::Keyword;
use super::Inside;
use crate::text::{Both, Lang};

/// What is known of a statement before it is read.
#[derive(Debug)]
pub(super) struct Form {
    /// The strict rule that reads it alone (its heading, if it has a block).
    pub(super) only: Rule,
    /// The keywords that it may begin with; none if it begins with a value.
    pub(super) starts: &'static [Keyword],
    /// What its block is.
    pub(super) block: Option<Inside>,
    /// In which blocks it may stand.
    pub(super) within: &'static [Inside],
    /// What it is called: English with its article, Vietnamese.
    name: (&'static str, &'static str),
    /// How it is written.
    shape: (&'static str, &'static str),
}

impl Form {
    /// What it is called, with its article.
    pub(super) fn name(&self) -> Both {
        Both::new(self.name.0, self.name.1)
    }

    /// What it is called, without an article.
    pub(super) fn noun(&self) -> Both {
        let bare = |text: &str, articles: &[&str]| {
            let found = articles.iter().find_map(|a| text.strip_prefix(a));
            found.unwrap_or(text).to_owned()
        };
        Both {
            en: bare(self.name.0, &["a ", "an ", "the "]),
            vi: bare(self.name.1, &["một "]),
        }
    }

    /// How it is written.
    pub(super) fn shape(&self) -> Both {
        Both::new(self.shape.0, self.shape.1)
    }

    /// Whether it may stand in a block.
    pub(super) fn may_stand(&self, inside: Inside) -> bool {
        inside == Inside::Unknown || self.within.contains(&inside)
    }
}

/// The statement that a text begins as one of, by its keyword: the longest
/// keyword counts (`bộ tiêu chí` before `bộ`).
///
/// Of two statements with the same keyword it is the one that may stand in the block.
pub(super) fn begun(text: &str, inside: Inside) -> Option<&'static Form> {
    let mut best: Option<((usize, bool), &Form)> = None;
    for form in forms() {
        for keyword in form.starts {
            for lang in Lang::ALL {
                if let Some(end) = keyword.begins(lang, text)
                    && best.is_none_or(|(found, _)| (end, form.may_stand(inside)) > found)
                {
                    best = Some(((end, form.may_stand(inside)), form));
                }
            }
        }
    }
    best.map(|(_, form)| form)
}

/// Every statement.
pub(super) fn forms() -> impl Iterator<Item = &'static Form> {
    let tables = [
        ruleset::FORMS,
        card::FORMS,
        trial::FORMS,
        remarks::FORMS,
        amendment::FORMS,
        crosswalk::FORMS,
    ];
    tables.into_iter().flatten()
}
