//! Which line a step names.

use crate::model::build::merge::{finding_key, key, same_level};
use crate::syntax::tree::{Block, FindingKind, LevelName, Marks, Node, Step, Stmt};
use crate::text::{Both, both};

/// The name by which a line is found, so that two names of one line are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineKey {
    /// An option, by its letter.
    Option(String),
    /// A case.
    Case(String),
    /// The block that chooses by a value.
    By,
    /// `reject`, `stop`.
    Finding(bool, String),
    /// A condition of a level.
    Require(String),
    /// A forced option.
    Force(String),
    /// A criterion that is replaced.
    Replaces(String),
    /// Something that there is one of, or that is named in the ruleset.
    Named(&'static str, String),
}

impl LineKey {
    /// The line that a step names; none for parts, sections and criteria.
    pub fn of(step: &Step) -> Option<LineKey> {
        Some(match step {
            Step::Part(_) | Step::Section(_) | Step::Criterion(_) => return None,
            Step::Option(w) => LineKey::Option(key(&w.value).to_owned()),
            Step::Case(w) => LineKey::Case(w.value.clone()),
            Step::Finding(kind, k) => LineKey::Finding(
                *kind == FindingKind::Reject,
                finding_key(*kind, k.as_ref()).to_owned(),
            ),
            Step::Require(level) => LineKey::Require(format!("{:?}", level.value)),
            Step::Force(w) => LineKey::Force(key(&w.value).to_owned()),
            Step::Replaces(w) => LineKey::Replaces(w.value.clone()),
            Step::Evidence => LineKey::one("evidence"),
            Step::OnlyIf => LineKey::one("only if"),
            Step::Cap => LineKey::one("cap"),
            Step::Missing => LineKey::one("missing"),
            Step::Samples => LineKey::one("samples"),
            Step::Set => LineKey::one("set"),
            Step::Unavailable => LineKey::one("unavailable"),
            Step::Title => LineKey::one("title"),
            Step::Applies => LineKey::one("applies"),
            Step::Rating => LineKey::one("rating"),
            Step::Council => LineKey::one("council"),
            Step::Certificate => LineKey::one("certificate"),
            Step::Authority => LineKey::one("authority"),
            Step::Transition(w) => LineKey::Named("transition", w.value.clone()),
            Step::Assumption(w) => LineKey::Named("assumption", w.value.clone()),
            Step::Fact(w) => LineKey::Named("fact", w.value.clone()),
            Step::Let(w) => LineKey::Named("let", w.value.clone()),
            Step::Table(w) => LineKey::Named("table", w.value.clone()),
        })
    }

    fn one(name: &'static str) -> LineKey {
        LineKey::Named(name, String::new())
    }

    /// The name of a line as it stands; none for what no step can name.
    pub fn of_line(stmt: &Stmt) -> Option<LineKey> {
        Some(match stmt {
            Stmt::Option(o) => LineKey::Option(key(&o.key.value).to_owned()),
            Stmt::Case(c) => LineKey::Case(c.key.value.clone()),
            Stmt::By(_) => LineKey::By,
            Stmt::Finding(f) => LineKey::Finding(
                f.kind == FindingKind::Reject,
                finding_key(f.kind, f.key.as_ref()).to_owned(),
            ),
            Stmt::Require(r) => LineKey::Require(format!("{:?}", r.level.value)),
            Stmt::Force(f) => LineKey::Force(key(&f.key.value).to_owned()),
            Stmt::Replaces(r) => LineKey::Replaces(r.other.value.clone()),
            Stmt::Evidence(_) => LineKey::one("evidence"),
            Stmt::OnlyIf(_) => LineKey::one("only if"),
            Stmt::Cap(_) => LineKey::one("cap"),
            Stmt::Missing(_) => LineKey::one("missing"),
            Stmt::Samples(_) => LineKey::one("samples"),
            Stmt::Set(_) => LineKey::one("set"),
            Stmt::Unavailable(_) => LineKey::one("unavailable"),
            Stmt::Title(_) => LineKey::one("title"),
            Stmt::Applies(_) => LineKey::one("applies"),
            Stmt::Rating(_) => LineKey::one("rating"),
            Stmt::Council(_) => LineKey::one("council"),
            Stmt::Certificate(_) => LineKey::one("certificate"),
            Stmt::Authority(_) => LineKey::one("authority"),
            Stmt::Transition(t) => LineKey::Named("transition", t.cite.value.clone()),
            Stmt::Assumption(a) => LineKey::Named("assumption", a.name.value.clone()),
            Stmt::Fact(f) => LineKey::Named("fact", f.name.value.clone()),
            Stmt::Let(l) => LineKey::Named("let", l.name.value.clone()),
            Stmt::Table(t) => LineKey::Named("table", t.name.value.clone()),
            _ => return None,
        })
    }

    /// Whether there may be several lines of this name, so that another is no
    /// second one.
    #[must_use]
    pub fn may_repeat(&self) -> bool {
        matches!(self, LineKey::Named("evidence", _) | LineKey::Require(_))
            || matches!(self, LineKey::Named("cap" | "only if", _))
    }

