//! What changed between two versions, as a page: a summary that is read in
//! half a minute, then every edit side by side.

mod detail;
mod words;

#[cfg(test)]
mod tests;

use super::page::{Line, Tone};
use super::report::{Block, Cell, Column, Report, Row, Table};
use super::words::{date, say};
use crate::compare::{Aspect, By, Counts, Difference, Folded, Side, Thing};
use crate::text::Lang;
use serde_json::{Value, json};
use words::{Teller, counted};

/// So many of the weightiest edits are named in the summary.
const WEIGHTIEST: usize = 8;

/// The page about a difference; `detail` adds every edit.
#[must_use]
pub fn change_page(d: &Difference, detail: bool, lang: Lang) -> Report {
    let (old, new) = (&d.old.label, &d.new.label);
    let title = match (old.split_once('@'), new.split_once('@')) {
        (Some((a, v)), Some((b, w))) if a == b && v != w => format!("{a}: {v} → {w}"),
        _ => format!("{old} → {new}"),
    };
    let mut page = Report::new(lang, title);
    for v in [&d.old, &d.new] {
        let mut text = v.label.clone();
        if let Some(t) = &v.title {
            text.push_str(&format!(" · {t}"));
        }
        if let Some(from) = v.from {
            let from = date(from, lang);
            text.push_str(&say!(
                lang,
                " · in force from {from}",
                " · hiệu lực từ {from}"
            ));
        }
        page.lead.push(Line::new(Tone::Faint, text));
    }
    page.lead
        .push(Line::new(Tone::Faint, pairs(&d.pairs, lang)));
    if d.is_empty() {
        page.lines(vec![Line::new(
            Tone::Good,
            lang.pick(
                "Nothing changed: both say the same.",
                "Không có gì thay đổi: hai bên nói như nhau.",
            ),
        )]);
        return page;
    }
    let folded = d.folded();
    summary(&mut page, d, &folded, lang);
    if detail {
        detail::add(&mut page, &folded, lang);
    }
    page.foot.push(foot(lang));
    page
}

/// The summary and every edit, to stand in another page: no title, and
/// headings from the third rank on.
pub(super) fn parts(d: &Difference, lang: Lang) -> (Vec<Block>, Vec<Block>) {
    let folded = d.folded();
    let mut short = Report::new(lang, "");
    let mut long = Report::new(lang, "");
    if !d.is_empty() {
        summary(&mut short, d, &folded, lang);
        detail::add(&mut long, &folded, lang);
    }
    for block in short.blocks.iter_mut().chain(&mut long.blocks) {
        if let Block::Heading { level, .. } = block {
            *level += 1;
        }
    }
    // The first heading says that it is the summary; what it stands in does too.
    short.blocks = short.blocks.into_iter().skip(1).collect();
    (short.blocks, long.blocks)
}

/// What changed, for machines (`docs/json.md`).
#[must_use]
pub fn change_json(d: &Difference) -> Value {
    json!({
        "old": d.old,
        "new": d.new,
        "pairs": d.pairs,
        "equal": d.is_empty(),
        "counts": d.counts(),
        "scorecards": d.by_card(),
        "edits": d.edits,
    })
}

fn foot(lang: Lang) -> String {
    lang.pick(
            "“Wording” is only what says the same in other words; a label with other figures, or with hardly a word in common, counts as structure. The decisions themselves prevail.",
            "“Câu chữ” chỉ gồm chỗ nói cùng một ý bằng lời khác; nhãn có con số khác, hay gần như không chung từ nào, được tính là cấu trúc. Lời văn của các quyết định là căn cứ.",
        )
        .to_owned()
}

