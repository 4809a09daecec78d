//! The points that decisions tend to leave open and that the engine has to
//! settle to give a result. A ruleset that declares one of these names chooses
//! the reading (the first it lists); for the others the first reading below is
//! used, and every result that depended on it says so.

use crate::text::Both;

/// A reading of an open point.
#[derive(Clone, Copy, Debug)]
pub struct KnownReading {
    /// Its name in rulesets.
    pub name: &'static str,
    en: &'static str,
    vi: &'static str,
}

/// An open point that the engine knows how to read.
#[derive(Clone, Copy, Debug)]
pub struct KnownAssumption {
    /// Its name in rulesets.
    pub name: &'static str,
    en: &'static str,
    vi: &'static str,
    /// The readings; the first is the one used when a ruleset says nothing.
    pub readings: &'static [KnownReading],
}

const fn reading(name: &'static str, en: &'static str, vi: &'static str) -> KnownReading {
    KnownReading { name, en, vi }
}

/// `minimums_fail`: the points of a level, but not its minimums.
pub const MINIMUMS_FAIL: &str = "minimums_fail";
/// `minimums_cumulative`: whether a level needs the minimums of those below it.
pub const MINIMUMS_CUMULATIVE: &str = "minimums_cumulative";
/// `minimums_in_cases`: how a minimum binds in a criterion with exclusive cases.
pub const MINIMUMS_IN_CASES: &str = "minimums_in_cases";
/// `answer_or_fact`: the assessor says one option, the facts give another.
pub const ANSWER_OR_FACT: &str = "answer_or_fact";
/// `when_overlap`: the conditions of several options hold.
pub const WHEN_OVERLAP: &str = "when_overlap";
/// `no_option`: no condition of an option, or no rung of a ladder, holds.
pub const NO_OPTION: &str = "no_option";
/// `stopped`: what rank is left when the scoring stops.
pub const STOPPED: &str = "stopped";
/// `council_minimums`: when a council meets a minimum.
pub const COUNCIL_MINIMUMS: &str = "council_minimums";
/// `council_rounding`: whether the level is read off the rounded or the exact average.
pub const COUNCIL_ROUNDING: &str = "council_rounding";

/// Every open point the engine knows.
pub const KNOWN: &[KnownAssumption] = &[
    KnownAssumption {
        name: MINIMUMS_FAIL,
        en: "What becomes of a total that fits a level when a minimum of that level is missed",
        vi: "Tổng điểm thuộc một hạng nhưng thiếu mức tối thiểu của hạng đó thì xếp thế nào",
        readings: &[
            reading(
                "step_down",
                "the highest level whose minimums are all met",
                "hạng cao nhất mà mọi mức tối thiểu đều đạt",
            ),
            reading("unrated", "no level", "không xếp hạng"),
        ],
    },
    KnownAssumption {
        name: MINIMUMS_CUMULATIVE,
        en: "Whether a level also needs the minimums of the levels below it",
        vi: "Một hạng có cần cả mức tối thiểu của các hạng thấp hơn không",
        readings: &[
            reading(
                "cumulative",
                "its own and those below",
                "của hạng đó và các hạng thấp hơn",
            ),
            reading("own_only", "only its own", "chỉ của hạng đó"),
        ],
    },
    KnownAssumption {
        name: MINIMUMS_IN_CASES,
        en: "How a minimum binds in a criterion with exclusive cases",
        vi: "Mức tối thiểu ràng buộc thế nào khi tiêu chí có nhiều trường hợp",
        readings: &[
            reading(
                "within_case",
                "only within the case that was chosen",
                "chỉ trong trường hợp được chọn",
            ),
            reading(
                "by_points",
                "in every case, compared by points",
                "trong mọi trường hợp, so theo điểm",
            ),
        ],
    },
    KnownAssumption {
        name: ANSWER_OR_FACT,
        en: "What counts when the assessor's answer and the facts disagree",
        vi: "Tính theo đâu khi câu trả lời và dữ kiện không khớp",
        readings: &[
            reading("fact", "the facts", "dữ kiện"),
            reading("answer", "the answer", "câu trả lời"),
        ],
    },
    KnownAssumption {
        name: WHEN_OVERLAP,
        en: "Which option counts when the conditions of several hold",
        vi: "Nhiều lựa chọn cùng thỏa điều kiện thì tính lựa chọn nào",
        readings: &[
            reading(
                "highest",
                "the one with the most points",
                "lựa chọn nhiều điểm nhất",
            ),
            reading(
                "lowest",
                "the one with the fewest points",
                "lựa chọn ít điểm nhất",
            ),
        ],
    },
    KnownAssumption {
        name: NO_OPTION,
        en: "What a criterion gives when no option fits",
        vi: "Không lựa chọn nào phù hợp thì tiêu chí được bao nhiêu",
        readings: &[
            reading("zero", "no points", "không điểm"),
            reading("lowest", "the lowest option", "lựa chọn thấp nhất"),
        ],
    },
    KnownAssumption {
        name: STOPPED,
        en: "What level is left when the scoring stops",
        vi: "Dừng chấm giữa chừng thì xếp hạng thế nào",
        readings: &[
            reading("unrated", "no level", "không xếp hạng"),
            reading(
                "as_scored",
                "by what was scored until then",
                "theo phần đã chấm",
            ),
        ],
    },
    KnownAssumption {
        name: COUNCIL_MINIMUMS,
        en: "When a council of several assessors meets a minimum",
        vi: "Hội đồng nhiều người chấm thì khi nào coi là đạt mức tối thiểu",
        readings: &[
            reading(
                "majority",
                "when more than half of the assessors say so",
                "khi hơn nửa số người chấm cho là đạt",
            ),
            reading(
                "every",
                "when all assessors say so",
                "khi mọi người chấm cho là đạt",
            ),
            reading(
                "average",
                "when the average points of the criterion reach those of the option",
                "khi điểm trung bình của tiêu chí đạt điểm của lựa chọn",
            ),
        ],
    },
    KnownAssumption {
        name: COUNCIL_ROUNDING,
        en: "Whether the level is read off the rounded average or the exact one",
        vi: "Xếp hạng theo điểm trung bình đã làm tròn hay điểm chính xác",
        readings: &[
            reading("rounded", "the rounded average", "điểm đã làm tròn"),
            reading("exact", "the exact average", "điểm chính xác"),
        ],
    },
];

impl KnownReading {
    /// What it means.
    #[must_use]
    pub fn label(&self) -> Both {
        Both::new(self.en, self.vi)
    }
}

impl KnownAssumption {
    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static KnownAssumption> {
        KNOWN.iter().find(|k| k.name == name)
    }

    /// What is left open.
    #[must_use]
    pub fn text(&self) -> Both {
        Both::new(self.en, self.vi)
    }
}
