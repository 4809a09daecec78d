//! Amendments and the changes they make.

use super::super::Inside as I;
use super::Form;
use crate::syntax::grammar::Rule as R;
use crate::syntax::keyword::Keyword as K;

/// Amendments and the changes they make.
pub(super) static FORMS: &[Form] = &[
    Form {
        only: R::only_amendment,
        starts: &[K::Amendment],
        block: Some(I::Amendment),
        within: &[I::File],
        name: ("an amendment", "một quyết định sửa đổi"),
        shape: (
            r#"amendment "2" to NAME "1" { … }"#,
            r#"quyết định sửa đổi "2" của TÊN "1" { … }"#,
        ),
    },
    Form {
        only: R::only_replace,
        starts: &[K::Replace],
        block: None,
        within: &[I::Amendment],
        name: (
            "a replacement of what stands there",
            "một nội dung thay thế",
        ),
        shape: (
            r#"replace scorecard NAME criterion 3.4 "title" 3 { … }"#,
            r#"thay thế phiếu điểm TÊN tiêu chí 3.4 "tên tiêu chí" 3 { … }"#,
        ),
    },
    Form {
        only: R::only_insert,
        starts: &[K::Insert],
        block: Some(I::Insert),
        within: &[I::Amendment],
        name: ("an insertion", "một nội dung bổ sung"),
        shape: (
            "insert after scorecard NAME criterion 4.2 { … }",
            "bổ sung sau phiếu điểm TÊN tiêu chí 4.2 { … }",
        ),
    },
    Form {
        only: R::only_repeal,
        starts: &[K::Repeal],
        block: None,
        within: &[I::Amendment],
        name: ("what is repealed", "một nội dung bị hủy bỏ"),
        shape: (
            "repeal scorecard NAME criterion 3.5",
            "hủy bỏ phiếu điểm TÊN tiêu chí 3.5",
        ),
    },
    Form {
        only: R::only_renumber,
        starts: &[K::Renumber],
        block: None,
        within: &[I::Amendment],
        name: ("a new number", "một số hiệu mới"),
        shape: (
            "renumber scorecard NAME criterion 3.6 as 3.5",
            "đánh số lại phiếu điểm TÊN tiêu chí 3.6 thành 3.5",
        ),
    },
    Form {
        only: R::only_remark,
        starts: &[K::Mark, K::Unmark],
        block: None,
        within: &[I::Amendment],
        name: ("a mark on an option", "một dấu của lựa chọn"),
        shape: (
            "mark scorecard * criterion 9.1 option c ***",
            "đánh dấu phiếu điểm * tiêu chí 9.1 lựa chọn c ***",
        ),
    },
];
