//! The lines of the `ruleset` heading: dates, council, certificate, authority.

use super::criterion::remark;
use super::inherit::{Inherited, Said};
use super::measure::step;
use super::rating::{name, unknown};
use super::scope::{Expect, Scope};
use crate::exact::Num;
use crate::model::{Authority, Certificate, Council, ExprKind, Keep, Oddity, Repeal};
use crate::syntax::tree::{self, LevelName, Node, Sp, Stmt};
use crate::text::catalogue::{headings, levels};
use crate::text::{Diagnostic, Span, both};
use indexmap::IndexSet;
use jiff::civil::Date;
use std::collections::HashMap;

/// What the heading says, but for names and cards.
#[derive(Debug, Default)]
pub struct Header {
    /// Its title.
    pub title: Option<String>,
    /// When it was signed.
    pub signed: Option<Sp<Date>>,
    /// First day in force.
    pub from: Option<Sp<Date>>,
    /// First day no longer in force.
    pub until: Option<Sp<Date>>,
    /// Versions that it ends.
    pub repeals: Vec<Repeal>,
    /// Versions that still bind.
    pub keeps: Vec<Keep>,
    /// How assessors are joined.
    pub council: Option<Council>,
    /// Who is certified, with the level as written.
    pub certificate: Option<(Certificate, Sp<LevelName>)>,
    /// Who decides, with the levels as written.
    pub authorities: Vec<(Authority, Vec<Sp<LevelName>>)>,
    /// Citations and the default for missing answers.
    pub inherited: Inherited,
    /// Remarks.
    pub notes: Vec<String>,
    /// Oddities of the decision.
    pub oddities: Vec<Oddity>,
}

