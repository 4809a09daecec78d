//! Rows of results in the form asked for.

use super::Form;
use sao::exact::Num;
use sao::model::{Ruleset, Scorecard};
use sao::score::plan::Scored;
use sao::score::{MinimumKind, Range};
use sao::syntax::tree::GroupKind;
use sao::text::Diagnostic;
use std::fmt::Write;

/// The columns of a batch, in order.
pub const COLUMNS: [&str; 16] = [
    "id",
    "ruleset",
    "version",
    "scorecard",
    "total",
    "total_from",
    "total_to",
    "level",
    "level_from",
    "level_to",
    "level_by_total",
    "minimums_failed",
    "missing",
    "parts",
    "errors",
    "points",
];

/// What a row is about.
pub struct Line<'x> {
    pub id: &'x str,
    pub ruleset: &'x Ruleset,
    pub card: &'x Scorecard,
}

/// What rows are collected in.
pub enum Collected {
    Text(String),
    #[cfg(feature = "arrow")]
    Columns(Box<super::tables::Rows>),
}

/// Collects rows.
pub struct Sink {
    form: Form,
    points: bool,
    pub rows: Collected,
    /// The total of the row at hand.
    total: Option<Range>,
    /// By column: what stands in it, in the row at hand.
    cells: [String; 16],
}

impl Sink {
    pub fn new(form: Form, points: bool) -> Sink {
        Sink {
            form,
            points,
            rows: match form {
                Form::Csv | Form::Ndjson => Collected::Text(String::new()),
                #[cfg(feature = "arrow")]
                Form::Parquet | Form::Arrow => {
                    Collected::Columns(Box::new(super::tables::Rows::new(count(points))))
                }
                #[cfg(not(feature = "arrow"))]
                Form::Parquet | Form::Arrow => Collected::Text(String::new()),
            },
            total: None,
            cells: Default::default(),
        }
    }

    /// The first line of a table.
    pub fn heading(form: Form, points: bool) -> String {
        match form {
            Form::Csv => {
                let mut line = COLUMNS.get(..count(points)).unwrap_or_default().join(",");
                line.push('\n');
                line
            }
            Form::Ndjson | Form::Parquet | Form::Arrow => String::new(),
        }
    }

    /// A dossier that is scored.
    pub fn row(&mut self, line: &Line<'_>, scored: &Scored<'_>) {
        let card = line.card;
        self.cells.iter_mut().for_each(String::clear);
        let [
            id,
            ruleset,
            version,
            scorecard,
            total,
            from,
            to,
            level,
            level_from,
            level_to,
            by_total,
            failed,
            missing,
            parts,
            _,
            points,
        ] = &mut self.cells;
        id.push_str(line.id);
        ruleset.push_str(&line.ruleset.name);
        version.push_str(&line.ruleset.version);
        scorecard.push_str(&card.id);
        let range = scored.total();
        self.total = Some(range);
        if matches!(self.rows, Collected::Text(_)) {
            if let Some(known) = range.known() {
                number(total, known);
            }
            number(from, range.lo);
            number(to, range.hi);
        }
        let name = |place: Option<usize>, into: &mut String| match place
            .and_then(|p| card.rating.levels.get(p))
        {
            Some(l) => match l.ordinal {
                Some(n) => number(into, n),
                None => into.push_str(&l.name),
            },
            None => into.push_str("none"),
        };
        let ends = |known: Option<Option<usize>>| match known {
            Some(only) => Some((only, only)),
            None => {
                let all = scored.levels();
                let (lo, hi) = all.ends();
                (!all.0.is_empty()).then_some((lo, hi))
            }
        };
        let known = scored.level();
        if let Some(only) = known {
            name(only, level);
        }
        if let Some((lo, hi)) = ends(known) {
            name(lo, level_from);
            name(hi, level_to);
        }
        if let Some(only) = scored.level_by_total() {
            name(only, by_total);
        }
        for (_, what) in scored.failed() {
            let named = match what {
                MinimumKind::Option { criterion, .. } => {
                    card.criteria.get(criterion).map(|c| c.number.as_str())
                }
                MinimumKind::CardRequire(r) => card.requires.get(r).map(|r| r.label.as_str()),
                MinimumKind::RatingRequire(r) => {
                    card.rating.requires.get(r).map(|r| r.label.as_str())
                }
            };
            listed(failed, named.unwrap_or_default());
        }
        for m in scored.missing() {
            match m.criterion.and_then(|i| card.criteria.get(i)) {
                Some(c) => listed(missing, &c.number),
                None => {
                    for f in &m.facts {
                        let fact = line.ruleset.facts.get(*f);
                        listed(missing, fact.map_or("", |f| f.name.as_str()));
                    }
                    for d in &m.dates {
                        listed(missing, d);
                    }
                }
            }
        }
        for (g, group) in card.groups.iter().enumerate() {
            if group.kind == GroupKind::Part {
                worth(parts, &group.code, scored.group(g));
            }
        }
        if self.points {
            for (i, c) in card.criteria.iter().enumerate() {
                worth(points, &c.number, scored.criterion(i));
            }
        }
        self.end();
    }

    /// A dossier that cannot be scored.
    pub fn bad(&mut self, id: &str, wrong: &[Diagnostic]) {
        self.cells.iter_mut().for_each(String::clear);
        self.total = None;
        let [first, .., errors, _] = &mut self.cells;
        first.push_str(id);
        for d in wrong {
            let code = d.code.as_str();
            if !errors.split(' ').any(|known| known == code) {
                listed(errors, code);
            }
        }
        self.end();
    }

    fn end(&mut self) {
        let count = count(self.points);
        let cells = self.cells.get(..count).unwrap_or_default();
        #[cfg_attr(
            not(feature = "arrow"),
            expect(
                clippy::infallible_destructuring_match,
                reason = "with Parquet and Arrow there are columns too"
            )
        )]
        let text = match &mut self.rows {
            Collected::Text(text) => text,
            #[cfg(feature = "arrow")]
            Collected::Columns(rows) => return rows.add(cells, self.total),
        };
        if self.form == Form::Csv {
            for (i, cell) in cells.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                quoted(text, cell);
            }
        } else {
            text.push('{');
            for (i, (cell, name)) in cells.iter().zip(COLUMNS).enumerate() {
                if i > 0 {
                    text.push(',');
                }
                let value = if cell.is_empty() {
                    serde_json::Value::Null
                } else {
                    serde_json::Value::from(cell.as_str())
                };
                // Writing to a text cannot fail.
                let _ = write!(text, "\"{name}\":{value}");
            }
            text.push('}');
        }
        text.push('\n');
    }
}

/// How many columns there are.
pub fn count(points: bool) -> usize {
    COLUMNS.len() - usize::from(!points)
}

/// A number; most are small and whole.
fn number(into: &mut String, n: Num) {
    let _ = match n.to_i64() {
        Some(whole) => write!(into, "{whole}"),
        None => write!(into, "{n}"),
    };
}

fn listed(into: &mut String, one: &str) {
    if !into.is_empty() {
        into.push(' ');
    }
    into.push_str(one);
}

/// `A=34`, or `A=30..34` while it is open.
fn worth(into: &mut String, name: &str, points: Range) {
    listed(into, name);
    into.push('=');
    number(into, points.lo);
    if points.lo != points.hi {
        into.push_str("..");
        number(into, points.hi);
    }
}

/// A cell, in quotes where it needs them.
fn quoted(into: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        into.push('"');
        into.push_str(&cell.replace('"', "\"\""));
        into.push('"');
    } else {
        into.push_str(cell);
    }
}
