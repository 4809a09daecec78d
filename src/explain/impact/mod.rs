//! What a new version does to rated products, as a page: the levels before and
//! after as a picture and a table, who rises and who falls, which clauses do it,
//! what to ask first.

mod picture;

use super::page::{Line, Tone};
use super::report::{Block, Cell, Column, Report, Row, Table};
use super::words::{self, say};
use crate::compare::impact::{Cause, ClauseKind, Impact, Moved, Verdict, Ways};
use crate::model::Level;
use crate::model::phrase::number_text;
use crate::text::Lang;
use serde_json::{Value, json};

/// So many clauses are named on a page.
const CAUSES: usize = 12;
/// So many products that surely rise or fall are named on a page.
const NAMED: usize = 40;

/// The page about an impact, from one version (`name@version`) to another.
#[must_use]
pub fn impact_page(i: &Impact, old: &str, new: &str, lang: Lang) -> Report {
    let mut page = Report::new(
        lang,
        match (old.split_once('@'), new.split_once('@')) {
            (Some((a, v)), Some((b, w))) if a == b => {
                say!(
                    lang,
                    "{a}: {v} → {w}, what it does",
                    "{a}: {v} → {w}, tác động"
                )
            }
            _ => say!(
                lang,
                "{old} → {new}, what it does",
                "{old} → {new}, tác động"
            ),
        },
    );
    if i.illustrative {
        page.lead.push(Line::new(
            Tone::Warn,
            lang.pick(
                "ILLUSTRATIVE: some of these dossiers are made up.",
                "MINH HỌA: có hồ sơ trong số này là số liệu minh họa.",
            ),
        ));
    }
    let alone: usize = i.alone.values().map(|(n, _)| n).sum();
    let n = count(i.ways.all.saturating_sub(alone), lang);
    page.lead.push(Line::new(
        Tone::Plain,
        say!(
            lang,
            "{n} dossiers scored under both versions.",
            "{n} hồ sơ được chấm theo cả hai phiên bản."
        ),
    ));
    if i.as_written > 0 {
        let n = count(i.as_written, lang);
        page.lead.push(Line::new(
            Tone::Faint,
            say!(
                lang,
                "{n} of them were read under the new version as they stand: no crosswalk leads there, so names and letters are taken to mean the same.",
                "{n} hồ sơ được đọc nguyên văn theo bản mới: không có bảng chuyển đổi, nên coi tên và ký hiệu ở hai bản có cùng nghĩa."
            ),
        ));
    }
    if i.skipped > 0 {
        let n = count(i.skipped, lang);
        page.lead.push(Line::new(
            Tone::Warn,
            say!(
                lang,
                "{n} dossiers could not be scored under one of them and are left out.",
                "{n} hồ sơ không chấm được theo một trong hai bản, không tính ở đây."
            ),
        ));
    }
    for (card, (n, why)) in &i.alone {
        let n = count(*n, lang);
        let why = why.as_ref().map_or_else(String::new, |w| format!(": {w}"));
        page.lead.push(Line::new(
            Tone::Warn,
            say!(
                lang,
                "{n} more on “{card}”, which has no counterpart: to be assessed afresh{why}",
                "{n} hồ sơ nữa theo phiếu “{card}” không có phiếu tương ứng, phải đánh giá mới{why}"
            ),
        ));
    }
    if i.several > 0 {
        let n = count(i.several, lang);
        page.lead.push(Line::new(
            Tone::Faint,
            say!(
                lang,
                "{n} of them are on a scorecard with several counterparts; their level after is what any of these gives.",
                "{n} hồ sơ theo phiếu có nhiều phiếu tương ứng; hạng sau tính gộp cho mọi phiếu đó."
            ),
        ));
    }
    if i.wide > 0 {
        let n = count(i.wide, lang);
        page.lead.push(Line::new(
            Tone::Faint,
            say!(
                lang,
                "{n} results could not be gone through exactly (several assessors, lists): their range may be wider than what is possible.",
                "{n} kết quả không xét hết được mọi khả năng (nhiều người chấm, bảng kê): khoảng hạng có thể rộng hơn thực tế."
            ),
        ));
    }
    if i.ways.all == 0 {
        return page;
    }
    page.heading(2, lang.pick("In short", "Tóm tắt"));
    page.table(ways_table(i, lang));
    page.heading(2, lang.pick("Levels before and after", "Hạng trước và sau"));
    page.blocks.push(Block::Picture {
        svg: picture::svg(i, lang),
        stand_in: Vec::new(),
    });
    page.table(matrix(i, lang));
    groups(&mut page, i, lang);
    causes(&mut page, i, lang);
    questions(&mut page, i, lang);
    named(&mut page, i, lang);
    page.foot.push(
        lang.pick(
            "“For certain” means whatever the missing answers are. A clause matters where the level, or the levels that are possible, would be others if this clause alone had not changed.",
            "“Chắc chắn” nghĩa là dù câu trả lời còn thiếu là gì. Một quy định có tác động khi hạng (hay các hạng có thể được) sẽ khác đi nếu chỉ riêng quy định đó không đổi.",
        )
        .to_owned(),
    );
    page
}

