//! Things as people know them.

use super::{Named, Side, Thing};
use crate::model::{Criterion, Group, Level, Opt, Scorecard};
use crate::syntax::tree::GroupKind;

fn named(key: &str, title: &str) -> Named {
    Named {
        key: key.to_owned(),
        title: title.to_owned(),
    }
}

pub(super) fn card(c: &Scorecard) -> Named {
    named(&c.id, &c.title)
}

pub(super) fn group(g: &Group) -> Named {
    named(&g.code, &g.title)
}

pub(super) fn criterion(c: &Criterion) -> Named {
    named(&c.number, &c.title)
}

pub(super) fn option(o: &Opt) -> Named {
    named(&o.key, &o.label)
}

pub(super) fn level(l: &Level) -> Named {
    named(&l.name, l.label.as_deref().unwrap_or_default())
}

pub(super) fn of(key: &str, title: Option<&str>) -> Named {
    named(key, title.unwrap_or_default())
}

pub(super) fn thing(kind: GroupKind) -> Thing {
    match kind {
        GroupKind::Part => Thing::Part,
        GroupKind::Section => Thing::Section,
        GroupKind::Criterion => Thing::Group,
    }
}

pub(super) fn both(old: Named, new: Named) -> Side {
    Side {
        old: Some(old),
        new: Some(new),
    }
}
