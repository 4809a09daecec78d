//! What may stand nearly everywhere.

use super::super::Inside as I;
use super::Form;
use crate::syntax::grammar::Rule as R;
use crate::syntax::keyword::Keyword as K;

/// What may stand nearly everywhere.
pub(super) static FORMS: &[Form] = &[
    Form {
        only: R::only_cite,
        starts: &[K::Cite],
        block: None,
        within: &[
            I::Ruleset,
            I::Amendment,
            I::Insert,
            I::Rating,
            I::Council,
            I::Scorecard,
            I::Shared,
            I::Part,
            I::Section,
            I::Criterion,
            I::Crosswalk,
            I::CardPair,
        ],
        name: ("a citation", "một căn cứ"),
        shape: (r#"cite "…""#, r#"căn cứ "…""#),
    },
    Form {
        only: R::only_note,
        starts: &[K::Note],
        block: None,
        within: &[
            I::Ruleset,
            I::Amendment,
            I::Insert,
            I::Rating,
            I::Council,
            I::Scorecard,
            I::Shared,
            I::Part,
            I::Section,
            I::Criterion,
            I::Crosswalk,
            I::CardPair,
            I::Branch,
            I::Test,
        ],
        name: ("a note", "một ghi chú"),
        shape: (r#"note "…""#, r#"ghi chú "…""#),
    },
    Form {
        only: R::only_oddity,
        starts: &[K::Oddity],
        block: None,
        within: &[
            I::Ruleset,
            I::Rating,
            I::Amendment,
            I::Insert,
            I::Scorecard,
            I::Part,
            I::Section,
            I::Criterion,
        ],
        name: ("an oddity of the printed text", "một điểm lạ của văn bản"),
        shape: (r#"oddity "…""#, r#"điểm lạ "…""#),
    },
];
