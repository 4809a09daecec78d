//! Which branch of a criterion applies, and which of its options can be held there.

use super::Tri;
use super::expr::{eval, truth};
use super::inputs::Reply;
use super::sheet::View;
use super::val::{Picked, pick};
use crate::model::{Criterion, Opt, Selector};

/// Branches and cases as they apply.
pub(super) struct Branches {
    /// The branches that may apply; `None`: there are no branches.
    picked: Option<Picked>,
    cases: Vec<Tri>,
}

impl Branches {
    pub fn of<'a>(v: &View<'_, 'a>, c: &'a Criterion) -> Branches {
        let when = |e: &'a Option<_>| e.as_ref().map_or(Tri::Yes, |e| truth(v, e));
        Branches {
            picked: c.selector.as_ref().map(|s| select(v, s)),
            cases: c.cases.iter().map(|k| when(&k.when)).collect(),
        }
    }

    /// The branch, when only one is possible.
    pub fn certain(&self) -> Option<usize> {
        self.picked.as_ref().and_then(Picked::certain)
    }

    /// The branches that may apply; `None` among them: without one.
    pub fn possible(&self) -> Vec<Option<usize>> {
        match &self.picked {
            None => vec![None],
            Some(p) => {
                let places = p.places.iter().map(|b| Some(*b));
                places.chain(p.none.then_some(None)).collect()
            }
        }
    }

    /// Whether a line of a branch applies.
    pub fn applies(&self, branch: Option<usize>) -> Tri {
        match (&self.picked, branch) {
            (_, None) | (None, _) => Tri::Yes,
            (Some(p), Some(b)) if p.certain() == Some(b) => Tri::Yes,
            (Some(p), Some(b)) if p.places.contains(&b) => Tri::Unknown,
            _ => Tri::No,
        }
    }

    /// Whether an option can be held at all: its branch and its case apply.
    pub fn offers(&self, option: &Opt) -> Tri {
        let case = option
            .case
            .and_then(|k| self.cases.get(k).copied())
            .unwrap_or(Tri::Yes);
        self.applies(option.branch).and(case)
    }

    /// What an answered option stands for. The same letter may stand in
    /// several branches: the one in the branch that applies is meant. Empty
    /// when the branch that applies has no such letter.
    pub fn meant(&self, c: &Criterion, option: usize) -> Vec<usize> {
        let Some(named) = c.options.get(option) else {
            return Vec::new();
        };
        if named.branch.is_none() {
            return vec![option];
        }
        let same = c
            .options
            .iter()
            .enumerate()
            .filter(|(_, o)| o.key == named.key);
        same.filter(|(_, o)| self.applies(o.branch).possible())
            .map(|(i, _)| i)
            .collect()
    }

    /// What the answer of a reply stands for; `None` when no option is answered.
    pub fn answer(&self, c: &Criterion, reply: Reply<'_>) -> Option<Vec<usize>> {
        let Reply::Option(option) = reply else {
            return None;
        };
        let meant = self.meant(c, option);
        (!meant.is_empty()).then_some(meant)
    }
}

fn select<'a>(v: &View<'_, 'a>, s: &'a Selector) -> Picked {
    let keys = s
        .branches
        .iter()
        .enumerate()
        .flat_map(|(b, keys)| keys.iter().map(move |k| (b, k)));
    pick(&eval(v, &s.of), keys)
}
