//! A case written by hand: a card of choices in a few lines, its outcome added up here.

use crate::dossier::{Answer, Dossier};
use crate::exact::Num;
use crate::model::{
    Child, Criterion, Expr, ExprKind, Form, Group, Interval, Level, Opt, Rating, Ruleset,
    Scorecard, Type, Unit,
};
use crate::score::{
    Basis, CriterionOutcome, GroupOutcome, How, Levels, MinimumKind, MinimumOutcome, Outcome,
    Range, Receipt, Status, Tri, Why,
};
use crate::syntax::tree::{GroupKind, MissingPolicy};
use crate::text::Span;
use indexmap::IndexMap;
use jiff::civil::{Date, date};

pub const DURIAN: &str = "
A Sản phẩm và sức mạnh cộng đồng | 35
 1 Tổ chức sản xuất | 18
  1.1 Nguồn nguyên liệu | c | a 1 Dưới 50% trong tỉnh; b 2 Từ 50% đến dưới 75%; c 3 Từ 75% đến 100% trong tỉnh
  1.2 Gia tăng giá trị | d | a 0 Mới phân loại; b 1 Có sơ chế: rửa, làm sạch …; c 2 Công nghệ cao trong trồng, sơ chế; d 3 Công nghệ cao cả trong bảo quản, giữ hoặc nâng chất lượng
  1.5 Bảo vệ môi trường trong quá trình sản xuất | d | a 1 Có quan tâm; b 2 Có đánh giá, chưa theo quy định; c 3 Theo quy định; d 4 *** Theo quy định, có minh chứng triển khai; e 5 Có tái chế phụ phẩm
  1.6 Sử dụng năng lượng, công nghệ thân thiện bền vững trong SX | b | a 0 Không; b 1 Có
 2 Phát triển sản phẩm | 8
  2.1 Nguồn gốc ý tưởng sản phẩm | d | a 0 Chỉ thay nhãn; b 1 Có cải tiến; c 2 Ý tưởng của mình; d 8 **** Gắn với đặc sản địa phương
B Khả năng tiếp thị | 25
 4 Tiếp thị | 25
  4.1 Khu vực phân phối chính | e | a 1 Trong huyện; b 2 Trong tỉnh; c 20 Nhiều tỉnh; e 25 Xuất khẩu
C Chất lượng sản phẩm | 40
 7 Chất lượng | 30
  7.1 Hồ sơ công bố chất lượng | c | a 10 Chưa đủ; b 20 *** Có công bố; c 30 Đủ, còn hiệu lực
 8 Tính độc đáo | 10
  8.1 Tính độc đáo | c | a 1 Không; b 3 Có; c 7 Độc đáo trong tỉnh; d 9 ***** Trong nước; e 10 Quốc tế
";

/// A case whose pieces a test may change.
pub struct Sample {
    pub ruleset: Ruleset,
    pub card: Scorecard,
    pub dossier: Dossier,
    pub outcome: Outcome,
    pub basis: Basis,
    pub receipt: Receipt,
}

impl Sample {
    pub fn case(&self) -> crate::explain::Case<'_> {
        crate::explain::Case {
            ruleset: &self.ruleset,
            card: &self.card,
            dossier: &self.dossier,
            outcome: &self.outcome,
            basis: &self.basis,
            receipt: &self.receipt,
        }
    }
}

pub fn n(text: &str) -> Num {
    text.parse().unwrap()
}

fn expr(kind: ExprKind) -> Expr {
    Expr {
        kind,
        ty: Type::Number(Unit::none()),
        span: Span::default(),
    }
}

fn level(stars: usize, lo: &str, hi: &str, hi_in: bool, label: Option<&str>) -> Level {
    Level {
        name: "*".repeat(stars),
        ordinal: Some(Num::int(stars as i64)),
        label: label.map(str::to_owned),
        band: Interval {
            lo: Some(n(lo)),
            lo_in: true,
            hi: Some(n(hi)),
            hi_in,
        },
        span: Span::default(),
    }
}