fn count(n: usize, lang: Lang) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    number_text(crate::exact::Num::int(n), lang)
}

/// The name of a place of [`Impact::steps`].
fn place(i: &Impact, p: usize, lang: Lang) -> String {
    match p.checked_sub(1).and_then(|at| i.steps.get(at)) {
        Some(l) => words::level(l),
        None => words::unrated(lang).to_owned(),
    }
}

/// One level, or from the worst to the best that is possible.
fn places(i: &Impact, all: &[usize], lang: Lang) -> String {
    match all {
        [] => lang.pick("not told", "không cho biết").to_owned(),
        [one] => place(i, *one, lang),
        [first, .., last] => {
            let (a, b) = (place(i, *first, lang), place(i, *last, lang));
            format!("{a} – {b}")
        }
    }
}

fn verdict(v: Verdict, lang: Lang) -> (&'static str, Tone) {
    match v {
        Verdict::Rises => (
            lang.pick("rises for certain", "chắc chắn lên hạng"),
            Tone::Good,
        ),
        Verdict::Stays => (
            lang.pick("stays for certain", "chắc chắn giữ hạng"),
            Tone::Plain,
        ),
        Verdict::Falls => (
            lang.pick("falls for certain", "chắc chắn xuống hạng"),
            Tone::Bad,
        ),
        Verdict::Depends => (
            lang.pick("hangs on missing answers", "còn tùy câu trả lời thiếu"),
            Tone::Warn,
        ),
        Verdict::NotTold => (
            lang.pick("no level told on one side", "một bên không cho biết hạng"),
            Tone::Faint,
        ),
    }
}

fn ways_table(i: &Impact, lang: Lang) -> Table {
    let mut t = Table {
        columns: vec![
            Column::left(lang.pick("What becomes of it", "Kết quả"), 40),
            Column::right(lang.pick("Products", "Sản phẩm"), 10),
            Column::right("%", 7),
        ],
        ..Table::default()
    };
    let w = i.ways;
    for (v, n) in [
        (Verdict::Rises, w.rises),
        (Verdict::Stays, w.stays),
        (Verdict::Falls, w.falls),
        (Verdict::Depends, w.depends),
        (Verdict::NotTold, w.not_told),
    ] {
        if n == 0 && v == Verdict::NotTold {
            continue;
        }
        let (name, tone) = verdict(v, lang);
        t.rows.push(Row::Cells(vec![
            Cell::toned(name, tone),
            Cell::new(count(n, lang)),
            Cell::toned(percent(n, w.all, lang), Tone::Faint),
        ]));
    }
    t
}

/// A share in percent, to a tenth.
fn percent(n: usize, of: usize, lang: Lang) -> String {
    let tenths = (n * 1000 + of / 2).checked_div(of).unwrap_or(0);
    format!("{}{}{}", tenths / 10, lang.decimal_sign(), tenths % 10)
}