/// By what the two were held against each other.
pub(super) fn pairs(by: &By, lang: Lang) -> String {
    match by {
        By::Crosswalk { from, to } => say!(
            lang,
            "Paired along the crosswalk {from} → {to}; options by likeness where it leaves them open.",
            "Đối chiếu theo bảng chuyển đổi {from} → {to}; lựa chọn nào bảng để ngỏ thì theo độ giống nhau."
        ),
        By::Likeness {
            crosswalk_misfit: false,
        } => lang
            .pick(
                "Paired by likeness: names, numbers, titles and wording.",
                "Đối chiếu theo độ giống nhau: tên, số, tiêu đề và lời văn.",
            )
            .to_owned(),
        By::Likeness {
            crosswalk_misfit: true,
        } => lang
            .pick(
                "Paired by likeness (names, numbers, titles and wording): the crosswalk between the two does not fit these texts.",
                "Đối chiếu theo độ giống nhau (tên, số, tiêu đề và lời văn): bảng chuyển đổi giữa hai bản không khớp với các văn bản này.",
            )
            .to_owned(),
    }
}

fn summary(page: &mut Report, d: &Difference, folded: &[Folded], lang: Lang) {
    let n = d.counts();
    page.heading(2, lang.pick("In short", "Tóm tắt"));
    let places = folded.len();
    let edits = counted(n.edits, lang);
    let places = counted(places, lang);
    let text = if d.cards.len() > 1 {
        say!(
            lang,
            "{edits} edits; what is the same on several cards told once: {places} places",
            "{edits} chỗ thay đổi; gộp những chỗ giống nhau ở nhiều phiếu điểm: {places} chỗ"
        )
    } else {
        say!(
            lang,
            "{edits} edits at {places} places",
            "{edits} thay đổi ở {places} chỗ"
        )
    };
    let mut lines = vec![Line::new(Tone::Plain, text)];
    lines.extend(cards_line(d, lang));
    page.lines(lines);
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("Class", "Loại"), 24),
            Column::right(lang.pick("Edits", "Số chỗ"), 8),
            Column::left(lang.pick("What it means", "Nghĩa là"), 90),
        ],
        ..Table::default()
    };
    for (name, count, what) in classes(&n, lang) {
        table.rows.push(Row::Cells(vec![
            Cell::new(name),
            Cell::new(counted(count, lang)),
            Cell::toned(what, Tone::Faint),
        ]));
    }
    page.table(table);
    weightiest(page, folded, d.cards.len() > 1, lang);
    by_card(page, d, lang);
}

fn classes(n: &Counts, lang: Lang) -> Vec<(&'static str, usize, String)> {
    let (tighter, looser) = (counted(n.tighter, lang), counted(n.looser, lang));
    vec![
        (
            lang.pick("structure", "cấu trúc"),
            n.structure,
            lang.pick(
                "what is asked, when it counts, what it is called in dossiers",
                "hỏi gì, khi nào được tính, hồ sơ gọi bằng tên nào",
            )
            .to_owned(),
        ),
        (
            lang.pick("minimums", "mức tối thiểu"),
            n.minimums,
            say!(
                lang,
                "what a level asks for, bands included: {tighter} tighter, {looser} looser",
                "điều kiện để được một hạng, kể cả khoảng điểm: {tighter} chặt hơn, {looser} nới ra"
            ),
        ),
        (
            lang.pick("points", "điểm"),
            n.points,
            lang.pick("other points or maxima", "điểm hay điểm tối đa khác đi")
                .to_owned(),
        ),
        (
            lang.pick("wording only", "chỉ câu chữ"),
            n.wording,
            lang.pick("no result depends on it", "không đổi kết quả nào")
                .to_owned(),
        ),
    ]
}

fn cards_line(d: &Difference, lang: Lang) -> Option<Line> {
    let both = |s: &&Side| s.old.is_some() && s.new.is_some();
    let kept = d.cards.iter().filter(both).count();
    let dropped = d.cards.iter().filter(|s| s.new.is_none()).count();
    let added = d.cards.iter().filter(|s| s.old.is_none()).count();
    if d.cards.len() < 2 && dropped + added == 0 {
        return None;
    }
    let text = say!(
        lang,
        "Scorecards: {kept} held against each other, {dropped} only in the old version, {added} only in the new one",
        "Phiếu điểm: {kept} cặp đối chiếu, {dropped} chỉ có ở bản cũ, {added} chỉ có ở bản mới"
    );
    Some(Line::new(Tone::Plain, text))
}

