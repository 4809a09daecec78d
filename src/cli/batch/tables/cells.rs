//! The cells of a typed column: each different one once, and by row which.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
    Decimal256Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use sao::dossier::{Cell, tidy};
use sao::exact::Num;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

/// A cell of a typed column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Null, or an empty text.
    Nothing,
    Text(Cow<'a, str>),
    /// A number, as it is written and as it is.
    Number(String, Option<Num>),
    /// A list or a record, as JSON.
    Nested(String),
}

impl Value<'_> {
    /// As a cell of a table; `None` for one that holds several.
    pub fn cell(&self) -> Option<Cell<'_>> {
        match self {
            Value::Nothing => Some(Cell::Text("")),
            Value::Text(t) => Some(Cell::Text(t)),
            Value::Number(t, _) => Some(Cell::Number(t)),
            Value::Nested(_) => None,
        }
    }

    /// As JSON; `None` for nothing.
    pub fn json(&self) -> Option<String> {
        match self {
            Value::Nothing => None,
            Value::Text(t) => Some(serde_json::Value::from(t.as_ref()).to_string()),
            Value::Number(t, _) | Value::Nested(t) => Some(t.clone()),
        }
    }
}

/// A column: what stands in its cells, and where. The first cell is nothing.
#[derive(Clone, Debug)]
pub struct Keyed<'a> {
    pub keys: Vec<u32>,
    pub cells: Vec<Value<'a>>,
}

impl<'a> Keyed<'a> {
    fn new(rows: usize) -> Keyed<'a> {
        Keyed {
            keys: Vec::with_capacity(rows),
            cells: vec![Value::Nothing],
        }
    }

    /// What stands in a row.
    pub fn at(&self, row: usize) -> &Value<'a> {
        let key = self.keys.get(row).copied().unwrap_or(0);
        self.cells.get(key as usize).unwrap_or(&Value::Nothing)
    }

    fn add(&mut self, value: Value<'a>) -> u32 {
        self.cells.push(value);
        u32::try_from(self.cells.len() - 1).unwrap_or(0)
    }

    /// Cells that are told apart by what stands for them.
    fn told<K: Hash + Eq>(
        &mut self,
        all: impl Iterator<Item = Option<K>>,
        mut value: impl FnMut(&K) -> Value<'a>,
    ) {
        let mut known: HashMap<K, u32> = HashMap::new();
        for one in all {
            let key = match one {
                None => 0,
                Some(k) => match known.get(&k) {
                    Some(key) => *key,
                    None => {
                        let key = self.add(value(&k));
                        known.insert(k, key);
                        key
                    }
                },
            };
            self.keys.push(key);
        }
    }
}