fn matrix(i: &Impact, lang: Lang) -> Table {
    let mut t = Table {
        columns: vec![
            Column::left(lang.pick("Before", "Trước"), 30),
            Column::left(lang.pick("After", "Sau"), 30),
            Column::right(lang.pick("Products", "Sản phẩm"), 10),
            Column::left("", 30),
        ],
        headed: true,
        ..Table::default()
    };
    // Best levels first, as people read them.
    for ((before, after), n) in i.matrix.iter().rev() {
        let v = crate::compare::impact::verdict(before, after);
        let (name, tone) = verdict(v, lang);
        t.rows.push(Row::Cells(vec![
            Cell::new(places(i, before, lang)),
            Cell::new(places(i, after, lang)),
            Cell::new(count(*n, lang)),
            Cell::toned(name, tone),
        ]));
    }
    t
}

fn groups(page: &mut Report, i: &Impact, lang: Lang) {
    let nameless = lang.pick("(none named)", "(không ghi)");
    for (title, head, all) in [
        (
            lang.pick("By scorecard", "Theo phiếu điểm"),
            lang.pick("Scorecard", "Phiếu điểm"),
            &i.by_card,
        ),
        (
            lang.pick("By commune", "Theo xã"),
            lang.pick("Commune", "Xã"),
            &i.by_commune,
        ),
    ] {
        if all.keys().all(String::is_empty) {
            continue;
        }
        page.heading(2, title);
        let mut t = Table {
            columns: vec![
                Column::left(head, 40),
                Column::right(lang.pick("all", "tất cả"), 8),
                Column::right(lang.pick("rise", "lên"), 8),
                Column::right(lang.pick("stay", "giữ"), 8),
                Column::right(lang.pick("fall", "xuống"), 8),
                Column::right(lang.pick("open", "còn tùy"), 8),
            ],
            headed: true,
            ..Table::default()
        };
        let untold = all.values().any(|w| w.not_told > 0);
        if untold {
            let head = lang.pick("not told", "không rõ");
            t.columns.push(Column::right(head, 8));
        }
        for (name, w) in all {
            let shown = i.titles.get(name).unwrap_or(name);
            let mut row = vec![Cell::new(if name.is_empty() { nameless } else { shown })];
            let Ways {
                all,
                rises,
                stays,
                falls,
                depends,
                not_told,
            } = *w;
            for (n, tone) in [
                (all, Tone::Plain),
                (rises, Tone::Good),
                (stays, Tone::Plain),
                (falls, Tone::Bad),
                (depends, Tone::Warn),
                (not_told, Tone::Plain),
            ]
            .into_iter()
            .take(if untold { 6 } else { 5 })
            {
                row.push(Cell::toned(
                    count(n, lang),
                    if n == 0 { Tone::Faint } else { tone },
                ));
            }
            t.rows.push(Row::Cells(row));
        }
        page.table(t);
    }
}

fn clause(c: &Cause, lang: Lang) -> String {
    let at =
        c.at.as_ref()
            .map_or_else(String::new, |n| format!("{} {}", n.key, n.title));
    match c.kind {
        ClauseKind::Bands => lang
            .pick("the bands of the levels", "khoảng điểm của các hạng")
            .to_owned(),
        ClauseKind::Minimums => say!(lang, "minimums of {at}", "mức tối thiểu của {at}"),
        ClauseKind::Points => say!(lang, "points of {at}", "điểm của {at}"),
        ClauseKind::Added => say!(lang, "added: {at}", "thêm mới: {at}"),
        ClauseKind::Dropped => say!(lang, "dropped: {at}", "bỏ: {at}"),
    }
}

