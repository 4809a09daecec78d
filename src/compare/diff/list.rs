//! Changes of one thing, gathered aspect by aspect.

use super::{Aspect, Change, Class, Effect, Value};
use crate::compare::similar::{Bag, figures, plain};
use crate::exact::Num;
use jiff::civil::Date;

/// Below this likeness a text is another text, not the same in other words.
const OTHER_TEXT: i64 = 400;

/// The changes of one thing.
#[derive(Default)]
pub(super) struct Changes(pub Vec<Change>);

impl Changes {
    /// A text that says what it says in words only.
    pub fn text(&mut self, aspect: Aspect, a: &str, b: &str) {
        if plain(a) != plain(b) {
            self.0.push(Change::of(
                aspect,
                Some(Value::text(a)),
                Some(Value::text(b)),
            ));
        }
    }

    /// The same, where there may be none.
    pub fn maybe_text(&mut self, aspect: Aspect, a: Option<&str>, b: Option<&str>) {
        if a.map(plain) != b.map(plain) {
            self.0
                .push(Change::of(aspect, a.map(Value::text), b.map(Value::text)));
        }
    }

    /// A text that is the rule itself: with other figures, or with hardly a
    /// word in common, it is another rule.
    pub fn ruling_text(&mut self, aspect: Aspect, a: &str, b: &str) {
        if plain(a) != plain(b) {
            let class = ruling(a, b);
            self.0.push(
                Change::of(aspect, Some(Value::text(a)), Some(Value::text(b))).classed(class),
            );
        }
    }

    /// Texts in a row, as people read them.
    pub fn texts(&mut self, aspect: Aspect, a: &[String], b: &[String]) {
        let same = a.len() == b.len() && a.iter().zip(b).all(|(x, y)| plain(x) == plain(y));
        if !same {
            self.0.push(Change::of(aspect, listed(a), listed(b)));
        }
    }

    /// Papers that are asked for: one more or less is another demand.
    pub fn evidence(&mut self, a: &[String], b: &[String]) {
        let same = a.len() == b.len() && a.iter().zip(b).all(|(x, y)| plain(x) == plain(y));
        if same {
            return;
        }
        let class =
            if a.len() == b.len() && a.iter().zip(b).all(|(x, y)| ruling(x, y) == Class::Wording) {
                Class::Wording
            } else {
                Class::Structure
            };
        self.0
            .push(Change::of(Aspect::Evidence, listed(a), listed(b)).classed(class));
    }

    /// A number.
    pub fn number(&mut self, aspect: Aspect, a: Num, b: Num) {
        self.maybe_number(aspect, Some(a), Some(b));
    }

    /// A number that may be absent.
    pub fn maybe_number(&mut self, aspect: Aspect, a: Option<Num>, b: Option<Num>) {
        if a != b {
            self.0.push(Change::of(
                aspect,
                a.map(Value::Number),
                b.map(Value::Number),
            ));
        }
    }

    /// A day that may be absent.
    pub fn day(&mut self, aspect: Aspect, a: Option<Date>, b: Option<Date>) {
        if a != b {
            self.0
                .push(Change::of(aspect, a.map(Value::Day), b.map(Value::Day)));
        }
    }

    /// Yes or no.
    pub fn yes(&mut self, aspect: Aspect, a: bool, b: bool) {
        if a != b {
            self.0
                .push(Change::of(aspect, Some(Value::yes(a)), Some(Value::yes(b))));
        }
    }

    /// Anything that is told elsewhere to be the same or not.
    pub fn unless(
        &mut self,
        same: bool,
        aspect: Aspect,
        a: Option<Value>,
        b: Option<Value>,
    ) -> Option<&mut Change> {
        if same {
            return None;
        }
        self.0.push(Change::of(aspect, a, b));
        self.0.last_mut()
    }
}

fn listed(all: &[String]) -> Option<Value> {
    match all {
        [] => None,
        [one] => Some(Value::text(one)),
        _ => Some(Value::List(all.iter().map(Value::text).collect())),
    }
}

fn ruling(a: &str, b: &str) -> Class {
    if figures(a) != figures(b) || Bag::of(a).shared(&Bag::of(b)) < OTHER_TEXT {
        Class::Structure
    } else {
        Class::Wording
    }
}

/// More asked for is tighter.
pub(super) fn more_is_tighter<T: Ord>(old: T, new: T) -> Option<Effect> {
    match old.cmp(&new) {
        std::cmp::Ordering::Less => Some(Effect::Tighter),
        std::cmp::Ordering::Greater => Some(Effect::Looser),
        std::cmp::Ordering::Equal => None,
    }
}
