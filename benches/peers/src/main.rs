//! Sao beside other engines: the same card, the same dossiers, the same run;
//! what they say is compared before anything is timed.
#![allow(clippy::all, missing_docs)]

mod cel;
mod datalogic;
mod python;
mod regorus;
mod rhai;

use sao_benches::memory::Counting;
use sao_benches::race::{self, Field};

#[global_allocator]
static COUNTING: Counting = Counting;

fn main() {
    let field = Field::new();
    let mut racers = race::ours(&field);
    racers.extend(datalogic::racers(&field));
    racers.push(cel::racer(&field));
    racers.push(rhai::racer(&field));
    racers.push(regorus::racer(&field));
    sao_benches::run(&field, &mut racers, python::run);
}

/// What engines without a notion of levels answer: a total, and for each level
/// whether its own minimums are met. The level is read off as everywhere.
struct Answered<'a> {
    by_hand: &'a sao_benches::plain::Plain,
}

impl Answered<'_> {
    fn rated(&self, total: i64, met: impl Iterator<Item = bool>) -> race::Rated {
        let missed = met
            .enumerate()
            .filter(|(_, met)| !met)
            .fold(0, |all, (level, _)| all | 1 << level);
        (total as i32, self.by_hand.level(total as i32, missed))
    }
}

/// The options of a criterion by key, points, and the keys that meet each level.
struct Line {
    number: String,
    options: Vec<(String, i64)>,
    /// By level: the keys at or after the marked one.
    meets: Vec<Option<Vec<String>>>,
}

/// The card as other engines need it.
fn lines(field: &Field) -> Vec<Line> {
    let card = field.card();
    let levels = card.rating.levels.len();
    card.criteria
        .iter()
        .map(|c| {
            let keys: Vec<String> = c.options.iter().map(|o| o.key.clone()).collect();
            let points = c.options.iter().map(|o| o.points.to_i64().expect("whole"));
            let meets = (0..levels)
                .map(|level| {
                    let marked = c.options.iter().rposition(|o| o.marks.contains(&level))?;
                    Some(keys[marked..].to_vec())
                })
                .collect();
            Line {
                number: c.number.clone(),
                options: keys.iter().cloned().zip(points).collect(),
                meets,
            }
        })
        .collect()
}
