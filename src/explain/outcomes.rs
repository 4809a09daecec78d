//! How all dossiers of a card come out, as a page and as JSON.

use super::page::{Line, Tone};
use super::report::{Block, Cell, Column, Report, Row, Table};
use super::words::{level_at, num, say, unrated};
use crate::exact::Num;
use crate::model::{Rating, Ruleset, Scorecard};
use crate::reason::{BigUint, Outcomes, Rank, Toll};
use crate::text::Lang;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How wide the picture is, in letters.
const WIDE: u64 = 24;

/// A count with its thousands apart.
pub(super) fn big(n: &BigUint, lang: Lang) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(lang.pick(',', '.'));
        }
        out.push(d);
    }
    out
}

/// A count as a person can hold it: `1.2 · 10¹⁸` from a million on.
fn rough(n: &BigUint, lang: Lang) -> String {
    let digits = n.to_string();
    if digits.len() <= 7 {
        return big(n, lang);
    }
    let mut head = digits.chars();
    let (a, b) = (head.next().unwrap_or('0'), head.next().unwrap_or('0'));
    let power: String = (digits.len() - 1)
        .to_string()
        .chars()
        .map(|c| match c {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            _ => '⁹',
        })
        .collect();
    format!("{a}{}{b} · 10{power}", lang.decimal_sign())
}

/// A share in percent: exact where two decimals say it, else bounded.
pub(super) fn share(n: &BigUint, of: &BigUint, lang: Lang) -> String {
    let zero = BigUint::default();
    if *of == zero || *n == zero {
        return String::from("0%");
    }
    if n == of {
        return String::from("100%");
    }
    let parts: BigUint = n * 10_000u32 / of;
    let parts = u64::try_from(parts).unwrap_or(10_000);
    let sign = lang.decimal_sign();
    if parts == 0 {
        return format!("< 0{sign}01%");
    }
    format!("{}{sign}{:02}%", parts / 100, parts % 100)
}

fn bar(n: &BigUint, most: &BigUint) -> String {
    if *most == BigUint::default() {
        return String::new();
    }
    let eighths = u64::try_from(n * (WIDE * 8) / most).unwrap_or(0);
    let mut out = "█".repeat(usize::try_from(eighths / 8).unwrap_or(0));
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let place = usize::try_from(eighths % 8).unwrap_or(0);
    out.push_str(rest.get(place).copied().unwrap_or(""));
    if out.is_empty() && *n != BigUint::default() {
        out.push('▏');
    }
    out
}

/// How all dossiers of a card come out.
#[must_use]
pub fn outcomes_page(rules: &Ruleset, card: &Scorecard, all: &Outcomes, lang: Lang) -> Report {
    let (title, label) = (&card.title, rules.label());
    let mut page = Report::new(
        lang,
        say!(
            lang,
            "All dossiers of “{title}” under {label}",
            "Mọi hồ sơ của phiếu “{title}” theo {label}"
        ),
    );
    let count = big(&all.dossiers, lang);
    let about = rough(&all.dossiers, lang);
    let line = |tone: Tone, text: String| Line { tone, text };
    page.lead.push(line(
        Tone::Plain,
        say!(
            lang,
            "{count} dossiers ({about}), each counted, none sampled.",
            "{count} hồ sơ ({about}), đếm đủ từng hồ sơ, không lấy mẫu."
        ),
    ));
    let totals = all.totals();
    if let (Some((lo, _)), Some((hi, _))) = (totals.first_key_value(), totals.last_key_value()) {
        let (lo, hi, n) = (num(*lo, lang), num(*hi, lang), totals.len());
        page.lead.push(line(
            Tone::Plain,
            say!(
                lang,
                "Totals from {lo} to {hi}: {n} different ones.",
                "Tổng điểm từ {lo} đến {hi}: {n} giá trị khác nhau."
            ),
        ));
    }
    page.heading(2, lang.pick("Levels", "Hạng"));
    page.table(levels(&card.rating, all, lang));
    let unreached = unreached(&card.rating, all, lang);
    page.lines(unreached);
    page.heading(2, lang.pick("Totals", "Tổng điểm"));
    page.blocks.push(picture(&totals, lang));
    if !all.minimums.is_empty() {
        page.heading(
            2,
            lang.pick("What each minimum keeps out", "Mỗi mức tối thiểu loại ra"),
        );
        page.table(minimums(card, all, lang));
    }
    page.foot.push(
        lang.pick(
            "A dossier: an answer to every criterion that is asked, and for every fact that no answer makes unnecessary one of the stretches that the card tells apart. See docs/reasoning.md.",
            "Một hồ sơ: một câu trả lời cho mỗi tiêu chí được hỏi và, với mỗi dữ kiện không câu trả lời nào thay được, một trong các khoảng mà phiếu phân biệt. Xem docs/reasoning.md.",
        )
        .to_owned(),
    );
    page
}

