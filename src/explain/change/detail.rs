//! Every edit, old beside new.

use super::words::Teller;
use crate::compare::{Aspect, Change, Class, Edit, Folded, Side, Thing};
use crate::explain::page::{Line, Tone};
use crate::explain::report::{Cell, Column, Report, Row, Table};
use crate::text::Lang;

/// So many cards are named at a place that is the same on many.
const NAMED: usize = 4;

/// Adds the edits: of the whole, of several cards, then card by card.
pub(super) fn add(page: &mut Report, folded: &[Folded], lang: Lang) {
    let teller = Teller { lang };
    let whole: Vec<&Folded> = folded.iter().filter(|f| f.cards.is_empty()).collect();
    let many: Vec<&Folded> = folded.iter().filter(|f| f.cards.len() > 1).collect();
    if !whole.is_empty() {
        page.heading(2, lang.pick("The ruleset as a whole", "Toàn bộ tiêu chí"));
        page.table(table(&whole, &teller, None));
    }
    if !many.is_empty() {
        page.heading(
            2,
            lang.pick("The same on several cards", "Giống nhau ở nhiều phiếu điểm"),
        );
        page.table(table(&many, &teller, Some(NAMED)));
    }
    let mut cards: Vec<&Side> = Vec::new();
    for f in folded {
        if let [card] = f.cards.as_slice()
            && !cards.contains(&card)
        {
            cards.push(card);
        }
    }
    for card in cards {
        let here: Vec<&Folded> = folded
            .iter()
            .filter(|f| matches!(f.cards.as_slice(), [one] if one == card))
            .collect();
        page.heading(2, teller.card(card));
        page.table(table(&here, &teller, None));
    }
}

fn table(all: &[&Folded], teller: &Teller, named: Option<usize>) -> Table {
    let lang = teller.lang;
    let mut table = Table {
        columns: vec![
            Column::left("", 24),
            Column::left(lang.pick("Before", "Trước"), 60),
            Column::left(lang.pick("After", "Sau"), 60),
            Column::left(lang.pick("Class", "Loại"), 20),
        ],
        headed: true,
        ..Table::default()
    };
    for f in all {
        let mut head = teller.place(f);
        if let Some(most) = named {
            head = super::place_with_cards(f, teller, most);
        }
        let whole_only = f.at.is_none()
            && f.edits.len() == 1
            && f.edits
                .first()
                .is_some_and(|e| is_one_sided(e) && e.changes.len() == 1);
        if whole_only {
            // Came or went as a whole: one line says it.
            let e = f.edits.first();
            table
                .rows
                .extend(e.into_iter().flat_map(|e| rows(e, teller, &head)));
            continue;
        }
        table.rows.push(Row::Across(Line::new(Tone::Plain, head)));
        for e in &f.edits {
            table.rows.extend(rows(e, teller, ""));
        }
    }
    table
}

fn is_one_sided(e: &Edit) -> bool {
    e.side.old.is_some() != e.side.new.is_some()
}

fn rows(e: &Edit, teller: &Teller, head: &str) -> Vec<Row> {
    let lead = lead(e, teller);
    let mut all = Vec::new();
    if is_one_sided(e) {
        all.push(Row::Cells(one_sided(e, teller, head)));
        all.extend(
            e.changes
                .iter()
                .filter(|c| !matches!(c.aspect, Aspect::Added | Aspect::Dropped))
                // The points of a lone option stand with its wording.
                .filter(|c| !(c.aspect == Aspect::Points || c.aspect == Aspect::Max))
                .map(|c| Row::Cells(cells(c, "  ", teller))),
        );
        return all;
    }
    // The wording is shown with the letters when these changed too.
    for c in &e.changes {
        let mut row = cells(c, &lead, teller);
        let shared = matches!(c.aspect, Aspect::Split | Aspect::Merged | Aspect::Regrouped);
        if shared
            && e.thing == Thing::Option
            && let [_, old, new, _] = row.as_mut_slice()
        {
            old.text = teller.worded(e.side.old.as_ref());
            new.text = teller.worded(e.side.new.as_ref());
        }
        all.push(Row::Cells(row));
    }
    all
}

/// `b`, `b → c` before what changed at an option.
fn lead(e: &Edit, teller: &Teller) -> String {
    match e.thing {
        Thing::Option | Thing::Rung | Thing::Case | Thing::Finding => {
            let key = match (&e.side.old, &e.side.new) {
                (Some(a), Some(b)) if a.key != b.key => {
                    format!("{} → {}", teller.key(&a.key), teller.key(&b.key))
                }
                (Some(n), _) | (None, Some(n)) => teller.key(&n.key),
                (None, None) => String::new(),
            };
            if key.is_empty() {
                String::new()
            } else {
                format!("{key}  ")
            }
        }
        _ => String::new(),
    }
}

fn one_sided(e: &Edit, teller: &Teller, head: &str) -> Vec<Cell> {
    let is_new = e.side.old.is_none();
    let word = teller.aspect(if is_new {
        Aspect::Added
    } else {
        Aspect::Dropped
    });
    let named = e.side.old.as_ref().or(e.side.new.as_ref());
    let figure = e
        .changes
        .iter()
        .find(|c| matches!(c.aspect, Aspect::Points | Aspect::Max))
        .and_then(|c| c.old.as_ref().or(c.new.as_ref()));
    let mut text = named.map_or_else(String::new, |n| n.title.clone());
    if let Some(v) = figure {
        let points = teller.value(Some(v));
        let word = teller.lang.pick("points", "điểm");
        text = if text.is_empty() {
            format!("{points} {word}")
        } else {
            format!("{text} · {points} {word}")
        };
    }
    if text.is_empty() {
        text = named.map_or_else(String::new, |n| teller.key(&n.key));
    }
    let lead = if head.is_empty() {
        let key = named.map_or_else(String::new, |n| teller.key(&n.key));
        match e.thing {
            Thing::Option | Thing::Rung | Thing::Case | Thing::Finding if !key.is_empty() => {
                format!("{key}  {word}")
            }
            _ => word.to_owned(),
        }
    } else {
        format!("{}: {word}", teller.thing(e.thing))
    };
    let first = e.changes.first();
    let class = first.map_or_else(String::new, |c| teller.class(c));
    let tone = if is_new { Tone::Good } else { Tone::Warn };
    let (old, new) = if is_new {
        (Cell::toned("–", Tone::Faint), Cell::new(text))
    } else {
        (Cell::new(text), Cell::toned("–", Tone::Faint))
    };
    vec![
        Cell::toned(lead, tone),
        old,
        new,
        Cell::toned(class, first.map_or(Tone::Plain, |c| teller.tone(c))),
    ]
}

fn cells(c: &Change, lead: &str, teller: &Teller) -> Vec<Cell> {
    let tone = if c.class == Class::Wording {
        Tone::Faint
    } else {
        Tone::Plain
    };
    vec![
        Cell::toned(format!("{lead}{}", teller.change(c)), tone),
        Cell::new(teller.value(c.old.as_ref())),
        Cell::new(teller.value(c.new.as_ref())),
        Cell::toned(teller.class(c), teller.tone(c)),
    ]
}
