//! The limit: the same card in plain Rust, by hand, over rows and over columns.
//! Points, the level by the total, minimums, the level in the end; nothing else.

use sao::model::Scorecard;
use serde_json::Value;

/// What plain code needs to know of a card whose criteria are chosen options.
pub struct Plain {
    /// By criterion and option: points.
    pub points: Vec<[i32; 8]>,
    /// By criterion and option: the levels whose minimum is missed, as bits.
    pub missed: Vec<[u32; 8]>,
    /// The least total of each level.
    pub bands: Vec<i32>,
}

impl Plain {
    pub fn new(card: &Scorecard) -> Plain {
        let mut points = Vec::new();
        let mut missed = Vec::new();
        for c in &card.criteria {
            let (mut p, mut m) = ([0; 8], [0; 8]);
            for (held, o) in c.options.iter().enumerate() {
                p[held] = o.points.to_i64().expect("whole points") as i32;
                for (marked, other) in c.options.iter().enumerate() {
                    for level in &other.marks {
                        if held < marked {
                            m[held] |= 1 << level;
                        }
                    }
                }
            }
            points.push(p);
            missed.push(m);
        }
        let low = |l: &sao::model::Level| l.band.lo.and_then(|n| n.to_i64()).unwrap_or(0) as i32;
        Plain {
            points,
            missed,
            bands: card.rating.levels.iter().map(low).collect(),
        }
    }

    /// The level of a total whose minimums are missed at these levels.
    pub fn level(&self, total: i32, missed: u32) -> i8 {
        let band = self.bands.iter().rposition(|lo| total >= *lo);
        let Some(band) = band else { return -1 };
        let missed = missed & ((2 << band) - 1);
        if missed == 0 {
            band as i8
        } else {
            missed.trailing_zeros() as i8 - 1
        }
    }

    /// Row by row.
    pub fn row(&self, answers: &[u8]) -> (i32, i8) {
        let (mut total, mut missed) = (0, 0);
        for ((points, marks), a) in self.points.iter().zip(&self.missed).zip(answers) {
            total += points[usize::from(*a & 7)];
            missed |= marks[usize::from(*a & 7)];
        }
        (total, self.level(total, missed))
    }

    /// Column by column.
    pub fn columns(
        &self,
        columns: &[Vec<u8>],
        total: &mut [i32],
        missed: &mut [u32],
        level: &mut [i8],
    ) {
        total.fill(0);
        missed.fill(0);
        for ((points, marks), column) in self.points.iter().zip(&self.missed).zip(columns) {
            for ((total, missed), a) in total.iter_mut().zip(missed.iter_mut()).zip(column) {
                *total += points[usize::from(*a & 7)];
                *missed |= marks[usize::from(*a & 7)];
            }
        }
        for ((total, missed), level) in total.iter().zip(missed.iter()).zip(level) {
            *level = self.level(*total, *missed);
        }
    }
}

/// The rules as a JSON tree, walked for every dossier: what many write first.
pub struct Walk {
    rules: Value,
    by_hand: Plain,
}

impl Walk {
    pub fn new(card: &Scorecard) -> Walk {
        let criteria: Vec<Value> = card
            .criteria
            .iter()
            .map(|c| {
                let options: Vec<Value> = c
                    .options
                    .iter()
                    .map(|o| {
                        serde_json::json!({
                            "key": o.key,
                            "points": o.points.to_i64(),
                            "marks": o.marks,
                        })
                    })
                    .collect();
                serde_json::json!({ "number": c.number, "options": options })
            })
            .collect();
        Walk {
            rules: Value::Array(criteria),
            by_hand: Plain::new(card),
        }
    }

    pub fn rate(&self, dossier: &Value) -> (i32, i8) {
        let (mut total, mut missed) = (0, 0u32);
        for c in self.rules.as_array().into_iter().flatten() {
            let number = c["number"].as_str().unwrap_or_default();
            let answer = dossier[number].as_str().unwrap_or_default();
            let mut held = false;
            for o in c["options"].as_array().into_iter().flatten() {
                if o["key"] == answer {
                    total += o["points"].as_i64().unwrap_or(0) as i32;
                    held = true;
                    continue;
                }
                if held {
                    for level in o["marks"].as_array().into_iter().flatten() {
                        missed |= 1 << level.as_u64().unwrap_or(0);
                    }
                }
            }
        }
        (total, self.by_hand.level(total, missed))
    }
}
