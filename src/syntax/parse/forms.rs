//! Every statement: how it begins, how it is written, where it may stand.

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
pub(super) fn begun(text: &str) -> Option<&'static Form> {
    let mut best: Option<(usize, &Form)> = None;
    for form in FORMS {
        for keyword in form.starts {
            for lang in Lang::ALL {
                if let Some(end) = keyword.begins(lang, text)
                    && best.is_none_or(|(longest, _)| end > longest)
                {
                    best = Some((end, form));
                }
            }
        }
    }
    best.map(|(_, form)| form)
}

use Inside as I;
use Keyword as K;
use Rule as R;

/// Every statement.
pub(super) static FORMS: &[Form] = &[
    Form {
        only: R::only_ruleset,
        starts: &[K::Ruleset],
        block: Some(I::Ruleset),
        within: &[I::File],
        name: ("a ruleset", "một bộ tiêu chí"),
        shape: (
            r#"ruleset NAME version "1" { … }"#,
            r#"bộ tiêu chí TÊN phiên bản "1" { … }"#,
        ),
    },
    Form {
        only: R::only_scorecard,
        starts: &[K::Scorecard],
        block: Some(I::Scorecard),
        within: &[I::File],
        name: ("a scorecard", "một phiếu điểm"),
        shape: (
            r#"scorecard NAME "title" { … }"#,
            r#"phiếu điểm TÊN "tên phiếu" { … }"#,
        ),
    },
    Form {
        only: R::only_shared,
        starts: &[K::Shared],
        block: Some(I::Shared),
        within: &[I::File],
        name: ("a shared text", "một phần dùng chung"),
        shape: ("shared NAME { … }", "dùng chung TÊN { … }"),
    },
    Form {
        only: R::only_test,
        starts: &[K::Test],
        block: Some(I::Test),
        within: &[I::File],
        name: ("a test", "một kiểm thử"),
        shape: (
            r#"test "what it shows" for SCORECARD { … }"#,
            r#"kiểm thử "điều cần thấy" cho PHIẾU { … }"#,
        ),
    },
    Form {
        only: R::only_fact,
        starts: &[K::Fact],
        block: None,
        within: &[I::File, I::Ruleset, I::Scorecard],
        name: ("a fact", "một dữ kiện"),
        shape: (
            r#"fact NAME : TYPE "label""#,
            r#"dữ kiện TÊN : KIỂU "nhãn""#,
        ),
    },
    Form {
        only: R::only_let,
        starts: &[K::Let],
        block: None,
        within: &[I::File, I::Ruleset, I::Scorecard],
        name: ("a named value", "một giá trị đặt tên"),
        shape: ("let NAME = VALUE", "đặt TÊN = GIÁ-TRỊ"),
    },
    Form {
        only: R::only_table,
        starts: &[K::Table],
        block: Some(I::Table),
        within: &[I::File, I::Ruleset, I::Scorecard],
        name: ("a table", "một bảng"),
        shape: (
            "table NAME by VALUE { … }",
            "bảng TÊN chọn theo GIÁ-TRỊ { … }",
        ),
    },
    Form {
        only: R::only_rating,
        starts: &[K::Rating],
        block: Some(I::Rating),
        within: &[I::Ruleset, I::Scorecard],
        name: ("a rating", "một bảng xếp hạng"),
        shape: ("rating of total { … }", "xếp hạng theo tổng điểm { … }"),
    },
    Form {
        only: R::only_council,
        starts: &[K::Council],
        block: Some(I::Council),
        within: &[I::Ruleset],
        name: ("the council", "hội đồng"),
        shape: ("council { … }", "hội đồng { … }"),
    },
    Form {
        only: R::only_transition,
        starts: &[K::Transition],
        block: Some(I::Transition),
        within: &[I::Ruleset],
        name: ("a transition", "một điều khoản chuyển tiếp"),
        shape: (
            r#"transition "Article 12" { … }"#,
            r#"chuyển tiếp "Điều 12" { … }"#,
        ),
    },
    Form {
        only: R::only_title,
        starts: &[K::Title],
        block: None,
        within: &[I::Ruleset],
        name: ("the title", "tên gọi"),
        shape: (r#"title "…""#, r#"tên gọi "…""#),
    },
    Form {
        only: R::only_signed,
        starts: &[K::Signed],
        block: None,
        within: &[I::Ruleset],
        name: ("the day of signing", "ngày ký"),
        shape: ("signed 2026-05-22", "ký ngày 2026-05-22"),
    },
    Form {
        only: R::only_applies,
        starts: &[K::Applies],
        block: None,
        within: &[I::Ruleset],
        name: ("the days in force", "thời gian áp dụng"),
        shape: ("applies from 2026-05-22", "áp dụng từ 2026-05-22"),
    },
    Form {
        only: R::only_repeals,
        starts: &[K::Repeals],
        block: None,
        within: &[I::Ruleset],
        name: ("a repeal", "một dòng bãi bỏ"),
        shape: (
            r#"repeals "VERSION" from 2026-05-22"#,
            r#"bãi bỏ "PHIÊN BẢN" từ 2026-05-22"#,
        ),
    },
    Form {
        only: R::only_assumption,
        starts: &[K::Assumption],
        block: None,
        within: &[I::Ruleset],
        name: ("an assumption", "một giả định"),
        shape: (
            r#"assumption NAME "question" = reading "…" | reading "…""#,
            r#"giả định TÊN "điều để ngỏ" = cách_hiểu "…" | cách_hiểu "…""#,
        ),
    },
    Form {
        only: R::only_certificate,
        starts: &[K::Certificate],
        block: None,
        within: &[I::Ruleset],
        name: ("the certificate", "giấy chứng nhận"),
        shape: (
            "certificate from *** for 36 months",
            "giấy chứng nhận từ *** cho 36 tháng",
        ),
    },
    Form {
        only: R::only_authority,
        starts: &[K::Authority],
        block: None,
        within: &[I::Ruleset],
        name: ("the authorities", "thẩm quyền"),
        shape: (
            r#"authority *** "who decides""#,
            r#"thẩm quyền *** "người quyết định""#,
        ),
    },
    Form {
        only: R::only_missing,
        starts: &[K::Missing],
        block: None,
        within: &[I::Ruleset, I::Scorecard, I::Part, I::Section, I::Criterion],
        name: (
            "what a missing answer means",
            "cách hiểu khi thiếu câu trả lời",
        ),
        shape: ("missing lowest", "thiếu thấp nhất"),
    },
    Form {
        only: R::only_keep,
        starts: &[K::Keep],
        block: None,
        within: &[I::Transition],
        name: ("a line that keeps an older version", "một dòng giữ bản cũ"),
        shape: (
            r#"keep "VERSION" when CONDITION"#,
            r#"giữ "PHIÊN BẢN" khi ĐIỀU-KIỆN"#,
        ),
    },
    Form {
        only: R::only_lift,
        starts: &[K::AtLeast, K::AtMost],
        block: None,
        within: &[I::Rating],
        name: ("a lift of the level", "một dòng nâng hạng"),
        shape: ("at least *** when CONDITION", "ít nhất *** khi ĐIỀU-KIỆN"),
    },
    Form {
        only: R::only_require,
        starts: &[K::Require],
        block: None,
        within: &[I::Rating, I::Scorecard, I::Part, I::Section, I::Criterion],
        name: ("a requirement of a level", "một yêu cầu của hạng"),
        shape: (
            r#"require *** CONDITION "why""#,
            r#"yêu cầu *** ĐIỀU-KIỆN "vì sao""#,
        ),
    },
    Form {
        only: R::only_average,
        starts: &[K::Total],
        block: None,
        within: &[I::Council],
        name: ("how totals are joined", "cách gộp điểm"),
        shape: ("total mean of assessors", "tổng điểm trung bình thành viên"),
    },
    Form {
        only: R::only_quorum,
        starts: &[K::Quorum],
        block: None,
        within: &[I::Council],
        name: ("the quorum", "số dự tối thiểu"),
        shape: ("quorum 75%", "số dự tối thiểu 75%"),
    },
    Form {
        only: R::only_spread,
        starts: &[K::Spread],
        block: None,
        within: &[I::Council],
        name: ("the spread", "độ chênh lệch"),
        shape: ("spread 10 points", "chênh lệch 10 điểm"),
    },
    Form {
        only: R::only_set,
        starts: &[K::Set],
        block: None,
        within: &[I::Scorecard],
        name: ("the number of the set", "số của bộ"),
        shape: ("set 11", "bộ 11"),
    },
    Form {
        only: R::only_samples,
        starts: &[K::Samples],
        block: None,
        within: &[I::Scorecard],
        name: ("the number of samples", "số mẫu"),
        shape: ("samples 5", "mẫu 5"),
    },
    Form {
        only: R::only_unavailable,
        starts: &[K::Unavailable],
        block: None,
        within: &[I::Scorecard],
        name: (
            "a note that the card is not available",
            "ghi chú phiếu chưa có",
        ),
        shape: (r#"unavailable "why""#, r#"không có "vì sao""#),
    },
    Form {
        only: R::only_part,
        starts: &[K::Part],
        block: Some(I::Part),
        within: &[I::Scorecard, I::Shared],
        name: ("a part", "một phần"),
        shape: (
            r#"part A "title" 40 { … }"#,
            r#"phần A "tên phần" 40 { … }"#,
        ),
    },
    Form {
        only: R::only_section,
        starts: &[K::Section],
        block: Some(I::Section),
        within: &[I::Scorecard, I::Shared, I::Part],
        name: ("a section", "một mục"),
        shape: (
            r#"section 1 "title" 18 { … }"#,
            r#"mục 1 "tên mục" 18 { … }"#,
        ),
    },
    Form {
        only: R::only_criterion,
        starts: &[K::Criterion],
        block: Some(I::Criterion),
        within: &[I::Scorecard, I::Shared, I::Part, I::Section, I::Criterion],
        name: ("a criterion", "một tiêu chí"),
        shape: (
            r#"criterion 1.1 "title" 3 { … }"#,
            r#"tiêu chí 1.1 "tên tiêu chí" 3 { … }"#,
        ),
    },
    Form {
        only: R::only_only_if,
        starts: &[K::OnlyIf],
        block: None,
        within: &[I::Part, I::Section, I::Criterion],
        name: ("a condition to count", "một điều kiện để được tính"),
        shape: ("only if CONDITION", "chỉ khi ĐIỀU-KIỆN"),
    },
    Form {
        only: R::only_without,
        starts: &[K::Without],
        block: None,
        within: &[I::Part, I::Section, I::Criterion],
        name: ("what is left out", "phần bỏ đi"),
        shape: ("without 1.2, 1.3", "bỏ 1.2, 1.3"),
    },
    Form {
        only: R::only_evidence,
        starts: &[K::Evidence],
        block: None,
        within: &[I::Part, I::Section, I::Criterion],
        name: ("the evidence", "minh chứng"),
        shape: (r#"evidence "…""#, r#"minh chứng "…""#),
    },
    Form {
        only: R::only_case,
        starts: &[K::Case],
        block: Some(I::Case),
        within: &[I::Criterion, I::Branch],
        name: ("a case", "một trường hợp"),
        shape: (r#"case 1 "title" { … }"#, r#"trường hợp 1 "tên" { … }"#),
    },
    Form {
        only: R::only_by,
        starts: &[K::By],
        block: Some(I::By),
        within: &[I::Criterion],
        name: ("a choice by a value", "một cách chọn theo giá trị"),
        shape: ("by VALUE { … }", "chọn theo GIÁ-TRỊ { … }"),
    },
    Form {
        only: R::only_branch,
        starts: &[],
        block: Some(I::Branch),
        within: &[I::By],
        name: ("a branch", "một nhánh"),
        shape: ("VALUE { … }", "GIÁ-TRỊ { … }"),
    },
    Form {
        only: R::only_finding,
        starts: &[K::Reject, K::Stop],
        block: None,
        within: &[I::Scorecard, I::Criterion],
        name: ("a ground to reject or to stop", "một lý do loại hay dừng"),
        shape: (
            r#"reject when CONDITION "why""#,
            r#"loại khi ĐIỀU-KIỆN "vì sao""#,
        ),
    },
    Form {
        only: R::only_force,
        starts: &[K::Force],
        block: None,
        within: &[I::Criterion],
        name: ("a forced option", "một lựa chọn buộc"),
        shape: ("force b when CONDITION", "buộc b khi ĐIỀU-KIỆN"),
    },
    Form {
        only: R::only_replaces,
        starts: &[K::Replaces],
        block: None,
        within: &[I::Criterion],
        name: ("a replacement", "một dòng thay thế"),
        shape: ("replaces 2.1 when CONDITION", "thay cho 2.1 khi ĐIỀU-KIỆN"),
    },
    Form {
        only: R::only_cap,
        starts: &[K::Cap],
        block: None,
        within: &[I::Criterion],
        name: ("a cap", "một mức trần"),
        shape: ("cap 3 when CONDITION", "tối đa 3 khi ĐIỀU-KIỆN"),
    },
    Form {
        only: R::only_option,
        starts: &[],
        block: None,
        within: &[I::Criterion, I::Case, I::Branch],
        name: ("an option", "một lựa chọn"),
        shape: (r#"a 2 *** "label""#, r#"a 2 *** "nhãn""#),
    },
    Form {
        only: R::only_rung,
        starts: &[],
        block: None,
        within: &[I::Criterion, I::Branch],
        name: ("a rung of a ladder", "một bậc của thang"),
        shape: (">= 75% -> 20", ">= 75% -> 20"),
    },
    Form {
        only: R::only_level_row,
        starts: &[],
        block: None,
        within: &[I::Rating],
        name: ("a level", "một hạng"),
        shape: (r#"*** 50 ..< 70 "name""#, r#"*** 50 ..< 70 "tên hạng""#),
    },
    Form {
        only: R::only_field,
        starts: &[],
        block: None,
        within: &[I::Record],
        name: ("a field of a record", "một trường của bản ghi"),
        shape: (r#"NAME : TYPE "label""#, r#"TÊN : KIỂU "nhãn""#),
    },
    Form {
        only: R::only_row,
        starts: &[],
        block: None,
        within: &[I::Table],
        name: ("a row of a table", "một dòng của bảng"),
        shape: ("VALUE -> RESULT", "GIÁ-TRỊ -> KẾT-QUẢ"),
    },
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
    Form {
        only: R::only_cite,
        starts: &[K::Cite],
        block: None,
        within: &[
            I::Ruleset,
            I::Rating,
            I::Council,
            I::Scorecard,
            I::Shared,
            I::Part,
            I::Section,
            I::Criterion,
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
            I::Rating,
            I::Council,
            I::Scorecard,
            I::Shared,
            I::Part,
            I::Section,
            I::Criterion,
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
        within: &[I::Ruleset, I::Scorecard, I::Part, I::Section, I::Criterion],
        name: ("an oddity of the printed text", "một điểm lạ của văn bản"),
        shape: (r#"oddity "…""#, r#"điểm lạ "…""#),
    },
];
