//! Facts, names for expressions, tables.

use super::card::RowKey;
use super::ruleset::{Band, Choice};
use super::{Block, Expr, MissingPolicy, Sp, Word};

/// `fact NAME : TYPE [lo .. hi] ["label"] [missing …]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name in dossiers.
    pub name: Word,
    /// Its type.
    pub ty: Type,
    /// The values it may take.
    pub range: Option<Band>,
    /// What people call it.
    pub label: Option<Word>,
    /// What it means when it is not given.
    pub missing: Option<MissingPolicy>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Word,
    /// Its type.
    pub ty: Type,
    /// The values it may take.
    pub range: Option<Band>,
    /// What people call it.
    pub label: Option<Word>,
}

/// A type with its place.
pub type Type = Sp<TypeKind>;

/// The types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// A number, with or without a unit.
    Decimal(Option<Word>),
    /// A whole number, with or without a unit.
    Whole(Option<Word>),
    /// A share of a hundred.
    Percent,
    /// An amount of money; VND if no unit is named.
    Money(Option<Word>),
    /// A day.
    Date,
    /// A whole number of months.
    Months,
    /// A text.
    Text,
    /// Yes or no.
    YesNo,
    /// One of these.
    OneOf(Vec<Choice>),
    /// Records with these fields.
    List(Block),
}

/// `let NAME = EXPR ["label"]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Let {
    /// Its name.
    pub name: Word,
    /// What it stands for.
    pub expr: Expr,
    /// What people call it.
    pub label: Option<Word>,
}

/// `table NAME by EXPR, EXPR [: TYPE] ["label"] { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: Word,
    /// What is looked up.
    pub by: Vec<Expr>,
    /// The type of its values.
    pub ty: Option<Type>,
    /// What people call it.
    pub label: Option<Word>,
    /// Its rows.
    pub block: Block,
}

/// `water / small, drink / small -> 10%`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The combinations that give the value.
    pub keys: Vec<Vec<Sp<RowKey>>>,
    /// The value.
    pub value: Expr,
}
