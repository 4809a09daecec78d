//! E0203, E0204, E0221, N0203: what adds up and what does not.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// A heading, its children, and the sum that was expected.
#[derive(Debug)]
pub struct Sum<'a> {
    /// The group: "section 1", "mục 1".
    pub thing: &'a Both,
    /// The maximum its heading says.
    pub says: &'a str,
    /// What its children give.
    pub gives: &'a str,
    /// The sum written out: "3 (1.1) + 2 (1.2) = 5".
    pub shown: &'a Both,
    /// What stands in it: "criteria", "các tiêu chí".
    pub children: &'a Both,
    /// Where the maximum is written.
    pub max: Span,
    /// The line on the card, when the maximum is written in shared text.
    pub line: Option<Span>,
}

impl Sum<'_> {
    fn message(&self) -> Both {
        let (en, vi) = (&self.thing.en, &self.thing.vi);
        let (cen, cvi) = (&self.children.en, &self.children.vi);
        let (says, gives) = (self.says, self.gives);
        both!(
            "{en} says {says} points, its {cen} add up to {gives}",
            "{vi} ghi {says} điểm, {cvi} cộng lại được {gives}"
        )
    }

    fn labelled(&self, found: Diagnostic) -> Diagnostic {
        let (en, vi) = (&self.thing.en, &self.thing.vi);
        let says = self.says;
        let text = both!("{en} says {says}", "{vi} ghi {says}");
        match self.line {
            Some(line) => found.at(line, text).at(
                self.max,
                both!(
                    "written in this shared text",
                    "ghi trong nội dung dùng chung này"
                ),
            ),
            None => found.at(self.max, text),
        }
        .note(self.shown.clone())
    }
}

/// A heading that says another maximum than its children give.
#[must_use]
pub fn does_not_add_up(sum: &Sum<'_>) -> Diagnostic {
    let (says, gives) = (sum.says, sum.gives);
    let (en, vi) = (&sum.thing.en, &sum.thing.vi);
    sum.labelled(Diagnostic::new(Code::E0203, sum.message())).help(both!(
        "is something of the decision missing here? if not, change {says} to {gives}; if the decision itself does not add up, keep its figures and write `oddity \"… {gives} …\"` in {en}",
        "quyết định còn gì chưa chép vào đây? nếu không, sửa {says} thành {gives}; nếu chính quyết định cộng không khớp, giữ nguyên số và ghi «điểm lạ \"… {gives} …\"» trong {vi}"
    ))
}

/// The same, where the page says that it is so in the decision.
#[must_use]
pub fn declared_odd(sum: &Sum<'_>, why: &str) -> Diagnostic {
    sum.labelled(Diagnostic::new(Code::N0203, sum.message()))
        .note(Both::same(why))
}

/// A criterion and the maximum that its options should reach.
#[derive(Debug)]
pub struct Best<'a> {
    /// Its number.
    pub number: &'a str,
    /// The maximum its heading says.
    pub says: &'a str,
    /// The most that its options give.
    pub gives: &'a str,
    /// How: "option c", "lựa chọn c".
    pub how: &'a Both,
    /// Whether it is more than the heading says.
    pub more: bool,
    /// Where the maximum is written.
    pub max: Span,
    /// The line on the card, when the maximum is written in shared text.
    pub line: Option<Span>,
    /// The option that gives the most.
    pub option: Option<Span>,
}

impl Best<'_> {
    fn found(&self, code: Code) -> Diagnostic {
        let (n, says, gives) = (self.number, self.says, self.gives);
        let (en, vi) = (&self.how.en, &self.how.vi);
        let message = if self.more {
            both!(
                "criterion {n} says {says} points, but {en} gives {gives}",
                "tiêu chí {n} ghi {says} điểm, nhưng {vi} được {gives}"
            )
        } else {
            both!(
                "criterion {n} says {says} points, but the best is {en} with {gives}",
                "tiêu chí {n} ghi {says} điểm, nhưng cao nhất là {vi}, {gives} điểm"
            )
        };
        let text = both!("the criterion says {says}", "tiêu chí ghi {says}");
        let found = Diagnostic::new(code, message);
        let found = match self.line {
            Some(line) => found.at(line, text).at(
                self.max,
                both!(
                    "written in this shared text",
                    "ghi trong nội dung dùng chung này"
                ),
            ),
            None => found.at(self.max, text),
        };
        match self.option {
            Some(span) => found.at(span, both!("this gives {gives}", "chỗ này được {gives}")),
            None => found,
        }
    }
}

/// A maximum that the options cannot reach, or can exceed.
#[must_use]
pub fn maximum_differs(best: &Best<'_>) -> Diagnostic {
    let (says, gives) = (best.says, best.gives);
    best.found(Code::E0204).help(both!(
        "check both figures against the decision; if the options are right, change {says} to {gives}. If the decision prints a slip, write the figure that is meant and `printed \"…\"` after the option, or `oddity \"… {gives} …\"` in the criterion",
        "dò lại cả hai số với quyết định; nếu các lựa chọn đúng, sửa {says} thành {gives}. Nếu quyết định in nhầm, ghi số đúng và «in là \"…\"» sau lựa chọn, hoặc «điểm lạ \"… {gives} …\"» trong tiêu chí"
    ))
}

/// The same, where the page says that it is so in the decision.
#[must_use]
pub fn maximum_declared_odd(best: &Best<'_>, why: &str) -> Diagnostic {
    best.found(Code::N0203).note(Both::same(why))
}

/// A maximum that is not written and does not follow from the options.
#[must_use]
pub fn no_maximum(number: &str, form: &Both, head: Span) -> Diagnostic {
    let (en, vi) = (&form.en, &form.vi);
    Diagnostic::new(
        Code::E0221,
        both!(
            "criterion {number} needs its maximum: {en} does not say how many points there are",
            "tiêu chí {number} phải ghi điểm tối đa: {vi} không cho biết được bao nhiêu điểm"
        ),
    )
    .at(head, both!("no maximum", "chưa có điểm tối đa"))
    .help(both!(
        "write the number after the title: `criterion {number} \"…\" 5`",
        "ghi số điểm sau tên: «tiêu chí {number} \"…\" 5»"
    ))
}