/// Reads lines `A title | max`, ` 1 title | max`, `  1.1 title | held | a 1 wording; b 2 *** wording`.
pub fn sample(text: &str) -> Sample {
    let mut groups: Vec<Group> = Vec::new();
    let mut criteria: Vec<Criterion> = Vec::new();
    let mut held: Vec<Option<usize>> = Vec::new();
    let mut children = Vec::new();
    let (mut part, mut section) = (None, None);
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let depth = line.len() - line.trim_start().len();
        let mut cells = line.split('|').map(str::trim);
        let (code, title) = cells.next().unwrap().split_once(' ').unwrap();
        if depth < 2 {
            let at = groups.len();
            let parent = if depth == 0 { None } else { part };
            groups.push(Group {
                kind: if depth == 0 {
                    GroupKind::Part
                } else {
                    GroupKind::Section
                },
                code: code.to_owned(),
                title: title.to_owned(),
                max: n(cells.next().unwrap()),
                subtracted: false,
                best: false,
                cap: None,
                parent,
                children: Vec::new(),
                only_if: None,
                cites: Vec::new(),
                notes: Vec::new(),
                evidence: Vec::new(),
                oddities: Vec::new(),
                span: Span::default(),
                max_span: Span::default(),
            });
            if depth == 0 {
                (part, section) = (Some(at), None);
                children.push(Child::Group(at));
            } else {
                section = Some(at);
                groups[part.unwrap()].children.push(Child::Group(at));
            }
            continue;
        }
        let key = cells.next().unwrap();
        let options: Vec<Opt> = cells.next().unwrap().split(';').map(option).collect();
        held.push(options.iter().position(|o| o.key == key));
        let parent = section.or(part);
        groups[parent.unwrap()]
            .children
            .push(Child::Criterion(criteria.len()));
        criteria.push(Criterion {
            number: code.to_owned(),
            title: title.to_owned(),
            max: options.iter().map(|o| o.points).max().unwrap(),
            form: Form::Choice,
            selector: None,
            cases: Vec::new(),
            options,
            rungs: Vec::new(),
            of: None,
            rounding: None,
            tick_cap: None,
            caps: Vec::new(),
            missing: MissingPolicy::Unknown,
            only_if: Vec::new(),
            findings: Vec::new(),
            forces: Vec::new(),
            replaces: Vec::new(),
            evidence: Vec::new(),
            cites: Vec::new(),
            notes: Vec::new(),
            oddities: Vec::new(),
            parent,
            like: Vec::new(),
            span: Span::default(),
            max_span: Span::default(),
        });
    }
    let card = Scorecard {
        id: "thu".to_owned(),
        title: "Rau, củ, quả, hạt tươi".to_owned(),
        path: vec!["Thực phẩm".to_owned(), "Thực phẩm tươi sống".to_owned()],
        set: Some(Num::ONE),
        samples: None,
        cites: vec!["Phụ lục I, bộ 1".to_owned()],
        notes: Vec::new(),
        oddities: Vec::new(),
        unavailable: None,
        rating: Rating {
            of: expr(ExprKind::Total),
            lower_is_better: false,
            unavailable: None,
            levels: vec![
                level(1, "0", "30", false, None),
                level(2, "30", "50", false, None),
                level(3, "50", "70", false, Some("cấp tỉnh")),
                level(4, "70", "90", false, Some("cấp tỉnh")),
                level(5, "90", "100", true, Some("cấp quốc gia")),
            ],
            lifts: Vec::new(),
            requires: Vec::new(),
            cites: Vec::new(),
            span: Span::default(),
        },
        children,
        order: (0..criteria.len()).collect(),
        max: groups
            .iter()
            .filter(|g| g.kind == GroupKind::Part)
            .map(|g| g.max)
            .fold(Num::ZERO, |a, b| a.add(b).unwrap()),
        groups,
        criteria,
        findings: Vec::new(),
        requires: Vec::new(),
        span: Span::default(),
    };
    let outcome = add_up(&card, &held);
    let mut dossier = Dossier::empty(card.criteria.len(), 0);
    dossier.answers.criteria = held.iter().map(|h| h.map(Answer::Option)).collect();
    let mut sample = Sample {
        ruleset: ruleset(),
        card,
        dossier,
        outcome,
        basis: Basis {
            how: How::Assessed(date(2022, 5, 10)),
            from: Some(date(2019, 8, 21)),
            until: Some(date(2023, 2, 24)),
            repealed_by: Some("148/QĐ-TTg".to_owned()),
        },
        receipt: Receipt {
            amended_by: Vec::new(),
            ruleset: "ocop".to_owned(),
            version: "1048/QĐ-TTg".to_owned(),
            sha256: format!("3f9a{}c2", "0".repeat(58)),
            dossier: format!("77b1{}e4", "0".repeat(58)),
            engine: "0.1.0".to_owned(),
            filed: None,
            assessed: Some(day()),
            kind: None,
            readings: IndexMap::new(),
        },
    };
    sample.dossier.product = Some("Trái sầu riêng cấp đông".to_owned());
    sample.dossier.answered_by = Some("Hội đồng cấp tỉnh".to_owned());
    sample.dossier.assessed = Some(day());
    sample
}

fn day() -> Date {
    date(2022, 5, 10)
}

fn option(text: &str) -> Opt {
    let mut words = text.trim().splitn(3, ' ');
    let key = words.next().unwrap().to_owned();
    let points = n(words.next().unwrap());
    let rest = words.next().unwrap_or_default();
    let (marks, label) = match rest.strip_prefix('*') {
        Some(_) => rest.split_once(' ').unwrap_or((rest, "")),
        None => ("", rest),
    };
    Opt {
        key,
        points,
        marks: marks.len().checked_sub(1).into_iter().collect(),
        label: label.to_owned(),
        when: None,
        printed: None,
        case: None,
        branch: None,
        span: Span::default(),
    }
}