fn levels(rating: &Rating, all: &Outcomes, lang: Lang) -> Table {
    let (mine, by_total) = (all.levels(), all.levels_by_total());
    let none = BigUint::default();
    let most = mine.values().max().unwrap_or(&none);
    let ranks = (0..rating.levels.len()).rev().map(Some).chain([None]);
    let rows = ranks.filter_map(|rank: Rank| {
        let n = mine.get(&rank).unwrap_or(&none);
        let by = by_total.get(&rank).unwrap_or(&none);
        if rank.is_none() && *n == none && *by == none {
            return None;
        }
        Some(Row::Cells(vec![
            Cell::new(level_at(rating, rank, lang)),
            Cell::new(big(n, lang)),
            Cell::new(share(n, &all.dossiers, lang)),
            Cell::new(bar(n, most)),
            Cell::toned(share(by, &all.dossiers, lang), Tone::Faint),
        ]))
    });
    Table {
        columns: vec![
            Column::left(lang.pick("level", "hạng"), 20),
            Column::right(lang.pick("dossiers", "hồ sơ"), 40),
            Column::right(lang.pick("share", "tỷ lệ"), 10),
            Column::left("", 40),
            Column::right(lang.pick("by total alone", "chỉ theo tổng điểm"), 18),
        ],
        rows: rows.collect(),
        headed: true,
    }
}

fn unreached(rating: &Rating, all: &Outcomes, lang: Lang) -> Vec<Line> {
    let mine = all.levels();
    let levels = rating.levels.iter().enumerate();
    levels
        .filter(|(i, _)| !mine.contains_key(&Some(*i)))
        .map(|(i, _)| {
            let name = level_at(rating, Some(i), lang);
            Line {
                tone: Tone::Bad,
                text: say!(
                    lang,
                    "No dossier reaches {name}.",
                    "Không hồ sơ nào đạt {name}."
                ),
            }
        })
        .collect()
}

/// Totals gathered into at most some twenty-five stretches of equal width.
fn stretches(totals: &BTreeMap<Num, BigUint>) -> Vec<(Num, Num, BigUint)> {
    let whole = |n: &Num| n.numer().div_euclid(n.denom());
    let (Some(lo), Some(hi)) = (
        totals.first_key_value().map(|(t, _)| whole(t)),
        totals.last_key_value().map(|(t, _)| whole(t)),
    ) else {
        return Vec::new();
    };
    let span = hi - lo + 1;
    let steps = [
        1i128, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000,
    ];
    let step = steps.into_iter().find(|s| span <= s * 25).unwrap_or(span);
    let start = lo.div_euclid(step) * step;
    let mut all: BTreeMap<i128, BigUint> = BTreeMap::new();
    let mut at = start;
    while at <= hi {
        all.insert(at, BigUint::default());
        at += step;
    }
    for (total, n) in totals {
        *all.entry(whole(total).div_euclid(step) * step).or_default() += n;
    }
    let number = |n: i128| i64::try_from(n).map_or(Num::ZERO, Num::int);
    all.into_iter()
        .map(|(at, n)| (number(at), number((at + step - 1).min(hi)), n))
        .collect()
}

fn picture(totals: &BTreeMap<Num, BigUint>, lang: Lang) -> Block {
    let bars = stretches(totals);
    let all: BigUint = totals.values().sum();
    let none = BigUint::default();
    let most = bars
        .iter()
        .map(|(_, _, n)| n)
        .max()
        .unwrap_or(&none)
        .clone();
    let name = |lo: &Num, hi: &Num| {
        if lo == hi {
            num(*lo, lang)
        } else {
            format!("{}–{}", num(*lo, lang), num(*hi, lang))
        }
    };
    let names: Vec<String> = bars.iter().map(|(lo, hi, _)| name(lo, hi)).collect();
    let wide = names.iter().map(|n| n.chars().count()).max().unwrap_or(0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 {}\" width=\"640\" role=\"img\">",
        bars.len() * 18 + 4
    );
    let mut stand_in = Vec::new();
    for (i, ((_, _, n), name)) in bars.iter().zip(&names).enumerate() {
        let pixels = if most == none {
            0
        } else {
            u64::try_from(n * 420u32 / &most).unwrap_or(0)
        };
        let y = i * 18;
        let share = share(n, &all, lang);
        svg.push_str(&format!(
            "<text x=\"70\" y=\"{}\" font-size=\"12\" text-anchor=\"end\">{name}</text><rect x=\"78\" y=\"{}\" width=\"{pixels}\" height=\"13\" fill=\"#b5121b\"/><text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"#555\">{}</text>",
            y + 13,
            y + 3,
            84 + pixels,
            y + 13,
            share.replace('<', "&lt;")
        ));
        let gap = " ".repeat(wide.saturating_sub(name.chars().count()));
        stand_in.push(Line {
            tone: Tone::Plain,
            text: format!("{gap}{name} {} {share}", bar(n, &most)),
        });
    }
    svg.push_str("</svg>");
    Block::Picture { svg, stand_in }
}

