//! One criterion in full, as headed tables.

use super::{Cell, Section, left, lines, right};
use crate::explain::page::{Focus, Line, Tone};
use crate::explain::words;
use crate::text::Lang;

/// Everything about a criterion.
pub(super) fn sections(f: &Focus, lang: Lang) -> Vec<Section> {
    let mut all = Vec::new();
    let steps: Vec<Line> = f
        .row
        .marks
        .iter()
        .filter(|m| matches!(m.tone, Tone::Bad | Tone::Warn) && !f.minimums.contains(m))
        .cloned()
        .chain(f.steps.iter().map(|s| Line::new(Tone::Plain, s.clone())))
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    let mut unique: Vec<Line> = Vec::new();
    for line in &steps {
        if !seen.contains(&line.text.as_str()) {
            seen.push(&line.text);
            unique.push(line.clone());
        }
    }
    all.extend(lines("steps", lang.pick("Why", "Vì sao"), &unique));
    if !f.options.is_empty() {
        all.push(options_section(f, lang));
    }
    all.extend(lines(
        "minimums",
        lang.pick("Minimums here", "Mức tối thiểu ở đây"),
        &f.minimums,
    ));
    let plain = |texts: &[String]| -> Vec<Line> {
        texts
            .iter()
            .map(|t| Line::new(Tone::Plain, t.clone()))
            .collect()
    };
    all.extend(lines(
        "asked",
        lang.pick("Evidence asked for", "Minh chứng cần có"),
        &plain(&f.asked),
    ));
    let given: Vec<Line> = f
        .given
        .iter()
        .map(|p| Line::new(p.state.tone, p.words()))
        .collect();
    all.extend(lines(
        "evidence",
        lang.pick("Evidence given", "Minh chứng đã nộp"),
        &given,
    ));
    all.extend(lines(
        "rules",
        lang.pick("Rules of this criterion", "Quy tắc của tiêu chí"),
        &f.rules,
    ));
    let remarks: Vec<Line> = f
        .row
        .details
        .iter()
        .filter(|d| !f.asked.contains(&d.text))
        .map(|d| Line::new(Tone::Plain, format!("{}: {}", d.name, d.text)))
        .collect();
    all.extend(lines("remarks", lang.pick("Remarks", "Ghi chú"), &remarks));
    all.extend(lines(
        "cites",
        lang.pick("In the decision", "Căn cứ"),
        &plain(&f.row.cites),
    ));
    all
}

fn options_section(f: &Focus, lang: Lang) -> Section {
    let marked = f.options.iter().any(|o| !o.minimum_for.is_empty());
    let mut columns = vec![
        left("", 1),
        left(lang.pick("Option", "Lựa chọn"), 24),
        right(lang.pick("Points", "Điểm"), 10),
    ];
    if marked {
        columns.push(left(lang.pick("Minimum for", "Tối thiểu cho"), 14));
    }
    let gains = f
        .options
        .iter()
        .any(|o| o.gain.is_some_and(|g| !g.is_zero()));
    if gains {
        columns.push(right(lang.pick("Instead", "Nếu thay"), 10));
    }
    columns.push(left(lang.pick("Wording, and why", "Nội dung, vì sao"), 60));
    let rows = f
        .options
        .iter()
        .map(|o| {
            let tone = if o.held { Tone::Good } else { Tone::Plain };
            let mut row = vec![
                Cell::toned(if o.held { "●" } else { "" }, tone),
                Cell::toned(o.key.clone(), tone),
                Cell::new(words::num(o.points, lang)),
            ];
            if marked {
                let marks: Vec<&str> = o.minimum_for.iter().map(|l| l.name.as_str()).collect();
                row.push(Cell::new(marks.join(" ")));
            }
            if gains {
                row.push(match o.gain.filter(|g| !g.is_zero()) {
                    Some(g) => Cell::toned(words::signed(g, lang), Tone::Faint),
                    None => Cell::default(),
                });
            }
            let mut text = o.label.clone();
            let mut add = |line: String| {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line);
            };
            if let Some(place) = &o.place {
                add(format!("({place})"));
            }
            for w in &o.why {
                add(format!("← {w}"));
            }
            if let Some(then) = &o.then {
                add(format!("→ {then}"));
            }
            row.push(Cell::new(text));
            row
        })
        .collect();
    Section {
        id: "options",
        title: lang.pick("Options", "Các lựa chọn").to_owned(),
        tone: Tone::Plain,
        columns,
        rows,
        after: Vec::new(),
    }
}