fn causes(page: &mut Report, i: &Impact, lang: Lang) {
    if i.tried == 0 {
        return;
    }
    page.heading(2, lang.pick("Which clauses do it", "Quy định nào gây ra"));
    if i.causes.is_empty() {
        page.lines(vec![Line::new(
            Tone::Faint,
            lang.pick(
                "None by itself: the levels stay what they are whichever single clause is as before. Several changes act together, or what is new is not answered yet.",
                "Không quy định nào một mình gây ra: dù trả riêng quy định nào về như cũ, hạng vẫn vậy. Nhiều thay đổi cùng tác động, hoặc điều mới chưa có câu trả lời.",
            ),
        )]);
        return;
    }
    let mut t = Table {
        columns: vec![
            Column::left(lang.pick("Clause", "Quy định"), 50),
            Column::left(lang.pick("Scorecard", "Phiếu điểm"), 26),
            Column::right(lang.pick("would keep", "sẽ giữ hạng"), 11),
            Column::right(lang.pick("matters for", "có tác động"), 11),
        ],
        headed: true,
        ..Table::default()
    };
    for c in i.causes.iter().take(CAUSES) {
        t.rows.push(Row::Cells(vec![
            Cell::new(clause(c, lang)),
            Cell::toned(c.card.title.clone(), Tone::Faint),
            Cell::new(count(c.keeps, lang)),
            Cell::new(count(c.matters, lang)),
        ]));
    }
    page.table(t);
    let more = i.causes.len().saturating_sub(CAUSES);
    let mut lines = vec![Line::new(
        Tone::Faint,
        lang.pick(
            "“would keep”: products that would keep their level for certain if this clause alone were as before",
            "“sẽ giữ hạng”: số sản phẩm chắc chắn giữ hạng nếu chỉ riêng quy định này như cũ",
        ),
    )];
    if more > 0 {
        lines.push(Line::new(
            Tone::Faint,
            say!(lang, "and {more} more clauses", "và {more} quy định khác"),
        ));
    }
    if i.tried < i.to_try {
        let (of, all) = (count(i.tried, lang), count(i.to_try, lang));
        lines.push(Line::new(
            Tone::Warn,
            say!(
                lang,
                "counted over the first {of} of {all} products that do not keep their level",
                "đếm trên {of} sản phẩm đầu trong {all} sản phẩm không chắc giữ hạng"
            ),
        ));
    }
    page.lines(lines);
}

fn questions(page: &mut Report, i: &Impact, lang: Lang) {
    if i.asked.questions.is_empty() {
        return;
    }
    page.heading(2, lang.pick("What to ask first", "Cần hỏi gì trước"));
    let mut t = Table {
        columns: vec![
            Column::left(lang.pick("Criterion", "Tiêu chí"), 50),
            Column::left(lang.pick("Scorecard", "Phiếu điểm"), 26),
            Column::right(lang.pick("waiting", "đang thiếu"), 10),
            Column::right(lang.pick("levels left", "số hạng còn lại"), 16),
            Column::right(lang.pick("settles", "đủ xếp hạng"), 11),
        ],
        headed: true,
        ..Table::default()
    };
    for q in i.asked.questions.iter().take(CAUSES) {
        t.rows.push(Row::Cells(vec![
            Cell::new(format!("{} {}", q.criterion.key, q.criterion.title)),
            Cell::toned(q.card.title.clone(), Tone::Faint),
            Cell::new(count(q.waits, lang)),
            Cell::new(format!(
                "{} → {}",
                number_text(q.levels.0, lang),
                number_text(q.levels.1, lang)
            )),
            Cell::new(count(q.settles, lang)),
        ]));
    }
    page.table(t);
    let (of, open) = (count(i.asked.of, lang), count(i.asked.open, lang));
    let left = Line::new(
        Tone::Faint,
        lang.pick(
            "“levels left”: how many levels are possible for a product that waits, on average over all answers: before and after this question",
            "“số hạng còn lại”: một sản phẩm đang thiếu câu này còn có thể được mấy hạng, trung bình trên mọi câu trả lời: trước và sau khi hỏi",
        ),
    );
    let mut lines = vec![left, Line::new(
        Tone::Faint,
        lang.pick(
            "“settles”: how many more products have one level, whatever the answer, once this and the questions above it for the same scorecard are answered",
            "“đủ xếp hạng”: thêm bao nhiêu sản phẩm chỉ còn một hạng, dù trả lời thế nào, khi đã trả lời câu này và các câu phía trên của cùng phiếu điểm",
        ),
    )];
    if i.asked.of < i.asked.open {
        lines.push(Line::new(
            Tone::Warn,
            say!(
                lang,
                "counted over the first {of} of {open} open products",
                "đếm trên {of} sản phẩm đầu trong {open} sản phẩm còn tùy"
            ),
        ));
    }
    page.lines(lines);
}

