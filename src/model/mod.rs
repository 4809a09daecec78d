//! The typed ruleset: what the pages mean. Built from trees, serialisable,
//! knows no files and no terminal.

mod amended;
pub mod assumptions;
mod card;
pub mod crosswalk;
mod digest;
mod expr;
pub mod phrase;
mod rating;
mod ruleset;
mod value;
mod visit;

pub mod build;

pub use amended::{Amended, Deed, Touch};
pub use card::{
    Cap, Case, Child, Criterion, Finding, Force, Form, Group, Oddity, OnlyIf, Opt, Replaces,
    Require, Rung, Scorecard, Selector,
};
pub use expr::{ArithOp, Expr, ExprKind, Key, Target};
pub use rating::{Level, Lift, Rating};
pub use ruleset::{
    Assumption, Authority, Certificate, Council, Fact, Keep, Let, Repeal, Ruleset, Table, Test,
};
pub use value::{Choice, Field, Interval, Type, Unit, Value};
pub use visit::{Inside, Slot};