fn minimums(card: &Scorecard, all: &Outcomes, lang: Lang) -> Table {
    let by_total = all.levels_by_total();
    let enough = |level: usize| -> BigUint {
        by_total
            .iter()
            .filter(|(r, _)| **r >= Some(level))
            .map(|(_, n)| n)
            .sum()
    };
    let mut tolls: Vec<(&Toll, BigUint)> =
        all.minimums.iter().map(|t| (t, enough(t.level))).collect();
    // The ones that keep out the largest share first; shares compared crosswise.
    tolls.sort_by(|(a, of_a), (b, of_b)| {
        b.level
            .cmp(&a.level)
            .then_with(|| (&b.enough * of_a).cmp(&(&a.enough * of_b)))
    });
    let rows = tolls.into_iter().filter_map(|(t, of)| {
        let c = card.criteria.get(t.criterion)?;
        let key = c.options.get(t.option).map_or("", |o| o.key.as_str());
        Some(Row::Cells(vec![
            Cell::new(level_at(&card.rating, Some(t.level), lang)),
            Cell::new(format!("{} ≥ {key}", c.number)),
            Cell::new(c.title.clone()),
            Cell::new(share(&t.enough, &of, lang)),
            Cell::toned(share(&t.missed, &all.dossiers, lang), Tone::Faint),
        ]))
    });
    Table {
        columns: vec![
            Column::left(lang.pick("level", "hạng"), 12),
            Column::left(lang.pick("minimum", "tối thiểu"), 14),
            Column::left(lang.pick("criterion", "tiêu chí"), 44),
            Column::right(
                lang.pick("of those with the points", "trong số đủ điểm"),
                26,
            ),
            Column::right(lang.pick("of all", "trên tất cả"), 12),
        ],
        rows: rows.collect(),
        headed: true,
    }
}

fn rank_json(rating: &Rating, rank: Rank) -> Value {
    match rank.and_then(|r| rating.levels.get(r)) {
        Some(l) => l.to_json(),
        None => Value::Null,
    }
}

/// How all dossiers of a card come out, as data; counts are exact strings.
#[must_use]
pub fn outcomes_json(rules: &Ruleset, card: &Scorecard, all: &Outcomes) -> Value {
    let totals = all.totals();
    let (mine, by_total) = (all.levels(), all.levels_by_total());
    let ends = [totals.first_key_value(), totals.last_key_value()];
    let ranks = (0..card.rating.levels.len()).map(Some).chain([None]);
    let count = |n: Option<&BigUint>| n.map_or_else(|| "0".to_owned(), BigUint::to_string);
    json!({
        "ruleset": rules.name,
        "version": rules.version,
        "scorecard": card.id,
        "dossiers": all.dossiers.to_string(),
        "range": ends.map(|e| e.map(|(t, _)| t.to_string())),
        "levels": ranks.map(|r| json!({
            "level": rank_json(&card.rating, r),
            "name": r.and_then(|r| card.rating.levels.get(r)).map_or(unrated(Lang::En), |l| l.name.as_str()),
            "dossiers": count(mine.get(&r)),
            "by_total": count(by_total.get(&r)),
        })).collect::<Vec<_>>(),
        "totals": totals.iter().map(|(t, n)| json!({
            "total": t.to_string(),
            "dossiers": n.to_string(),
        })).collect::<Vec<_>>(),
        "moved": all.moved().iter().map(|((by, level), n)| json!({
            "level_by_total": rank_json(&card.rating, *by),
            "level": rank_json(&card.rating, *level),
            "dossiers": n.to_string(),
        })).collect::<Vec<_>>(),
        "minimums": all.minimums.iter().filter_map(|t| {
            let c = card.criteria.get(t.criterion)?;
            Some(json!({
                "number": c.number,
                "option": c.options.get(t.option).map(|o| &o.key),
                "level": rank_json(&card.rating, Some(t.level)),
                "missed": t.missed.to_string(),
                "enough_points": t.enough.to_string(),
            }))
        }).collect::<Vec<_>>(),
    })
}
