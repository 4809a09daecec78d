//! Crosswalks and their lines.

use super::super::Inside as I;
use super::Form;
use crate::syntax::grammar::Rule as R;
use crate::syntax::keyword::Keyword as K;

/// Crosswalks and their lines.
pub(super) static FORMS: &[Form] = &[
    Form {
        only: R::only_crosswalk,
        starts: &[K::Crosswalk],
        block: Some(I::Crosswalk),
        within: &[I::File],
        name: ("a crosswalk", "một bảng chuyển đổi"),
        shape: (
            r#"crosswalk NAME "OLD" -> "NEW" { … }"#,
            r#"bảng chuyển đổi TÊN "CŨ" -> "MỚI" { … }"#,
        ),
    },
    Form {
        only: R::only_card_pair,
        starts: &[K::Scorecard],
        block: Some(I::CardPair),
        within: &[I::Crosswalk],
        name: ("a pair of scorecards", "một cặp phiếu điểm"),
        shape: ("scorecard OLD -> NEW { … }", "phiếu điểm CŨ -> MỚI { … }"),
    },
    Form {
        only: R::only_fresh,
        starts: &[K::New],
        block: None,
        within: &[I::Crosswalk, I::CardPair],
        name: ("what is new", "một dòng «mới»"),
        shape: (r#"new 1.2, 1.7 "why""#, r#"mới 1.2, 1.7 "vì sao""#),
    },
    Form {
        only: R::only_same,
        starts: &[K::Same],
        block: None,
        within: &[I::Crosswalk, I::CardPair],
        name: ("what stays the same", "một dòng «giữ nguyên»"),
        shape: (
            "same 1.1, 1.2 -> 1.3, 2.1 .. 2.4",
            "giữ nguyên 1.1, 1.2 -> 1.3, 2.1 .. 2.4",
        ),
    },
    Form {
        only: R::only_fact_walk,
        starts: &[K::Fact],
        block: Some(I::Walk),
        within: &[I::Crosswalk, I::CardPair],
        name: ("facts that are carried", "dữ kiện được chuyển"),
        shape: ("fact OLD -> NEW", "dữ kiện CŨ -> MỚI"),
    },
    Form {
        only: R::only_walk,
        starts: &[],
        block: Some(I::Walk),
        within: &[I::Crosswalk, I::CardPair],
        name: ("a line of a crosswalk", "một dòng của bảng chuyển đổi"),
        shape: (
            "1.4 -> 1.5 { a -> a; b -> a..b }",
            "1.4 -> 1.5 { a -> a; b -> a..b }",
        ),
    },
    Form {
        only: R::only_gone,
        starts: &[],
        block: None,
        within: &[I::Crosswalk, I::CardPair],
        name: (
            "criteria without a counterpart",
            "tiêu chí không còn trong bản mới",
        ),
        shape: (r#"3.5 -> none "why""#, r#"3.5 -> không có "vì sao""#),
    },
    Form {
        only: R::only_turn,
        starts: &[],
        block: None,
        within: &[I::Walk],
        name: ("what becomes of an option", "một dòng chuyển lựa chọn"),
        shape: ("b -> a..b", "b -> a..b"),
    },
];