/// The cells of a column.
pub fn keyed(array: &ArrayRef) -> Keyed<'_> {
    let mut all = Keyed::new(array.len());
    match array.data_type() {
        DataType::Null => all.keys.resize(array.len(), 0),
        DataType::Utf8 => all.told(array.as_string::<i32>().iter(), |t| text(t)),
        DataType::LargeUtf8 => all.told(array.as_string::<i64>().iter(), |t| text(t)),
        DataType::Utf8View => all.told(array.as_string_view().iter(), |t| text(t)),
        DataType::Binary => all.told(array.as_binary::<i32>().iter(), |b| bytes(b)),
        DataType::LargeBinary => all.told(array.as_binary::<i64>().iter(), |b| bytes(b)),
        DataType::BinaryView => all.told(array.as_binary_view().iter(), |b| bytes(b)),
        DataType::Boolean => all.told(array.as_boolean().iter(), |b| {
            Value::Text(Cow::Borrowed(if *b { "true" } else { "false" }))
        }),
        DataType::Dictionary(..) => dictionary(array, &mut all),
        DataType::Int8 => whole::<Int8Type>(array, &mut all),
        DataType::Int16 => whole::<Int16Type>(array, &mut all),
        DataType::Int32 => whole::<Int32Type>(array, &mut all),
        DataType::Int64 => whole::<Int64Type>(array, &mut all),
        DataType::UInt8 => whole::<UInt8Type>(array, &mut all),
        DataType::UInt16 => whole::<UInt16Type>(array, &mut all),
        DataType::UInt32 => whole::<UInt32Type>(array, &mut all),
        DataType::UInt64 => all.told(array.as_primitive::<UInt64Type>().iter(), |n| {
            number(n.to_string())
        }),
        DataType::Decimal32(_, scale) => {
            let n = array.as_primitive::<Decimal32Type>();
            all.told(n.iter(), |n| decimal(i128::from(*n), *scale));
        }
        DataType::Decimal64(_, scale) => {
            let n = array.as_primitive::<Decimal64Type>();
            all.told(n.iter(), |n| decimal(i128::from(*n), *scale));
        }
        DataType::Decimal128(_, scale) => {
            let n = array.as_primitive::<Decimal128Type>();
            all.told(n.iter(), |n| decimal(*n, *scale));
        }
        DataType::Decimal256(_, scale) => {
            let n = array.as_primitive::<Decimal256Type>();
            all.told(n.iter(), |n| match n.to_i128() {
                Some(n) => decimal(n, *scale),
                // More digits than are kept exactly: the reader says so.
                None => number(n.to_string()),
            });
        }
        DataType::Float16 => {
            let n = array.as_primitive::<Float16Type>().iter();
            all.told(n.map(|n| n.map(|n| n.to_f32().to_bits())), |bits| {
                float(f32::from_bits(*bits).to_string())
            });
        }
        DataType::Float32 => {
            let n = array.as_primitive::<Float32Type>().iter();
            all.told(n.map(|n| n.map(f32::to_bits)), |bits| {
                float(f32::from_bits(*bits).to_string())
            });
        }
        DataType::Float64 => {
            let n = array.as_primitive::<Float64Type>().iter();
            all.told(n.map(|n| n.map(f64::to_bits)), |bits| {
                float(f64::from_bits(*bits).to_string())
            });
        }
        DataType::Date32 => all.told(array.as_primitive::<Date32Type>().iter(), |d| {
            moment(i64::from(*d).checked_mul(86_400), 0)
        }),
        DataType::Date64 => all.told(array.as_primitive::<Date64Type>().iter(), |ms| {
            moment(ms.checked_div_euclid(1000), ms.rem_euclid(1000))
        }),
        DataType::Timestamp(unit, _) => timestamp(array, *unit, &mut all),
        _ => {
            for row in 0..array.len() {
                let value = nested(array, row, 0);
                let key = match value {
                    None => 0,
                    Some(json) => all.add(Value::Nested(json)),
                };
                all.keys.push(key);
            }
        }
    }
    all
}

fn text(text: &str) -> Value<'_> {
    let text = text.trim();
    if text.is_empty() {
        return Value::Nothing;
    }
    Value::Text(if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(tidy(text))
    })
}

/// Texts of writers that do not say that they are texts.
fn bytes(bytes: &[u8]) -> Value<'_> {
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(t) => text(t),
        Cow::Owned(t) => Value::Text(Cow::Owned(t)),
    }
}

fn number<'a>(text: String) -> Value<'a> {
    let n = text.parse().ok();
    Value::Number(text, n)
}

/// The shortest text that stands for a binary fraction: what people wrote.
fn float<'a>(text: String) -> Value<'a> {
    if text.contains(|c: char| c.is_ascii_alphabetic()) {
        // Not a number, or endless.
        return Value::Text(Cow::Owned(text));
    }
    number(text)
}

fn whole<T>(array: &ArrayRef, all: &mut Keyed<'_>)
where
    T: ArrowPrimitiveType,
    T::Native: Into<i64>,
{
    let n = array.as_primitive::<T>().iter();
    all.told(n.map(|n| n.map(Into::into)), |n: &i64| {
        Value::Number(n.to_string(), Some(Num::int(*n)))
    });
}

fn decimal<'a>(unscaled: i128, scale: i8) -> Value<'a> {
    let places = usize::try_from(scale).unwrap_or(0);
    let zeros = usize::from(scale.unsigned_abs()) - places;
    let digits = unscaled.unsigned_abs().to_string();
    let digits = format!("{digits:0>width$}{:0<zeros$}", "", width = places + 1);
    let (whole, rest) = digits
        .split_at_checked(digits.len() - places)
        .unwrap_or((&digits, ""));
    let sign = if unscaled < 0 { "-" } else { "" };
    number(if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    })
}