fn weightiest(page: &mut Report, folded: &[Folded], many: bool, lang: Lang) {
    let mut heavy: Vec<&Folded> = folded.iter().filter(|f| !f.weight.is_zero()).collect();
    // Stable: what weighs the same stays in the order of the page.
    heavy.sort_by_key(|f| std::cmp::Reverse(f.weight));
    heavy.truncate(WEIGHTIEST);
    if heavy.is_empty() {
        return;
    }
    page.heading(3, lang.pick("What weighs most", "Thay đổi lớn nhất"));
    let teller = Teller { lang };
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("Where", "Ở đâu"), 40),
            Column::left(lang.pick("What", "Thay đổi"), 70),
        ],
        ..Table::default()
    };
    for f in heavy {
        table.rows.push(Row::Cells(vec![
            Cell::new(if many {
                place_with_cards(f, &teller, 1)
            } else {
                teller.place(f)
            }),
            Cell::new(teller.brief(&f.edits)),
        ]));
    }
    page.table(table);
}

/// `1.4 Năng lực sản xuất (12 phiếu điểm: …)`
fn place_with_cards(f: &Folded, teller: &Teller, most: usize) -> String {
    let lang = teller.lang;
    let place = teller.place(f);
    let names = || -> Vec<String> {
        let shown = f.cards.iter().take(most);
        let mut all: Vec<String> = shown.map(|c| teller.card(c)).collect();
        if f.cards.len() > most {
            all.push("…".to_owned());
        }
        all
    };
    let about_card = f
        .edits
        .iter()
        .any(|e| e.thing == Thing::Scorecard && f.at.is_none());
    match f.cards.len() {
        0 => place,
        1 if about_card => place,
        1 => format!("{place} ({})", names().join("; ")),
        n => {
            let names = names().join("; ");
            say!(
                lang,
                "{place} ({n} cards: {names})",
                "{place} ({n} phiếu điểm: {names})"
            )
        }
    }
}

fn by_card(page: &mut Report, d: &Difference, lang: Lang) {
    if d.cards.len() < 2 {
        return;
    }
    page.heading(3, lang.pick("Card by card", "Từng phiếu điểm"));
    let teller = Teller { lang };
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("Scorecard", "Phiếu điểm"), 56),
            Column::right(lang.pick("struct.", "cấu trúc"), 8),
            Column::right(lang.pick("minim.", "tối thiểu"), 9),
            Column::right(lang.pick("points", "điểm"), 6),
            Column::right(lang.pick("wording", "câu chữ"), 7),
        ],
        headed: true,
        ..Table::default()
    };
    for c in d.by_card() {
        let cells = match (&c.card.old, &c.card.new) {
            (Some(_), Some(_)) => {
                let n = c.counts;
                let each = [n.structure, n.minimums, n.points, n.wording];
                let mut all = vec![Cell::new(teller.card(&c.card))];
                all.extend(each.iter().map(|n| {
                    let tone = if *n == 0 { Tone::Faint } else { Tone::Plain };
                    Cell::toned(counted(*n, lang), tone)
                }));
                all
            }
            _ => {
                let word = teller.aspect(if c.card.old.is_some() {
                    Aspect::Dropped
                } else {
                    Aspect::Added
                });
                vec![
                    Cell::toned(format!("{}: {word}", teller.card(&c.card)), Tone::Warn),
                    Cell::default(),
                    Cell::default(),
                    Cell::default(),
                    Cell::default(),
                ]
            }
        };
        table.rows.push(Row::Cells(cells));
    }
    page.table(table);
}
