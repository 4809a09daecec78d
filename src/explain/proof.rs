//! Two cards held against each other on every dossier: as a page and as JSON.

use super::page::{Line, Tone};
use super::report::{Cell, Column, Report, Row, Table};
use super::words::{level_at, num, points, say};
use crate::dossier::Answer;
use crate::model::phrase::value_text;
use crate::model::{Criterion, Ruleset};
use crate::reason::{CardOf, Lone, LoneKind, Proven, Side, Two, Witness};
use crate::text::Lang;
use serde_json::{Value, json};

/// What was proved of two cards, as a page.
#[must_use]
pub fn proof_page(old: CardOf<'_>, new: CardOf<'_>, proven: &Proven, lang: Lang) -> Report {
    let cards = Two::new(old, new);
    let (from, to) = (old.0.label(), new.0.label());
    let title = &new.1.title;
    let mut page = Report::new(
        lang,
        say!(
            lang,
            "“{title}”: {from} and {to} on every dossier",
            "“{title}”: {from} và {to} trên mọi hồ sơ"
        ),
    );
    let line = |tone: Tone, text: String| Line { tone, text };
    let (states, steps) = proven.size;
    match &proven.witness {
        None => page.lead.push(line(
            Tone::Good,
            say!(
                lang,
                "Every dossier that both can read is rated the same: proved over {states} states and {steps} steps.",
                "Mọi hồ sơ mà cả hai bản đọc được đều cho kết quả như nhau: đã chứng minh trên {states} trạng thái, {steps} bước."
            ),
        )),
        Some(w) => witness(cards, w, &mut page, lang),
    }
    if !proven.lone.is_empty() {
        page.heading(2, lang.pick("Only one of them knows", "Chỉ một bản có"));
        let told = proven
            .lone
            .iter()
            .map(|l| line(Tone::Plain, lone(cards, l, lang)));
        page.lines(told.collect());
    }
    page.foot.push(
        lang.pick(
            "Smallest: the fewest fields, then the fewest above their lowest answer, then the fewest steps. See docs/reasoning.md.",
            "Nhỏ nhất: ít mục khai nhất, rồi ít mục trên mức thấp nhất nhất, rồi ít bậc nhất. Xem docs/reasoning.md.",
        )
        .to_owned(),
    );
    page
}

fn witness(cards: Two<CardOf<'_>>, w: &Witness, page: &mut Report, lang: Lang) {
    page.lead.push(Line {
        tone: Tone::Bad,
        text: lang
            .pick(
                "They differ. The smallest dossier that they rate differently:",
                "Hai bản khác nhau. Hồ sơ nhỏ nhất mà hai bản cho kết quả khác nhau:",
            )
            .to_owned(),
    });
    for side in Side::BOTH {
        let (rules, card) = *cards.of(side);
        let point = w.point.of(side);
        let level = level_at(&card.rating, point.level, lang);
        let (label, total) = (rules.label(), points(point.total, lang));
        page.lead.push(Line {
            tone: Tone::Plain,
            text: format!("{label}: {total}, {level}"),
        });
    }
    let facts = facts(cards, w, lang);
    if !facts.is_empty() {
        page.heading(2, lang.pick("Facts", "Dữ kiện"));
        page.lines(facts);
    }
    page.heading(2, lang.pick("Answers", "Câu trả lời"));
    page.table(answers(cards, w, lang));
}

fn facts(cards: Two<CardOf<'_>>, w: &Witness, lang: Lang) -> Vec<Line> {
    let mut all: Vec<String> = Vec::new();
    for side in Side::BOTH {
        let facts = cards.of(side).0.facts.iter().zip(&w.dossier.of(side).facts);
        for (f, value) in facts {
            let Some(value) = value else {
                continue;
            };
            let text = format!("{}: {}", f.name, value_text(&value.value, &f.ty, lang));
            if !all.contains(&text) {
                all.push(text);
            }
        }
    }
    let plain = |text| Line {
        tone: Tone::Plain,
        text,
    };
    all.into_iter().map(plain).collect()
}

/// A criterion, with what is answered and what it gives on each card.
struct Answered<'a> {
    criterion: &'a Criterion,
    answer: Option<&'a Answer>,
    points: Two<Option<crate::exact::Num>>,
}

/// The criteria that are answered or get other points, by their numbers.
fn answered<'a>(cards: Two<CardOf<'a>>, w: &'a Witness) -> Vec<Answered<'a>> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let card = cards.of(side).1;
        for (i, c) in card.criteria.iter().enumerate() {
            let there = |s: Side| cards.of(s).1.criterion(&c.number);
            // One that both have is told from the old card's side.
            if side == Side::New && there(Side::Old).is_some() {
                continue;
            }
            let points = Two::each(|s| {
                let outcome = w.outcome.of(s).criteria.get(there(s)?);
                outcome.and_then(|o| o.points.known())
            });
            let own = w.dossier.of(side).answers.criteria.get(i);
            let answer = own.and_then(Option::as_ref);
            if answer.is_some() || points.old != points.new {
                all.push(Answered {
                    criterion: c,
                    answer,
                    points,
                });
            }
        }
    }
    all
}

