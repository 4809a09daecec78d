//! Every keyword in both languages: the table that the printer writes from.
//!
//! `grammar/keywords.pest` holds the same table for reading; a test keeps the
//! two equal.

use crate::text::Lang;

macro_rules! keywords {
    ($($name:ident $en:literal $vi:literal,)*) => {
        /// A keyword of the language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the forms say it")]
        pub enum Keyword { $($name),* }

        impl Keyword {
            /// Every keyword, in the order of the grammar.
            pub const ALL: &'static [Keyword] = &[$(Keyword::$name),*];

            /// How it is written in a language.
            #[must_use]
            pub fn form(self, lang: Lang) -> &'static str {
                match self { $(Keyword::$name => lang.pick($en, $vi)),* }
            }
        }
    };
}

keywords! {
    Abs "abs" "trị tuyệt đối",
    All "all" "mọi",
    Among "of" "trong",
    And "and" "và",
    Any "any" "có bất kỳ",
    Applies "applies" "áp dụng",
    Assessed "assessed" "ngày chấm",
    Assessor "assessor" "người chấm",
    Assume "assume" "giả sử",
    Assumption "assumption" "giả định",
    AtLeast "at least" "ít nhất",
    AtMaximum "at maximum" "đạt tối đa",
    AtMost "at most" "nhiều nhất",
    Authority "authority" "thẩm quyền",
    Because "because" "vì",
    Before "days before expiry" "ngày trước khi hết hạn",
    Best "best" "tốt nhất",
    By "by" "chọn theo",
    Cap "cap" "tối đa",
    Case "case" "trường hợp",
    Certificate "certificate" "giấy chứng nhận",
    Checklist "checklist" "danh mục",
    Cite "cite" "căn cứ",
    Council "council" "hội đồng",
    Count "count" "đếm",
    Criteria "criteria" "tiêu chí",
    Criterion "criterion" "tiêu chí",
    Crosswalk "crosswalk" "bảng chuyển đổi",
    Date "date" "ngày",
    Decimal "decimal" "số",
    Dossier "dossier" "hồ sơ",
    Else "else" "còn lại",
    Every "every" "mỗi",
    Evidence "evidence" "minh chứng",
    Except "except" "trừ ra",
    Excluded "excluded" "không tính",
    Expect "expect" "mong đợi",
    Fact "fact" "dữ kiện",
    Filed "filed" "ngày nộp",
    For "for" "cho",
    Force "force" "buộc",
    From "from" "từ",
    Given "given" "cho biết",
    HalfDown "half down" "nửa xuống",
    HalfEven "half even" "nửa chẵn",
    HalfUp "half up" "nửa lên",
    If "if" "nếu",
    In "in" "thuộc",
    Keep "keep" "giữ",
    Kind "kind" "loại hình",
    Ladder "ladder of" "thang theo",
    Let "let" "đặt",
    Like "like" "như",
    List "list" "danh sách",
    Lower "lower is better" "càng thấp càng tốt",
    Lowest "lowest" "thấp nhất",
    Max "max" "lớn nhất",
    MaximumOf "maximum of" "điểm tối đa của",
    Mean "mean of assessors" "trung bình thành viên",
    Median "median of assessors" "trung vị thành viên",
    Members "members" "số thành viên",
    Min "min" "nhỏ nhất",
    Minimum "minimum" "mức tối thiểu",
    Missing "missing" "thiếu",
    Money "money" "tiền",
    Months "months" "tháng",
    New "new" "mới",
    No "no" "không",
    None "none" "không có",
    Not "not" "không phải",
    Note "note" "ghi chú",
    Oddity "oddity" "điểm lạ",
    Of "of" "theo",
    OneOf "one of" "một trong",
    OnlyIf "only if" "chỉ khi",
    Or "or" "hoặc",
    Otherwise "else" "ngược lại",
    Part "part" "phần",
    Percent "percent" "phần trăm",
    Points "points" "điểm",
    PointsOf "points of" "điểm của",
    Printed "printed" "in là",
    Quorum "quorum" "số dự tối thiểu",
    Rating "rating" "xếp hạng",
    Reject "reject" "loại",
    Rejected "rejected" "bị loại",
    Renew "renew between" "đánh giá lại từ",
    Repeals "repeals" "bãi bỏ",
    Replaces "replaces" "thay cho",
    Require "require" "yêu cầu",
    Round "round" "làm tròn",
    Rounded "rounded" "làm tròn",
    Ruleset "ruleset" "bộ tiêu chí",
    Same "same" "giữ nguyên",
    Samples "samples" "mẫu",
    Scorecard "scorecard" "phiếu điểm",
    Section "section" "mục",
    Set "set" "bộ",
    Shared "shared" "dùng chung",
    Signed "signed" "ký ngày",
    Spread "spread" "chênh lệch",
    Stop "stop" "dừng",
    Stopped "stopped" "bị dừng",
    Subtracted "subtracted" "trừ",
    Sum "sum" "tổng của",
    Table "table" "bảng",
    TakesBest "best" "lấy cao nhất",
    Test "test" "kiểm thử",
    Text "text" "chữ",
    Then "then" "thì",
    Title "title" "tên gọi",
    To "to" "đến",
    Total "total" "tổng điểm",
    Transition "transition" "chuyển tiếp",
    Unavailable "unavailable" "không có",
    Unknown "unknown" "chưa biết",
    Unmarked "unmarked" "không dấu",
    Unrated "unrated" "không xếp hạng",
    Until "until" "đến trước",
    Up "up" "lên",
    Down "down" "xuống",
    Version "version" "phiên bản",
    When "when" "khi",
    Where "where" "mà",
    Whole "whole" "số nguyên",
    Without "without" "bỏ",
    Worst "worst" "kém nhất",
    Yes "yes" "có",
    YesNo "yes/no" "có/không",
    // Amendments.
    Amendment "amendment" "quyết định sửa đổi",
    Amends "to" "của",
    Replace "replace" "thay thế",
    Insert "insert" "bổ sung",
    Repeal "repeal" "hủy bỏ",
    Renumber "renumber" "đánh số lại",
    As "as" "thành",
    Mark "mark" "đánh dấu",
    Unmark "unmark" "bỏ dấu",
    After "after" "sau",
    Ahead "before" "trước",
    Into "into" "vào",
    Option "option" "lựa chọn",
}

impl Keyword {
    /// Where the keyword, in the form of `lang`, ends when it begins `text`.
    ///
    /// Between its words any spaces of one line may stand, as in the grammar.
    #[must_use]
    pub fn begins(self, lang: Lang, text: &str) -> Option<usize> {
        let mut rest = text;
        let gap = |c: char| matches!(c, ' ' | '\t' | '\u{a0}');
        for letter in self.form(lang).chars() {
            rest = match letter {
                ' ' => {
                    let after = rest.trim_start_matches(gap);
                    if after.len() == rest.len() {
                        return None;
                    }
                    after
                }
                '/' => rest
                    .trim_start_matches(gap)
                    .strip_prefix('/')?
                    .trim_start_matches(gap),
                _ => rest.strip_prefix(letter)?,
            };
        }
        let goes_on = rest.chars().next().is_some_and(continues_a_word);
        (!goes_on).then(|| text.len() - rest.len())
    }
}

/// Whether a letter may stand inside a word.
pub(super) fn continues_a_word(letter: char) -> bool {
    unicode_ident::is_xid_continue(letter)
}

#[cfg(test)]
mod tests;
