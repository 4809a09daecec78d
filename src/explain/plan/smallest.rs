//! The smallest dossiers that a draft rates otherwise.

use super::{Plan, count};
use crate::compare::plan::{Apart, Otherwise, Smallest};
use crate::dossier::{self, Dossier};
use crate::explain::page::{Line, Tone};
use crate::explain::report::{Cell, Column, Report, Row, Table};
use crate::explain::words::{self, range, say};
use crate::model::{Ruleset, Scorecard};
use crate::score::Outcome;
use crate::text::Lang;

/// How many cards rate some dossier otherwise.
pub(super) fn in_short(plan: &Plan<'_>, lang: Lang) -> Option<Line> {
    let all = plan.smallest.filter(|all| !all.is_empty())?;
    let of = |f: fn(&Otherwise) -> bool| all.iter().filter(|s| f(&s.result)).count();
    let level = count(
        of(|r| matches!(r, Otherwise::Apart(a) if !a.same_levels)),
        lang,
    );
    let total = count(
        of(|r| matches!(r, Otherwise::Apart(a) if a.same_levels)),
        lang,
    );
    let equal = count(of(|r| matches!(r, Otherwise::Equal { .. })), lang);
    let unknown = of(|r| matches!(r, Otherwise::Unknown(_)));
    let mut text = say!(
        lang,
        "Scorecards on which some dossier comes to another level: {level}; to another total only, proved: {total}; on which none does, proved: {equal}",
        "Số phiếu điểm có hồ sơ đổi hạng: {level}; chỉ đổi điểm, đã chứng minh: {total}; không đổi gì, đã chứng minh: {equal}"
    );
    if unknown > 0 {
        let n = count(unknown, lang);
        text.push_str(&say!(
            lang,
            "; not settled: {n}",
            "; chưa xác định được: {n}"
        ));
    }
    Some(Line::new(Tone::Plain, text))
}

/// The dossiers, card by card.
pub(super) fn add(page: &mut Report, plan: &Plan<'_>, all: &[Smallest], lang: Lang) {
    if all.is_empty() {
        page.lines(vec![Line::new(
            Tone::Faint,
            lang.pick(
                "Not looked for: no scorecard changed in a way that could move a result.",
                "Không tìm: không phiếu điểm nào thay đổi tới mức có thể đổi kết quả.",
            ),
        )]);
        return;
    }
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("Scorecard", "Phiếu điểm"), 28),
            Column::left(lang.pick("Dossier", "Hồ sơ"), 34),
            Column::left(lang.pick("Now", "Hiện nay"), 16),
            Column::left(lang.pick("Draft", "Dự thảo"), 16),
        ],
        headed: true,
        ..Table::default()
    };
    let mut lines = Vec::new();
    for s in all {
        match (&s.result, plan.cards(s)) {
            (Otherwise::Apart(apart), Some((old, new))) => {
                table
                    .rows
                    .push(Row::Cells(row(plan, s, (old, new), apart, lang)));
                if apart.same_levels {
                    let card = &s.card.title;
                    lines.push(Line::new(
                        Tone::Plain,
                        say!(
                            lang,
                            "{card}: proved, no dossier that both texts can read comes to another level; this is the smallest with another total",
                            "{card}: đã chứng minh, không hồ sơ nào mà cả hai văn bản đọc được bị đổi hạng; đây là hồ sơ nhỏ nhất bị đổi điểm"
                        ),
                    ));
                }
            }
            (Otherwise::Apart(_), None) => {}
            (Otherwise::Equal { lone: 0 }, _) => {
                let card = &s.card.title;
                lines.push(Line::new(
                    Tone::Good,
                    say!(
                        lang,
                        "{card}: proved, every dossier is rated alike",
                        "{card}: đã chứng minh, mọi hồ sơ đều cho cùng kết quả"
                    ),
                ));
            }
            (Otherwise::Equal { lone }, _) => {
                let (card, lone) = (&s.card.title, count(*lone, lang));
                lines.push(Line::new(
                    Tone::Plain,
                    say!(
                        lang,
                        "{card}: proved, every dossier that both texts can read is rated alike; known to one of them only: {lone}",
                        "{card}: đã chứng minh, mọi hồ sơ mà cả hai văn bản đọc được đều cho cùng kết quả; chỉ một văn bản có: {lone}"
                    ),
                ));
            }
            (Otherwise::Unknown(why), _) => {
                let (card, why) = (&s.card.title, lang.of(why));
                lines.push(Line::new(
                    Tone::Warn,
                    say!(
                        lang,
                        "{card}: not settled: {why}",
                        "{card}: chưa xác định được: {why}"
                    ),
                ));
            }
        }
    }
    page.table(table);
    page.lines(lines);
}

fn row(
    plan: &Plan<'_>,
    s: &Smallest,
    (old, new): (&Scorecard, &Scorecard),
    apart: &Apart,
    lang: Lang,
) -> Vec<Cell> {
    let after = answers(plan.rulesets.1, new, &apart.after.0);
    let before = answers(plan.rulesets.0, old, &apart.before.0);
    let mut said = after.clone();
    if before != after {
        let (before, after) = (before.trim_end(), after.trim_end());
        said = say!(
            lang,
            "now:\n{before}\ndraft:\n{after}",
            "hiện nay:\n{before}\ndự thảo:\n{after}"
        );
    }
    let said = if said.trim().is_empty() {
        lang.pick("(nothing answered)", "(không trả lời gì)")
            .to_owned()
    } else {
        said.trim_end().to_owned()
    };
    vec![
        Cell::new(s.card.title.as_str()),
        Cell::new(said),
        Cell::new(result(old, &apart.before.1, lang)),
        Cell::toned(result(new, &apart.after.1, lang), Tone::Warn),
    ]
}

/// The answers and facts, a line each.
fn answers(rules: &Ruleset, card: &Scorecard, d: &Dossier) -> String {
    let text = dossier::yaml(rules, card, d);
    let lines: Vec<String> = text
        .lines()
        .map(|l| l.replace('"', ""))
        .filter(|l| {
            let name = l.split_once(':').map_or("", |(name, _)| name);
            !["ruleset", "version", "scorecard"].contains(&name)
        })
        .collect();
    lines.join("\n")
}

/// `87 points, ★★★`
fn result(card: &Scorecard, o: &Outcome, lang: Lang) -> String {
    let total = range(o.total, lang);
    let levels: Vec<String> = o
        .level
        .0
        .iter()
        .map(|l| match l.and_then(|l| card.rating.levels.get(l)) {
            Some(level) => words::level(level),
            None => words::unrated(lang).to_owned(),
        })
        .collect();
    let level = levels.join(" | ");
    say!(lang, "{total} points, {level}", "{total} điểm, {level}")
}