fn key(c: &Criterion, answer: Option<&Answer>) -> String {
    let option = |o: &usize| c.options.get(*o).map_or("", |o| o.key.as_str());
    match answer {
        Some(Answer::Option(o)) => option(o).to_owned(),
        Some(Answer::Ticks(all)) => {
            let keys: Vec<&str> = all.iter().map(option).collect();
            format!("[{}]", keys.join(", "))
        }
        Some(Answer::Finding(f)) => {
            let key = c.findings.get(*f).and_then(|f| f.key.clone());
            key.unwrap_or_default()
        }
        Some(Answer::None | Answer::OneOf(_)) => "–".to_owned(),
        None => String::new(),
    }
}

fn answers(cards: Two<CardOf<'_>>, w: &Witness, lang: Lang) -> Table {
    let rows = answered(cards, w).into_iter().map(|a| {
        let figure = |n: Option<crate::exact::Num>| n.map_or(String::new(), |n| num(n, lang));
        let apart = a.points.old != a.points.new;
        let tone = if apart { Tone::Bad } else { Tone::Plain };
        Row::Cells(vec![
            Cell::new(a.criterion.number.clone()),
            Cell::new(a.criterion.title.clone()),
            Cell::new(key(a.criterion, a.answer)),
            Cell::toned(figure(a.points.old), tone),
            Cell::toned(figure(a.points.new), tone),
        ])
    });
    Table {
        columns: vec![
            Column::left(lang.pick("number", "số"), 8),
            Column::left(lang.pick("criterion", "tiêu chí"), 44),
            Column::left(lang.pick("answer", "trả lời"), 14),
            Column::right(lang.pick("old", "bản cũ"), 8),
            Column::right(lang.pick("new", "bản mới"), 8),
        ],
        rows: rows.collect(),
        headed: true,
    }
}

fn lone(cards: Two<CardOf<'_>>, l: &Lone, lang: Lang) -> String {
    let (rules, card) = *cards.of(l.side);
    let label = rules.label();
    let c = l.criterion.and_then(|i| card.criteria.get(i));
    let number = c.map_or("", |c| c.number.as_str());
    match l.what {
        LoneKind::Criterion => say!(
            lang,
            "{label}: criterion {number}",
            "{label}: tiêu chí {number}"
        ),
        LoneKind::Option(o) => {
            let key = c
                .and_then(|c| c.options.get(o))
                .map_or("", |o| o.key.as_str());
            say!(
                lang,
                "{label}: option {number} {key}",
                "{label}: lựa chọn {number} {key}"
            )
        }
        LoneKind::NoOption => say!(
            lang,
            "{label}: none of the options of {number}",
            "{label}: không lựa chọn nào của {number}"
        ),
        LoneKind::Finding(f) => {
            let all = c.map_or(&card.findings, |c| &c.findings);
            let key = all.get(f).and_then(|f| f.key.clone()).unwrap_or_default();
            say!(
                lang,
                "{label}: the finding {number} {key}",
                "{label}: phát hiện {number} {key}"
            )
        }
        LoneKind::Fact(f) => {
            let name = rules.facts.get(f).map_or("", |f| f.name.as_str());
            say!(
                lang,
                "{label}: some values of the fact {name}",
                "{label}: một số giá trị của dữ kiện {name}"
            )
        }
    }
}

/// What was proved of two cards, as data.
#[must_use]
pub fn proof_json(old: CardOf<'_>, new: CardOf<'_>, proven: &Proven) -> Value {
    let cards = Two::new(old, new);
    let of = |rules: &Ruleset| json!({ "label": rules.label(), "sha256": rules.digest });
    let side = |w: &Witness, side: Side| {
        let (rules, card) = *cards.of(side);
        let point = w.point.of(side);
        let level = point.level.and_then(|l| card.rating.levels.get(l));
        json!({
            "total": point.total.to_string(),
            "level": level.map(|l| l.to_json()),
            "dossier": crate::dossier::yaml(rules, card, w.dossier.of(side)),
        })
    };
    let witness = proven.witness.as_deref().map(|w| {
        json!({
            "fields": w.size.fields(),
            "raised": w.size.raised(),
            "steps": w.size.steps(),
            "old": side(w, Side::Old),
            "new": side(w, Side::New),
            "answers": answered(cards, w).iter().map(|a| json!({
                "number": a.criterion.number,
                "answer": key(a.criterion, a.answer),
                "old": a.points.old.map(|n| n.to_string()),
                "new": a.points.new.map(|n| n.to_string()),
            })).collect::<Vec<_>>(),
        })
    });
    json!({
        "old": of(old.0),
        "new": of(new.0),
        "scorecard": { "old": old.1.id, "new": new.1.id },
        "equal": proven.equal(),
        "witness": witness,
        "only_one_knows": proven.lone.iter().map(|l| json!({
            "en": lone(cards, l, Lang::En),
            "vi": lone(cards, l, Lang::Vi),
        })).collect::<Vec<_>>(),
        "states": proven.size.0,
        "steps": proven.size.1,
    })
}