    /// How it is called.
    #[must_use]
    pub fn name(&self) -> Both {
        match self {
            LineKey::Option(k) => both!("option {k}", "lựa chọn {k}"),
            LineKey::Case(k) => both!("case {k}", "trường hợp {k}"),
            LineKey::By => both!("the choice by a value", "cách chọn theo giá trị"),
            LineKey::Finding(true, k) => both!("the rejection `{k}`", "lý do loại «{k}»"),
            LineKey::Finding(false, k) => both!("the stop `{k}`", "lý do dừng «{k}»"),
            LineKey::Require(_) => both!("a requirement of that level", "yêu cầu của hạng đó"),
            LineKey::Force(k) => both!("a line that forces {k}", "dòng buộc {k}"),
            LineKey::Replaces(k) => both!("a line that replaces {k}", "dòng thay cho {k}"),
            LineKey::Named(what, name) => {
                let (en, vi) = match *what {
                    "evidence" => ("evidence", "minh chứng"),
                    "only if" => ("a condition to count", "điều kiện để được tính"),
                    "cap" => ("a cap", "mức tối đa"),
                    "missing" => ("`missing`", "«thiếu»"),
                    "samples" => ("a number of samples", "số mẫu"),
                    "set" => ("a number of the set", "số bộ"),
                    "unavailable" => ("`unavailable`", "«không có»"),
                    "title" => ("a title", "tên gọi"),
                    "applies" => ("days in force", "thời gian áp dụng"),
                    "rating" => ("a rating", "bảng xếp hạng"),
                    "council" => ("a council", "hội đồng"),
                    "certificate" => ("a certificate", "giấy chứng nhận"),
                    "authority" => ("an authority", "thẩm quyền"),
                    "transition" => ("transition", "điều khoản chuyển tiếp"),
                    "assumption" => ("assumption", "giả định"),
                    "fact" => ("fact", "dữ kiện"),
                    "let" => ("named value", "giá trị đặt tên"),
                    _ => ("table", "bảng"),
                };
                if name.is_empty() {
                    Both::new(en, vi)
                } else {
                    both!("{en} {name}", "{vi} {name}")
                }
            }
        }
    }

    /// The word by which explanations find it on its criterion: the letter of an option.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            LineKey::Option(k) => k.clone(),
            other => other.name().en,
        }
    }
}

/// Every line of a name, also in cases and branches; `case` keeps to one case.
pub fn find<'n>(lines: &'n [Node], case: Option<&str>, wanted: &LineKey) -> Vec<&'n Node> {
    let mut all = Vec::new();
    look(lines, case, None, wanted, &mut all);
    all
}

fn look<'n>(
    lines: &'n [Node],
    case: Option<&str>,
    here: Option<&str>,
    wanted: &LineKey,
    all: &mut Vec<&'n Node>,
) {
    for node in lines {
        let inside = case.is_none() || case == here;
        if inside && LineKey::of_line(&node.stmt).as_ref() == Some(wanted) {
            all.push(node);
        }
        if let Some((block, key)) = block_of(&node.stmt) {
            look(&block.body, case, key.or(here), wanted, all);
        }
    }
}

/// The block of a line, and the number of the case that it is.
pub fn block_of(stmt: &Stmt) -> Option<(&Block, Option<&str>)> {
    match stmt {
        Stmt::Case(c) => Some((&c.block, Some(c.key.value.as_str()))),
        Stmt::By(b) => Some((&b.block, None)),
        Stmt::Branch(b) => Some((&b.block, None)),
        _ => None,
    }
}

/// The block of a line, to be changed.
pub fn block_mut(stmt: &mut Stmt) -> Option<&mut Block> {
    match stmt {
        Stmt::Case(c) => Some(&mut c.block),
        Stmt::By(b) => Some(&mut b.block),
        Stmt::Branch(b) => Some(&mut b.block),
        _ => None,
    }
}

/// What lines there are, as a person would name them: for "it has …".
pub fn names(lines: &[Node]) -> Vec<(LineKey, String)> {
    let mut all: Vec<(LineKey, String)> = Vec::new();
    for node in lines {
        if let Some(key) = LineKey::of_line(&node.stmt) {
            let word = key.word();
            if !all.iter().any(|(k, _)| *k == key) {
                all.push((key, word));
            }
        }
        if let Some((block, _)) = block_of(&node.stmt) {
            for (key, word) in names(&block.body) {
                if !all.iter().any(|(k, _)| *k == key) {
                    all.push((key, word));
                }
            }
        }
    }
    all
}

/// Whether an option has a mark of a level.
pub fn has_mark(node: &Node, level: &LevelName) -> bool {
    match &node.stmt {
        Stmt::Option(o) => match &o.marks {
            Marks::Some(marks) => marks.iter().any(|m| same_level(&m.value, level)),
            Marks::Unsaid | Marks::None(_) => false,
        },
        _ => false,
    }
}
