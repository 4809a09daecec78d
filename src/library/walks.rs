//! The crosswalks of a library: pages of folders of their own, resolved when
//! both versions are there.

use super::Library;
use crate::model::Ruleset;
use crate::model::build;
use crate::model::crosswalk::Crosswalk;
use crate::syntax::tree::{self, Stmt};
use crate::text::catalogue::crosswalks as say;
use crate::text::{Code, Diagnostic, Severity, Span, closest};
use std::collections::HashSet;

/// Takes the crosswalks out of pages, and says whether nothing else was there.
pub(super) fn take(trees: &mut [tree::File]) -> (Vec<tree::Crosswalk>, bool) {
    let mut walks = Vec::new();
    for tree in trees.iter_mut() {
        let items = std::mem::take(&mut tree.items);
        for node in items {
            match node.stmt {
                Stmt::Crosswalk(walk) => walks.push(walk),
                stmt => tree.items.push(tree::Node { stmt, ..node }),
            }
        }
    }
    let alone = !walks.is_empty()
        && trees
            .iter()
            .flat_map(|t| &t.items)
            .all(|n| matches!(n.stmt, Stmt::Bad(_)));
    (walks, alone)
}

impl Library {
    /// What is wrong with the crosswalks, each thing once, whatever states of
    /// the versions it holds for.
    pub(super) fn check_walks(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut seen: HashSet<(Code, Option<Span>)> = HashSet::new();
        for walk in &self.walks {
            let pages = self.pages(&walk.name.value, &walk.from.value, &walk.to.value);
            if pages
                .first()
                .is_none_or(|first| first.name.span != walk.name.span)
            {
                continue;
            }
            let mut both = [Vec::new(), Vec::new()];
            for (side, version) in both.iter_mut().zip([&walk.from, &walk.to]) {
                let all = self.rulesets().iter();
                side.extend(
                    all.filter(|r| r.name == walk.name.value && r.version == version.value),
                );
                if side.is_empty() {
                    found.extend(self.no_version(walk, version));
                }
            }
            let [from, to] = &both;
            for (from, to) in from.iter().flat_map(|f| to.iter().map(move |t| (f, t))) {
                let (_, mut wrong) = build::crosswalk::crosswalk(&pages, from, to);
                wrong.retain(|d| seen.insert((d.code, d.primary())));
                found.append(&mut wrong);
            }
        }
        found
    }

    fn no_version(&self, walk: &tree::Crosswalk, version: &tree::Word) -> Option<Diagnostic> {
        let name = &walk.name.value;
        let label = format!("{name}@{}", version.value);
        if self.unsound().contains(&label) {
            return None;
        }
        let mut have: Vec<String> = Vec::new();
        for r in self.rulesets().iter().filter(|r| r.name == *name) {
            if !have.contains(&r.version) {
                have.push(r.version.clone());
            }
        }
        let near = closest(&version.value, have.iter().map(String::as_str));
        Some(say::unknown_version(name, version, &have, near.as_deref()))
    }

    /// The pages that one crosswalk is written on.
    fn pages(&self, name: &str, from: &str, to: &str) -> Vec<&tree::Crosswalk> {
        self.walks
            .iter()
            .filter(|w| w.name.value == name && w.from.value == from && w.to.value == to)
            .collect()
    }

    /// Whether a crosswalk from one version to another was added.
    #[must_use]
    pub fn has_crosswalk(&self, from: &Ruleset, to: &Ruleset) -> bool {
        from.name == to.name
            && !self
                .pages(&from.name, &from.version, &to.version)
                .is_empty()
    }

    /// The crosswalk from one version to another; of a version to itself it is
    /// the one that changes nothing. A crosswalk of the version as it was made
    /// holds for all its states.
    ///
    /// # Errors
    /// When there is none, or what is wrong with it.
    pub fn crosswalk(&self, from: &Ruleset, to: &Ruleset) -> Result<Crosswalk, Vec<Diagnostic>> {
        let pages = self.pages(&from.name, &from.version, &to.version);
        if from.name == to.name && pages.is_empty() && from.label() == to.label() {
            return Ok(Crosswalk::identity(to));
        }
        if pages.is_empty() || from.name != to.name {
            let have: Vec<String> = self
                .walks
                .iter()
                .map(|w| format!("{} {} -> {}", w.name.value, w.from.value, w.to.value))
                .collect();
            let none = say::no_crosswalk(&from.label(), &to.label(), &have);
            return Err(vec![none]);
        }
        let (walk, mut found) = build::crosswalk::crosswalk(&pages, from, to);
        found.retain(|d| d.severity == Severity::Error);
        if found.is_empty() {
            Ok(walk)
        } else {
            Err(found)
        }
    }

    /// Every sound crosswalk, with each state of both its versions.
    pub(super) fn walked(&self) -> Vec<(Crosswalk, &Ruleset, &Ruleset)> {
        let mut all = Vec::new();
        for (name, from, to) in self.crosswalks() {
            let states = |version: &str| -> Vec<&Ruleset> {
                let of = |r: &&Ruleset| r.name == name && r.version == version;
                self.rulesets().iter().filter(of).collect()
            };
            for before in states(from) {
                for after in states(to) {
                    all.extend(
                        self.crosswalk(before, after)
                            .ok()
                            .map(|w| (w, before, after)),
                    );
                }
            }
        }
        all
    }

    /// The crosswalks that were added: ruleset, old version, new version.
    #[must_use]
    pub fn crosswalks(&self) -> Vec<(&str, &str, &str)> {
        let mut all: Vec<(&str, &str, &str)> = Vec::new();
        for w in &self.walks {
            let one = (
                w.name.value.as_str(),
                w.from.value.as_str(),
                w.to.value.as_str(),
            );
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
}
