//! What stands in a test.

use super::super::Inside as I;
use super::Form;
use crate::syntax::grammar::Rule as R;
use crate::syntax::keyword::Keyword as K;

/// What stands in a test.
pub(super) static FORMS: &[Form] = &[
    Form {
        only: R::only_dossier,
        starts: &[K::Dossier],
        block: None,
        within: &[I::Test],
        name: ("the dossier", "hồ sơ"),
        shape: (r#"dossier "file.yaml""#, r#"hồ sơ "tệp.yaml""#),
    },
    Form {
        only: R::only_baseline,
        starts: &[K::Best, K::Worst],
        block: None,
        within: &[I::Test],
        name: ("a baseline", "một mức xuất phát"),
        shape: ("best except 3.5 = a", "tốt nhất trừ ra 3.5 = a"),
    },
    Form {
        only: R::only_given,
        starts: &[K::Given],
        block: None,
        within: &[I::Test],
        name: ("what is given", "điều cho biết"),
        shape: ("given NAME = VALUE", "cho biết TÊN = GIÁ-TRỊ"),
    },
    Form {
        only: R::only_assessor,
        starts: &[K::Assessor],
        block: None,
        within: &[I::Test],
        name: ("an assessor", "một người chấm"),
        shape: (r#"assessor "name" 3.5 = a"#, r#"người chấm "tên" 3.5 = a"#),
    },
    Form {
        only: R::only_members,
        starts: &[K::Members],
        block: None,
        within: &[I::Test],
        name: ("the number of members", "số thành viên"),
        shape: ("members 5", "số thành viên 5"),
    },
    Form {
        only: R::only_kind,
        starts: &[K::Kind],
        block: None,
        within: &[I::Test],
        name: ("the kind of dossier", "loại hình hồ sơ"),
        shape: ("kind first", "loại hình first"),
    },
    Form {
        only: R::only_filed,
        starts: &[K::Filed],
        block: None,
        within: &[I::Test],
        name: ("the day of filing", "ngày nộp"),
        shape: ("filed 2026-05-22", "ngày nộp 2026-05-22"),
    },
    Form {
        only: R::only_assessed,
        starts: &[K::Assessed],
        block: None,
        within: &[I::Test],
        name: ("the day of assessment", "ngày chấm"),
        shape: ("assessed 2026-05-22", "ngày chấm 2026-05-22"),
    },
    Form {
        only: R::only_assume,
        starts: &[K::Assume],
        block: None,
        within: &[I::Test],
        name: ("an assumption to be used", "một giả định được dùng"),
        shape: ("assume NAME = READING", "giả sử TÊN = CÁCH-HIỂU"),
    },
    Form {
        only: R::only_expect,
        starts: &[K::Expect],
        block: None,
        within: &[I::Test],
        name: ("what is expected", "điều mong đợi"),
        shape: (
            "expect total 93, rating ***",
            "mong đợi tổng điểm 93, xếp hạng ***",
        ),
    },
];
