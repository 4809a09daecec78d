//! Names, numbers, texts, levels and bands.

use crate::exact::{Num, RoundMode, Rounding};
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{Band, Choice, CmpOp, LevelName, Quantity, RowKey, Sp, Word};
use crate::text::{Lang, Span};
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Every word of a keyword: no name, so that none can be taken for it.
static TAKEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let forms = Keyword::ALL
        .iter()
        .flat_map(|k| Lang::ALL.map(|l| k.form(l)));
    forms.flat_map(|f| f.split([' ', '/'])).collect()
});

/// A thing at no place.
pub(super) fn sp<T>(value: T) -> Sp<T> {
    Sp::new(value, Span::default())
}

fn nfc(text: String) -> String {
    text.nfc().collect()
}

/// A name.
pub(super) fn name() -> impl Strategy<Value = String> {
    let free = |w: &String| !TAKEN.contains(w.as_str());
    prop_oneof![
        4 => prop::sample::select(vec!["x", "area", "fat_per_100", "sản_lượng", "độ_ẩm", "lô_2", "_rest"])
            .prop_map(str::to_owned),
        1 => "[a-zđăâêôơư][a-z0-9_ạấềộởữ]{0,6}".prop_map(nfc).prop_filter("a keyword", free),
    ]
}

pub(super) fn word() -> impl Strategy<Value = Word> {
    name().prop_map(sp)
}

/// A number of a part, section or criterion.
pub(super) fn code() -> impl Strategy<Value = Word> {
    prop_oneof![
        "[1-9](\\.[1-9][0-9]?){0,2}(#[1-9])?",
        "[A-Z]",
        "[A-Z]\\.[1-9]"
    ]
    .prop_map(sp)
}

/// A text, with everything in it that a page gives a meaning to.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-ZđĐạấềộởữ0-9 ,.%-]{0,12}",
        1 => "[\"\\\\#{};|=a ★½\u{a0}-]{0,6}",
        1 => prop::sample::select(vec!["when x", "khi", "1 ..< 3", "-> 5", "Hương Cần", "50 – 75%", "稲作"])
            .prop_map(str::to_owned),
    ]
    .prop_map(nfc)
}

pub(super) fn label() -> impl Strategy<Value = Word> {
    text().prop_map(sp)
}

/// A number that is not negative.
pub(super) fn size() -> impl Strategy<Value = Num> {
    prop_oneof![
        3 => (0i64..200).prop_map(Num::int),
        1 => (0i64..10_000_000).prop_map(Num::int),
        1 => ((0i64..100_000), prop::sample::select(vec![10i64, 100, 1000]))
            .prop_filter_map("a fraction", |(n, d)| Num::ratio(n, d)),
    ]
}

pub(super) fn number() -> impl Strategy<Value = Sp<Num>> {
    let signed = (size(), prop::bool::weighted(0.2));
    signed.prop_filter_map("a number", |(n, minus)| {
        Some(sp(if minus { n.neg()? } else { n }))
    })
}

fn unit() -> impl Strategy<Value = Word> {
    prop::sample::select(vec!["%", "kJ", "g/kg", "tháng", "VND", "°C"])
        .prop_map(|u| sp(u.to_owned()))
}

/// A unit that may stand behind the name of a type.
pub(super) fn type_unit() -> impl Strategy<Value = Option<Word>> {
    of(unit().prop_filter("a share has a type of its own", |u| u.value != "%"))
}

/// A quantity that is not negative.
pub(super) fn amount() -> impl Strategy<Value = Quantity> {
    (size(), of(unit())).prop_map(|(value, unit)| Quantity { value, unit })
}

pub(super) fn quantity() -> impl Strategy<Value = Quantity> {
    (number(), of(unit())).prop_map(|(value, unit)| Quantity {
        value: value.value,
        unit,
    })
}

pub(super) fn date() -> impl Strategy<Value = Date> {
    (1990i16..2100, 1i8..13, 1i8..29).prop_filter_map("a day", |(y, m, d)| Date::new(y, m, d).ok())
}

pub(super) fn level_name() -> impl Strategy<Value = LevelName> {
    prop_oneof![
        4 => (2i64..12).prop_filter_map("stars", |n| Num::ratio(n, 2)).prop_map(LevelName::Stars),
        1 => "[A-G]".prop_map(LevelName::Word),
        1 => name().prop_map(LevelName::Word),
        1 => text().prop_map(LevelName::Text),
    ]
}

pub(super) fn level() -> impl Strategy<Value = Sp<LevelName>> {
    level_name().prop_map(sp)
}

/// A band; with at least one end if `ended`.
pub(super) fn band(ended: bool) -> impl Strategy<Value = Band> {
    let end = || of(quantity().prop_map(sp));
    (end(), any::<bool>(), end(), any::<bool>())
        .prop_map(|(lo, lo_in, hi, hi_in)| Band {
            lo,
            lo_in,
            hi,
            hi_in,
            span: Span::default(),
        })
        .prop_filter("no ends", move |b| {
            !ended || b.lo.is_some() || b.hi.is_some()
        })
}

pub(super) fn comparison() -> impl Strategy<Value = CmpOp> {
    use CmpOp::{Eq, Ge, Gt, Le, Lt, Ne};
    prop::sample::select(vec![Eq, Ne, Lt, Le, Gt, Ge])
}

/// The left side of a rung, a branch or a row.
pub(super) fn row_key() -> impl Strategy<Value = Sp<RowKey>> {
    prop_oneof![
        Just(RowKey::Else),
        (comparison(), quantity()).prop_map(|(op, q)| RowKey::Compare(op, q)),
        band(true).prop_map(RowKey::Band),
        quantity().prop_map(RowKey::Quantity),
        any::<bool>().prop_map(RowKey::Bool),
        date().prop_map(RowKey::Date),
        text().prop_map(RowKey::Text),
        name().prop_map(RowKey::Word),
    ]
    .prop_map(sp)
}

pub(super) fn choices() -> impl Strategy<Value = Vec<Choice>> {
    let choice = (word(), of(label())).prop_map(|(name, label)| Choice { name, label });
    vec(choice, 1..4)
}

pub(super) fn rounding() -> impl Strategy<Value = Sp<Rounding>> {
    use RoundMode::{Down, HalfDown, HalfEven, HalfUp, Up};
    let mode = prop::sample::select(vec![HalfUp, HalfEven, HalfDown, Up, Down]);
    (mode, size()).prop_map(|(mode, step)| sp(Rounding { mode, step }))
}