fn ruleset() -> Ruleset {
    Ruleset {
        name: "ocop".to_owned(),
        version: "1048/QĐ-TTg".to_owned(),
        title: Some("Bộ tiêu chí đánh giá, phân hạng sản phẩm OCOP".to_owned()),
        signed: Some(date(2019, 8, 21)),
        applies_from: Some(date(2019, 8, 21)),
        applies_until: None,
        repeals: Vec::new(),
        keeps: Vec::new(),
        assumptions: Vec::new(),
        council: Some(crate::model::Council {
            average: crate::syntax::tree::AverageKind::Mean,
            rounding: None,
            quorum: Some(n("75")),
            spread: Some(n("10")),
            cites: Vec::new(),
        }),
        certificate: Some(crate::model::Certificate {
            from: "***".to_owned(),
            months: n("36"),
            renew: Some((n("180"), n("120"))),
        }),
        authorities: vec![crate::model::Authority {
            levels: vec!["*****".to_owned()],
            who: "Bộ trưởng Bộ Nông nghiệp và Môi trường".to_owned(),
        }],
        facts: Vec::new(),
        lets: Vec::new(),
        tables: Vec::new(),
        cards: IndexMap::new(),
        cites: Vec::new(),
        notes: Vec::new(),
        oddities: Vec::new(),
        amended: Vec::new(),
        touches: Vec::new(),
        superseded: None,
        tests: Vec::new(),
        digest: "3f9a".to_owned(),
        span: Span::default(),
    }
}

fn add_up(card: &Scorecard, held: &[Option<usize>]) -> Outcome {
    let criteria: Vec<CriterionOutcome> = card
        .criteria
        .iter()
        .zip(held)
        .map(|(c, h)| {
            let (lo, hi) = c.ends().unwrap();
            CriterionOutcome {
                points: match h {
                    Some(i) => Range::exact(c.options[*i].points),
                    None => Range { lo, hi },
                },
                status: if h.is_some() {
                    Status::Answered
                } else {
                    Status::Missing
                },
                options: match h {
                    Some(i) => vec![*i],
                    None => (0..c.options.len()).collect(),
                },
                ticks: Vec::new(),
                rung: None,
                branch: None,
                why: vec![match h {
                    Some(_) => Why::Answered {
                        by: Some("Hội đồng cấp tỉnh".to_owned()),
                    },
                    None => Why::NotKnown,
                }],
                conditions: vec![None; c.options.len()],
            }
        })
        .collect();
    let sum = |child: Child| {
        card.below(child)
            .into_iter()
            .map(|i| criteria[i].points)
            .fold(Range::exact(Num::ZERO), |a, b| Range {
                lo: a.lo.add(b.lo).unwrap(),
                hi: a.hi.add(b.hi).unwrap(),
            })
    };
    let groups: Vec<GroupOutcome> = (0..card.groups.len())
        .map(|g| GroupOutcome {
            points: sum(Child::Group(g)),
            max: Range::exact(card.groups[g].max),
            capped: None,
            counts: Tri::Yes,
        })
        .collect();
    let total = card
        .children
        .iter()
        .map(|c| sum(*c))
        .fold(Range::exact(Num::ZERO), |a, b| Range {
            lo: a.lo.add(b.lo).unwrap(),
            hi: a.hi.add(b.hi).unwrap(),
        });
    let place = |t: Num| card.rating.levels.iter().position(|l| l.band.contains(t));
    let (lo, hi) = (place(total.lo).unwrap(), place(total.hi).unwrap());
    let by_total: Vec<usize> = (lo..=hi).collect();
    let minimums: Vec<MinimumOutcome> = card
        .criteria
        .iter()
        .enumerate()
        .flat_map(|(i, c)| {
            let held = held[i];
            c.options.iter().enumerate().flat_map(move |(o, x)| {
                x.marks.iter().map(move |m| MinimumOutcome {
                    level: *m,
                    what: MinimumKind::Option {
                        criterion: i,
                        option: o,
                    },
                    met: match held {
                        None => Tri::Unknown,
                        Some(h) if h >= o => Tri::Yes,
                        Some(_) => Tri::No,
                    },
                })
            })
        })
        .collect();
    let reach = |from: usize, unknown: bool| {
        (0..=from).rev().find(|l| {
            minimums
                .iter()
                .filter(|m| m.level <= *l)
                .all(|m| m.met == Tri::Yes || (unknown && m.met == Tri::Unknown))
        })
    };
    let (worst, best) = (reach(lo, false), reach(hi, true));
    let mut level: Vec<Option<usize>> = (0..card.rating.levels.len())
        .map(Some)
        .filter(|l| *l >= worst && *l <= best)
        .collect();
    if worst.is_none() {
        level.insert(0, None);
    }
    Outcome {
        total,
        measured: Some(total),
        groups,
        missing: held
            .iter()
            .enumerate()
            .filter(|(_, h)| h.is_none())
            .map(|(i, _)| crate::score::Missing {
                criterion: Some(i),
                answer: true,
                facts: Vec::new(),
                dates: Vec::new(),
            })
            .collect(),
        criteria,
        level_by_total: Levels(by_total.into_iter().map(Some).collect()),
        level: Levels(level),
        minimums,
        lifts: Vec::new(),
        findings: Vec::new(),
        assumptions: Vec::new(),
        council: None,
        troubles: Vec::new(),
    }
}