fn named(page: &mut Report, i: &Impact, lang: Lang) {
    let sure = |m: &Moved| matches!(m.verdict, Verdict::Rises | Verdict::Falls);
    let (moves, open): (Vec<&Moved>, Vec<&Moved>) = i.moved.iter().partition(|m| sure(m));
    for (title, all) in [
        (
            lang.pick("Who moves for certain", "Sản phẩm chắc chắn đổi hạng"),
            moves,
        ),
        (
            lang.pick(
                "Who hangs on missing answers",
                "Sản phẩm còn tùy câu trả lời thiếu",
            ),
            open,
        ),
    ] {
        if !all.is_empty() {
            page.heading(2, title);
            list(page, i, &all, lang);
        }
    }
}

fn list(page: &mut Report, i: &Impact, all: &[&Moved], lang: Lang) {
    let mut t = Table {
        columns: vec![
            Column::left(lang.pick("Product", "Sản phẩm"), 50),
            Column::left(lang.pick("Before", "Trước"), 16),
            Column::left(lang.pick("After", "Sau"), 22),
        ],
        headed: true,
        ..Table::default()
    };
    for m in all.iter().take(NAMED) {
        let (_, tone) = verdict(m.verdict, lang);
        let name = match &m.product {
            Some(product) if *product != m.id => format!("{product} ({})", m.id),
            _ => m.id.clone(),
        };
        t.rows.push(Row::Cells(vec![
            Cell::new(name),
            Cell::new(places(i, &m.before, lang)),
            Cell::toned(places(i, &m.after, lang), tone),
        ]));
    }
    page.table(t);
    let more = all.len().saturating_sub(NAMED);
    if more > 0 {
        page.lines(vec![Line::new(
            Tone::Faint,
            say!(
                lang,
                "and {more} more (--format json lists them)",
                "và {more} sản phẩm khác (--format json liệt kê đủ)"
            ),
        )]);
    }
}

/// An impact in its stable JSON form.
#[must_use]
pub fn impact_json(i: &Impact, old: &str, new: &str) -> Value {
    let level = |p: &usize| -> Value {
        let at = p.checked_sub(1).and_then(|at| i.steps.get(at));
        at.map_or(Value::Null, Level::to_json)
    };
    let levels = |all: &[usize]| -> Value { all.iter().map(level).collect() };
    let matrix: Vec<Value> = i
        .matrix
        .iter()
        .map(|((before, after), n)| {
            json!({ "before": levels(before), "after": levels(after), "products": n })
        })
        .collect();
    let moved: Vec<Value> = i
        .moved
        .iter()
        .map(|m| {
            json!({
                "id": m.id,
                "product": m.product,
                "scorecard": m.card,
                "verdict": m.verdict,
                "before": levels(&m.before),
                "after": levels(&m.after),
            })
        })
        .collect();
    json!({
        "old": old,
        "new": new,
        "illustrative": i.illustrative,
        "as_written": i.as_written,
        "skipped": i.skipped,
        "no_counterpart": i.alone.iter().map(|(card, (n, why))| json!({
            "scorecard": card, "products": n, "why": why,
        })).collect::<Vec<Value>>(),
        "several_counterparts": i.several,
        "not_exact": i.wide,
        "counts": i.ways,
        "matrix": matrix,
        "by_scorecard": i.by_card,
        "by_commune": i.by_commune,
        "causes": i.causes,
        "causes_of": [i.tried, i.to_try],
        "ask": i.asked,
        "moved": moved,
        "moved_more": i.more,
    })
}
