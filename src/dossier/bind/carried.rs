//! Where the answers of a carried dossier come from.

use super::super::file::CarriedFrom;
use super::super::node::{Entry, NodeKind};
use super::super::record::{Record, one};
use super::Binder;
use super::findings::Findings;
use super::names::Target;
use super::papers::shape_of;
use crate::text::catalogue::dossiers::{self as say, Shape};

impl Binder<'_> {
    /// `carried`: from which version and scorecard, and by criterion from what.
    pub fn carried(
        &self,
        entry: &Entry,
        record: &Record,
        found: &mut Findings,
    ) -> Option<CarriedFrom> {
        let fields = match &entry.value.kind {
            NodeKind::Nothing => return None,
            NodeKind::Fields(fields) => fields,
            _ => {
                let (name, shape) = (&entry.key.value, shape_of(&entry.value));
                found.push(say::wrong_shape(
                    entry.value.span,
                    name,
                    Shape::Fields,
                    shape,
                ));
                return None;
            }
        };
        let mut made = CarriedFrom::default();
        for e in fields {
            let text =
                |found: &mut Findings| one(&e.value, &e.key.value, found.list()).map(str::to_owned);
            match self.names.get(&e.key.value) {
                _ if ["from", "từ"].contains(&e.key.value.as_str()) => {
                    made.from = text(found).unwrap_or_default();
                }
                Some(Target::Criterion(i)) => {
                    if let Some(text) = text(found) {
                        made.answers.push((i, text));
                    }
                }
                _ => self.unknown(e, record, found),
            }
        }
        Some(made)
    }
}