/// A day; with the time where there is one, which no dossier takes.
fn moment<'a>(seconds: Option<i64>, below: i64) -> Value<'a> {
    let first = Date::constant(1970, 1, 1).at(0, 0, 0, 0);
    let at = seconds.and_then(|s| first.checked_add(SignedDuration::from_secs(s)).ok());
    let text = match at {
        None => format!("{} s", seconds.unwrap_or(i64::MAX)),
        Some(at) if below == 0 && at == at.date().at(0, 0, 0, 0) => at.date().to_string(),
        Some(at) => match at.checked_add(below.nanoseconds()) {
            Ok(at) => at.to_string(),
            Err(_) => at.to_string(),
        },
    };
    Value::Text(Cow::Owned(text))
}

fn timestamp(array: &ArrayRef, unit: TimeUnit, all: &mut Keyed<'_>) {
    let parts = |per: i64| move |n: &i64| moment(n.checked_div_euclid(per), n.rem_euclid(per));
    match unit {
        TimeUnit::Second => {
            all.told(array.as_primitive::<TimestampSecondType>().iter(), parts(1));
        }
        TimeUnit::Millisecond => {
            let of = array.as_primitive::<TimestampMillisecondType>();
            all.told(of.iter(), parts(1000));
        }
        TimeUnit::Microsecond => {
            let of = array.as_primitive::<TimestampMicrosecondType>();
            all.told(of.iter(), parts(1_000_000));
        }
        TimeUnit::Nanosecond => {
            let of = array.as_primitive::<TimestampNanosecondType>();
            all.told(of.iter(), parts(1_000_000_000));
        }
    }
}

/// A column that came with its different values told apart.
fn dictionary<'a>(array: &'a ArrayRef, all: &mut Keyed<'a>) {
    let apart = array.as_any_dictionary();
    let values = apart.values();
    if values.is_empty() {
        all.keys.resize(array.len(), 0);
        return;
    }
    let inner = keyed(values);
    let nulls = apart.keys().nulls();
    let keys = apart.normalized_keys().into_iter().enumerate();
    all.keys.extend(keys.map(|(row, key)| {
        if nulls.is_some_and(|n| n.is_null(row)) {
            0
        } else {
            inner.keys.get(key).copied().unwrap_or(0)
        }
    }));
    all.cells = inner.cells;
}

/// How deep lists and records may stand in each other.
const DEEPEST: usize = 64;

/// A cell that holds several, as JSON; `None` for nothing.
fn nested(array: &ArrayRef, row: usize, depth: usize) -> Option<String> {
    if array.is_null(row) || depth > DEEPEST {
        return None;
    }
    let list = |items: ArrayRef| {
        let all = (0..items.len()).map(|i| nested(&items, i, depth + 1));
        let all: Vec<String> = all
            .map(|v| v.unwrap_or_else(|| "null".to_owned()))
            .collect();
        Some(format!("[{}]", all.join(",")))
    };
    match array.data_type() {
        DataType::List(_) => list(array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => list(array.as_list::<i64>().value(row)),
        DataType::FixedSizeList(..) => list(array.as_fixed_size_list().value(row)),
        DataType::Struct(_) => {
            let of = array.as_struct();
            let fields = of.fields().iter().zip(of.columns());
            let fields = fields.filter_map(|(field, column)| {
                let value = nested(column, row, depth + 1)?;
                let name = serde_json::Value::from(field.name().as_str());
                Some(format!("{name}:{value}"))
            });
            Some(format!("{{{}}}", fields.collect::<Vec<_>>().join(",")))
        }
        DataType::Map(..) => {
            let entries = array.as_map().value(row);
            let (names, values) = (entries.columns().first()?, entries.columns().get(1)?);
            let fields = (0..entries.len()).filter_map(|i| {
                let value = nested(values, i, depth + 1)?;
                let name = keyed(&names.slice(i, 1)).at(0).cell()?.text().to_owned();
                Some(format!("{}:{value}", serde_json::Value::from(name)))
            });
            Some(format!("{{{}}}", fields.collect::<Vec<_>>().join(",")))
        }
        DataType::Time32(_)
        | DataType::Time64(_)
        | DataType::Duration(_)
        | DataType::Interval(_)
        | DataType::FixedSizeBinary(_)
        | DataType::Union(..)
        | DataType::RunEndEncoded(..)
        | DataType::ListView(_)
        | DataType::LargeListView(_) => {
            // No answer or fact is of such a type: its name says what is wrong.
            Some(serde_json::Value::from(array.data_type().to_string()).to_string())
        }
        _ => keyed(&array.slice(row, 1)).at(0).json(),
    }
}