/// Reads the lines of the heading. `version` is the version it stands in.
pub fn read(
    lines: &[&Node],
    version: &str,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Header {
    let mut h = Header::default();
    let mut said = Said::default();
    let mut repeal_dates: Vec<(&tree::Repeals, Span)> = Vec::new();
    let place = both!("ruleset", "bộ tiêu chí");
    for node in lines {
        match &node.stmt {
            Stmt::Title(t) => {
                let what = both!("the title", "tên gọi");
                if said.once("title", node.span, &what, out) {
                    h.title = Some(t.value.clone());
                }
            }
            Stmt::Signed(d) => {
                let what = both!("the day of signing", "ngày ký");
                if said.once("signed", node.span, &what, out) {
                    h.signed = Some(d.clone());
                }
            }
            Stmt::Applies(a) => {
                let what = both!("the time in force", "thời gian áp dụng");
                if said.once("applies", node.span, &what, out) {
                    h.from = Some(a.from.clone());
                    h.until = a.until.clone();
                }
            }
            Stmt::Repeals(r) => {
                if r.version.value == version {
                    let word = both!("repeals", "bãi bỏ");
                    out.push(headings::names_itself(&word, version, r.version.span));
                    continue;
                }
                repeal_dates.push((r, node.span));
                h.repeals.push(Repeal {
                    version: r.version.value.clone(),
                    from: r.from.as_ref().map(|d| d.value),
                    span: node.span,
                });
            }
            Stmt::Transition(t) => keeps(t, version, &mut h.keeps, scope, out),
            Stmt::Council(c) => {
                let what = both!("the council", "hội đồng");
                if said.once("council", node.span, &what, out) {
                    h.council = council(c, node.span, &mut h.notes, out);
                }
            }
            Stmt::Certificate(c) => {
                let what = both!("the certificate", "giấy chứng nhận");
                if said.once("certificate", node.span, &what, out) {
                    h.certificate = Some((certificate(c, out), c.from.clone()));
                }
            }
            Stmt::Authority(a) => {
                for power in &a.powers {
                    let levels = power.levels.iter().map(|l| name(&l.value).0).collect();
                    let who = power.who.value.clone();
                    h.authorities
                        .push((Authority { levels, who }, power.levels.clone()));
                }
            }
            Stmt::Missing(m) => {
                let what = both!("what a missing answer means", "khi thiếu câu trả lời");
                if said.once("missing", node.span, &what, out) {
                    h.inherited.missing = *m;
                }
            }
            // What is remarked on the rating is remarked on the decision.
            Stmt::Rating(rating) => {
                for node in &rating.block.body {
                    let cites = &mut Vec::new();
                    remark(node, &place, cites, &mut h.notes, &mut h.oddities, out);
                }
            }
            _ => remark(
                node,
                &place,
                &mut h.inherited.cites,
                &mut h.notes,
                &mut h.oddities,
                out,
            ),
        }
    }
    dates(&h, &repeal_dates, out);
    h
}

fn dates(h: &Header, repeals: &[(&tree::Repeals, Span)], out: &mut Vec<Diagnostic>) {
    let Some(from) = &h.from else { return };
    let start = from.value;
    order_of_dates(from, h.until.as_ref(), h.signed.as_ref(), out);
    for (repeal, _) in repeals {
        if let Some(end) = &repeal.from
            && end.value < start
        {
            let (version, day) = (&repeal.version.value, end.value);
            out.push(headings::unusual_dates(
                both!(
                    "{version} ends on {day}, before this version begins on {start}: nothing applies in between",
                    "{version} hết áp dụng từ {day}, trước khi phiên bản này bắt đầu từ {start}: khoảng giữa không có quy định nào"
                ),
                (end.span, both!("the old one ends", "bản cũ hết áp dụng")),
                (from.span, both!("the new one begins", "bản mới bắt đầu")),
            ));
        }
    }
}

/// The end comes after the beginning, and the beginning not before the signing.
pub fn order_of_dates(
    from: &Sp<Date>,
    until: Option<&Sp<Date>>,
    signed: Option<&Sp<Date>>,
    out: &mut Vec<Diagnostic>,
) {
    let start = from.value;
    if let Some(until) = until
        && until.value <= start
    {
        let end = until.value;
        out.push(headings::dates_out_of_order(
            both!(
                "in force from {start} until {end}: it ends before it begins",
                "áp dụng từ {start} đến {end}: kết thúc trước khi bắt đầu"
            ),
            (until.span, both!("the end", "kết thúc")),
            (from.span, both!("the beginning", "bắt đầu")),
        ));
    }
    if let Some(signed) = signed
        && signed.value > start
    {
        let day = signed.value;
        out.push(headings::unusual_dates(
            both!(
                "signed on {day}, but in force since {start}",
                "ký ngày {day}, nhưng áp dụng từ {start}"
            ),
            (signed.span, both!("signed later", "ký sau")),
            (from.span, both!("in force before", "đã áp dụng trước")),
        ));
    }
}

fn keeps(
    t: &tree::Transition,
    version: &str,
    all: &mut Vec<Keep>,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) {
    for node in &t.block.body {
        let Stmt::Keep(k) = &node.stmt else { continue };
        if k.version.value == version {
            let word = both!("keep", "giữ");
            out.push(headings::names_itself(&word, version, k.version.span));
        }
        let Some(when) = scope.expr(&k.when, Expect::Condition, out) else {
            continue;
        };
        let mut far = None;
        when.walk(&mut |e| {
            if matches!(
                e.kind,
                ExprKind::Fact(_)
                    | ExprKind::Let(_)
                    | ExprKind::Table(_)
                    | ExprKind::Total
                    | ExprKind::Points(_)
                    | ExprKind::Maximum(_)
                    | ExprKind::OptionOf(_)
                    | ExprKind::AtMaximum(_)
                    | ExprKind::AnyAtMaximum(_)
                    | ExprKind::CountAtMaximum(_)
            ) {
                far = far.or(Some(e.span));
            }
        });
        if let Some(at) = far {
            out.push(headings::keep_looks_too_far(at));
            continue;
        }
        all.push(Keep {
            version: k.version.value.clone(),
            when,
            cite: t.cite.value.clone(),
            span: node.span,
        });
    }
}

fn council(
    c: &tree::Council,
    span: Span,
    notes: &mut Vec<String>,
    out: &mut Vec<Diagnostic>,
) -> Option<Council> {
    let mut said = Said::default();
    let mut average: Option<&tree::Average> = None;
    let (mut quorum, mut spread) = (None, None);
    let mut cites = Vec::new();
    let mut whole = c.block.closed;
    for node in &c.block.body {
        match &node.stmt {
            Stmt::Average(a) => {
                let what = both!("how totals are joined", "cách gộp điểm");
                if said.once("total", node.span, &what, out) {
                    average = Some(a);
                }
            }
            Stmt::Quorum(q) => {
                let what = both!("the quorum", "số dự tối thiểu");
                if said.once("quorum", node.span, &what, out) {
                    let share = q.value.value;
                    let percent = q.value.unit.as_ref().is_some_and(|u| u.value == "%");
                    if percent && share > Num::ZERO && share <= Num::HUNDRED {
                        quorum = Some(share);
                    } else {
                        let unit = q.value.unit.as_ref().map_or("", |u| u.value.as_str());
                        out.push(headings::number_out_of_place(
                            &what,
                            &format!("{share}{unit}"),
                            &both!(
                                "a share of the members from above 0% to 100%",
                                "tỷ lệ thành viên trên 0% đến 100%"
                            ),
                            q.span,
                        ));
                    }
                }
            }
            Stmt::Spread(s) => {
                let what = both!("the spread", "mức chênh lệch");
                if said.once("spread", node.span, &what, out) {
                    if s.limit.value.is_negative() {
                        out.push(headings::number_out_of_place(
                            &what,
                            &s.limit.value.to_string(),
                            &both!("a number from 0", "một số từ 0 trở lên"),
                            s.limit.span,
                        ));
                    } else {
                        spread = Some(s.limit.value);
                    }
                }
            }
            Stmt::Cite(w) => cites.push(w.value.clone()),
            Stmt::Note(w) => notes.push(w.value.clone()),
            Stmt::Bad(_) => whole = false,
            _ => {}
        }
    }
    let Some(average) = average else {
        if whole {
            let head = Span {
                end: c.block.span.start.max(span.start),
                ..span
            };
            out.push(levels::council_without_total(head));
        }
        return None;
    };
    if let Some(r) = &average.rounding {
        step(r, out);
    }
    Some(Council {
        average: average.kind,
        rounding: average.rounding.as_ref().map(|r| r.value),
        quorum,
        spread,
        cites,
    })
}

fn certificate(c: &tree::Certificate, out: &mut Vec<Diagnostic>) -> Certificate {
    let months = c.months.value;
    if !months.is_whole() || months <= Num::ZERO {
        out.push(headings::number_out_of_place(
            &both!("the term of the certificate", "thời hạn giấy chứng nhận"),
            &months.to_string(),
            &both!("a whole number of months", "số tháng tròn"),
            c.months.span,
        ));
    }
    if let Some((first, last)) = &c.renew
        && first.value < last.value
    {
        let (a, b) = (first.value, last.value);
        out.push(
            headings::dates_out_of_order(
                both!(
                    "renewal between {a} and {b} days before expiry: {a} days before comes after {b} days before",
                    "đánh giá lại từ {a} đến {b} ngày trước khi hết hạn: mốc {a} ngày đến sau mốc {b} ngày"
                ),
                (first.span, both!("from here", "từ mốc này")),
                (last.span, both!("to here", "đến mốc này")),
            )
            .help(both!(
                "write the larger number first: it is the earlier day",
                "ghi số lớn trước: đó là ngày sớm hơn"
            )),
        );
    }
    Certificate {
        from: name(&c.from.value).0,
        months,
        renew: c.renew.as_ref().map(|(a, b)| (a.value, b.value)),
    }
}

/// The certificate and the authorities name levels of some rating of the ruleset.
pub fn check_levels(h: &Header, known: &IndexSet<String>, out: &mut Vec<Diagnostic>) {
    if known.is_empty() {
        return;
    }
    let mut check = |level: &Sp<LevelName>| {
        let (name, _) = name(&level.value);
        if !known.contains(&name) {
            out.push(unknown(&name, level.span, known.iter()));
        }
    };
    if let Some((_, level)) = &h.certificate {
        check(level);
    }
    for (_, all) in &h.authorities {
        all.iter().for_each(&mut check);
    }
    let mut seen: HashMap<String, Span> = HashMap::new();
    for level in h.authorities.iter().flat_map(|(_, all)| all) {
        let (name, _) = name(&level.value);
        match seen.get(&name) {
            Some(first) => out.push(levels::two_authorities(&name, level.span, *first)),
            None => {
                seen.insert(name, level.span);
            }
        }
    }
}
