//! From folders to the states of each version: which amendment belongs to
//! which decision, when each is in force, and the text that they make on each
//! day. What is found does not depend on the order in which folders are added.

use crate::model::Ruleset;
use crate::model::build::amend::{Active, applies, check_heading};
use crate::model::build::{build, consolidate, consolidated};
use crate::syntax::tree::{self, Change, Node, Stmt};
use crate::text::catalogue::{amending as say, files};
use crate::text::{Diagnostic, Severity, Span, closest};
use jiff::civil::Date;
use std::collections::HashMap;

/// What was added in one go: the files of a version, or of amendments.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// The trees of its files.
    pub trees: Vec<tree::File>,
    /// What the parser found.
    pub found: Vec<Diagnostic>,
    /// The version as it was signed, with what was found in it.
    base: Option<Ruleset>,
    built: Vec<Diagnostic>,
}

/// The states of all versions, and what was found on the way.
#[derive(Clone, Debug, Default)]
pub struct States {
    /// Versions as signed and as amended, in the order in which the versions were added.
    pub rulesets: Vec<Ruleset>,
    /// Labels of those that cannot be used.
    pub unsound: Vec<String>,
    /// Everything that was found.
    pub findings: Vec<Diagnostic>,
}

/// What consolidation made before, by everything that it depends on.
pub type Made = HashMap<String, (Option<Ruleset>, Vec<Diagnostic>)>;

/// An amendment and where it stands.
#[derive(Clone, Copy)]
struct Decree<'a> {
    /// Its folder.
    folder: usize,
    node: &'a Node,
    tree: &'a tree::Amendment,
}

/// An amendment with the version that it belongs to in the end.
struct Placed<'a> {
    decree: Decree<'a>,
    /// The folder of the version.
    base: usize,
    /// 1 when it amends the version itself.
    layer: usize,
    /// The amendment that it amends, by its place among the placed.
    parent: Option<usize>,
    from: Date,
    from_span: Span,
    until: Option<Date>,
}

impl Folder {
    /// A folder with its version built; `bare` says that nothing in it is
    /// meant to be one.
    #[must_use]
    pub fn new(trees: Vec<tree::File>, found: Vec<Diagnostic>, bare: bool) -> Folder {
        let mut folder = Folder {
            trees,
            found,
            base: None,
            built: Vec::new(),
        };
        let mut built = Vec::new();
        let mut none = true;
        for d in folder.decrees(0) {
            none = false;
            check_heading(d.tree, head(d.node, d.tree), &mut built);
        }
        folder.built = built;
        if bare && none {
            return folder;
        }
        if none || folder.has_ruleset() {
            let (ruleset, mut found) = build(&folder.trees);
            folder.built.append(&mut found);
            folder.base = ruleset;
        } else {
            let items = folder.trees.iter().flat_map(|t| &t.items);
            let stray = items.filter(|n| {
                matches!(
                    n.stmt,
                    Stmt::Scorecard(_) | Stmt::Fact(_) | Stmt::Let(_) | Stmt::Table(_)
                )
            });
            folder
                .built
                .extend(stray.map(|n| say::belongs_to_nothing(n.span)));
        }
        folder
    }

    fn has_ruleset(&self) -> bool {
        let mut items = self.trees.iter().flat_map(|t| &t.items);
        items.any(|n| matches!(n.stmt, Stmt::Ruleset(_)))
    }

    fn decrees(&self, folder: usize) -> impl Iterator<Item = Decree<'_>> {
        let items = self.trees.iter().flat_map(|t| &t.items);
        items.filter_map(move |node| match &node.stmt {
            Stmt::Amendment(tree) => Some(Decree { folder, node, tree }),
            _ => None,
        })
    }

    fn is_sound(&self) -> bool {
        let mut all = self.found.iter().chain(&self.built);
        all.all(|d| d.severity != Severity::Error)
    }
}

fn head(node: &Node, tree: &tree::Amendment) -> Span {
    Span {
        end: tree.to.span.end.max(node.span.start),
        ..node.span
    }
}

/// The states of everything that is in these folders.
pub fn link(folders: &[Folder], made: &mut Made) -> States {
    let mut states = States::default();
    for folder in folders {
        states.findings.extend(folder.found.iter().cloned());
        states.findings.extend(folder.built.iter().cloned());
    }
    let decrees: Vec<Decree<'_>> = folders
        .iter()
        .enumerate()
        .flat_map(|(i, f)| f.decrees(i))
        .collect();
    numbers_twice(folders, &decrees, &mut states.findings);
    let mut placed = place(folders, &decrees, &mut states.findings);
    days(folders, &mut placed, &mut states.findings);
    let mut seen: HashMap<String, Span> = HashMap::new();
    for (i, folder) in folders.iter().enumerate() {
        let Some(base) = &folder.base else { continue };
        let label = base.label();
        if let Some(twin) = seen.get(&label) {
            let twice = files::version_twice(&label, base.span, *twin);
            states.findings.push(twice);
            states.unsound.push(label);
            continue;
        }
        seen.insert(label.clone(), base.span);
        let own: Vec<&Placed<'_>> = placed.iter().filter(|p| p.base == i).collect();
        let steps = steps(base, &own, folders);
        if folder.is_sound() {
            let mut base = base.clone();
            base.superseded = steps.first().copied();
            states.rulesets.push(base);
        } else {
            states.unsound.push(label);
            continue;
        }
        for (n, day) in steps.iter().enumerate() {
            let next = steps.get(n + 1).copied();
            let before = n.checked_sub(1).and_then(|p| steps.get(p)).copied();
            state(folders, i, &own, (before, *day, next), made, &mut states);
        }
    }
    beside(&mut states, &placed);
    let mut told: Vec<Diagnostic> = Vec::with_capacity(states.findings.len());
    let mut seen = std::collections::HashSet::new();
    for d in states.findings.drain(..) {
        if seen.insert((d.code, d.primary(), d.message.en.clone())) {
            told.push(d);
        }
    }
    states.findings = told;
    states
}

/// Two decisions of one number.
fn numbers_twice(folders: &[Folder], decrees: &[Decree<'_>], out: &mut Vec<Diagnostic>) {
    for (i, d) in decrees.iter().enumerate() {
        let number = &d.tree.number;
        let same = |o: &&Decree<'_>| {
            o.tree.number.value == number.value
                && o.tree.name.value == d.tree.name.value
                && o.tree.to.value == d.tree.to.value
        };
        let first = decrees.iter().take(i).find(same);
        let version = folders
            .iter()
            .filter_map(|f| f.base.as_ref())
            .find(|r| r.name == d.tree.name.value && r.version == number.value);
        let before = first
            .map(|f| f.tree.number.span)
            .or(version.map(|r| r.span));
        if let Some(before) = before {
            out.push(say::number_twice(&number.value, number.span, before));
        }
    }
}

/// Which version each amendment belongs to.
fn place<'a>(
    folders: &'a [Folder],
    decrees: &[Decree<'a>],
    out: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    let base_of = |d: &Decree<'_>| {
        folders.iter().position(|f| {
            f.base
                .as_ref()
                .is_some_and(|r| r.name == d.tree.name.value && r.version == d.tree.to.value)
        })
    };
    let parent_of = |d: &Decree<'_>| {
        decrees.iter().position(|o| {
            o.tree.name.value == d.tree.name.value && o.tree.number.value == d.tree.to.value
        })
    };
    // The chain from each amendment down to a version.
    let mut found: Vec<Option<(usize, Vec<usize>)>> = Vec::new();
    for (i, d) in decrees.iter().enumerate() {
        let mut chain = vec![i];
        let mut here = *d;
        let base = loop {
            if let Some(base) = base_of(&here) {
                break Some(base);
            }
            let Some(next) = parent_of(&here) else {
                if chain.len() == 1 {
                    out.push(no_base(folders, decrees, d));
                }
                break None;
            };
            if chain.contains(&next) {
                // Told once, at the first of the circle.
                if chain.first() == chain.iter().min() && next == i {
                    let mut names: Vec<String> = chain
                        .iter()
                        .filter_map(|c| decrees.get(*c))
                        .map(|c| c.tree.number.value.clone())
                        .collect();
                    names.push(d.tree.number.value.clone());
                    out.push(say::circle(&here.tree.to, &names));
                }
                break None;
            }
            let Some(parent) = decrees.get(next) else {
                break None;
            };
            chain.push(next);
            here = *parent;
        };
        found.push(base.map(|b| (b, chain)));
    }
    let mut placed: Vec<(usize, Placed<'a>)> = Vec::new();
    for (i, found) in found.iter().enumerate() {
        let (Some((base, chain)), Some(decree)) = (found, decrees.get(i)) else {
            continue;
        };
        // Without a day it has no place in time; that was said.
        let Some(when) = applies(decree.tree) else {
            continue;
        };
        placed.push((
            i,
            Placed {
                decree: *decree,
                base: *base,
                layer: chain.len(),
                parent: chain.get(1).copied(),
                from: when.from.value,
                from_span: when.from.span,
                until: when.until.as_ref().map(|d| d.value),
            },
        ));
    }
    let places: HashMap<usize, usize> = placed
        .iter()
        .enumerate()
        .map(|(at, (i, _))| (*i, at))
        .collect();
    placed
        .into_iter()
        .map(|(_, p)| Placed {
            parent: p.parent.and_then(|i| places.get(&i).copied()),
            ..p
        })
        .collect()
}

fn no_base(folders: &[Folder], decrees: &[Decree<'_>], d: &Decree<'_>) -> Diagnostic {
    let name = &d.tree.name.value;
    let versions = folders.iter().filter_map(|f| f.base.as_ref());
    let mut have: Vec<String> = versions
        .filter(|r| r.name == *name)
        .map(|r| r.version.clone())
        .collect();
    let others = decrees
        .iter()
        .filter(|o| o.tree.name.value == *name && o.tree.number.value != d.tree.number.value);
    have.extend(others.map(|o| o.tree.number.value.clone()));
    let near = closest(&d.tree.to.value, have.iter().map(String::as_str));
    say::no_base(name, &d.tree.to, near.as_deref(), &have)
}

/// When each amendment is in force: what it says, or what a decision that
/// amends it says; until it ends or is repealed.
fn days(folders: &[Folder], placed: &mut [Placed<'_>], out: &mut Vec<Diagnostic>) {
    // Those that amend others first, so that their own days are settled last.
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|i| placed.get(*i).map(|p| std::cmp::Reverse(p.layer)));
    for i in order {
        let Some(p) = placed.get(i) else { continue };
        let Some(parent) = p.parent else { continue };
        let new = p.decree.tree.block.body.iter().find_map(|n| match &n.stmt {
            Stmt::Change(Change::Replace(new)) if new.at.cards.is_none() => match &new.node.stmt {
                Stmt::Applies(a) => Some(a.clone()),
                _ => None,
            },
            _ => None,
        });
        if let (Some(new), Some(parent)) = (new, placed.get_mut(parent)) {
            parent.from = new.from.value;
            parent.from_span = new.from.span;
            parent.until = new.until.as_ref().map(|d| d.value);
        }
    }
    let mut ends: Vec<(usize, Date)> = Vec::new();
    for (i, p) in placed.iter().enumerate() {
        let (name, number) = (&p.decree.tree.name.value, &p.decree.tree.number.value);
        let by_amendments = placed
            .iter()
            .filter(|o| o.decree.tree.name.value == *name)
            .flat_map(|o| repealing(&o.decree.tree.block.body, number, Some(o.from)));
        let by_versions = folders
            .iter()
            .filter_map(|f| f.base.as_ref())
            .filter(|r| r.name == *name)
            .flat_map(|r| {
                let of_this = r.repeals.iter().filter(|x| x.version == *number);
                of_this.filter_map(|x| x.from.or(r.applies_from))
            });
        if let Some(end) = by_amendments.chain(by_versions).min() {
            ends.push((i, end));
        }
    }
    for (i, end) in ends {
        if let Some(p) = placed.get_mut(i) {
            p.until = Some(p.until.map_or(end, |u| u.min(end)));
        }
    }
    for p in placed.iter() {
        let number = &p.decree.tree.number.value;
        let base = folders.get(p.base).and_then(|f| f.base.as_ref());
        let below = match p.parent.and_then(|i| placed.get(i)) {
            Some(parent) => Some((parent.decree.tree.number.value.as_str(), parent.from)),
            None => base.and_then(|r| Some((r.version.as_str(), r.applies_from?))),
        };
        if let Some((below, from)) = below
            && p.from < from
        {
            out.push(say::before_its_base(number, p.from_span, below, from));
        }
        if let Some(base) = base
            && let Some(until) = end_of(base, folders)
            && p.from >= until
        {
            out.push(say::never_in_force(
                number,
                p.from_span,
                &base.version,
                until,
            ));
        }
    }
}

/// The days from which some lines repeal a decision.
fn repealing<'t>(
    lines: &'t [Node],
    number: &'t str,
    own: Option<Date>,
) -> impl Iterator<Item = Date> + 't {
    lines.iter().filter_map(move |n| match &n.stmt {
        Stmt::Repeals(r) if r.version.value == number => r.from.as_ref().map(|d| d.value).or(own),
        _ => None,
    })
}

/// The first day a version is no longer in force.
fn end_of(base: &Ruleset, folders: &[Folder]) -> Option<Date> {
    let others = folders.iter().filter_map(|f| f.base.as_ref());
    let repealed = others.filter(|r| r.name == base.name).flat_map(|r| {
        let of_this = r.repeals.iter().filter(|x| x.version == base.version);
        of_this.filter_map(|x| x.from.or(r.applies_from))
    });
    base.applies_until.into_iter().chain(repealed).min()
}

/// The days on which the text of a version changes.
fn steps(base: &Ruleset, own: &[&Placed<'_>], folders: &[Folder]) -> Vec<Date> {
    let end = end_of(base, folders);
    let mut days: Vec<Date> = own
        .iter()
        .flat_map(|p| [Some(p.from), p.until.filter(|u| *u > p.from)])
        .flatten()
        .filter(|day| end.is_none_or(|end| *day < end))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The amendments that have come into force by a day, in order.
fn in_force<'p, 'a>(own: &[&'p Placed<'a>], day: Date) -> Vec<&'p Placed<'a>> {
    let mut here: Vec<&Placed<'_>> = own.iter().copied().filter(|p| p.from <= day).collect();
    here.sort_by(|a, b| {
        let key = |p: &Placed<'_>| (p.from, p.layer, p.decree.tree.number.value.clone());
        key(a).cmp(&key(b))
    });
    here
}

fn actives<'a>(
    folders: &'a [Folder],
    here: &[&Placed<'a>],
    (before, day): (Option<Date>, Date),
) -> Vec<Active<'a>> {
    here.iter()
        .map(|p| {
            let files = folders.get(p.decree.folder).map(|f| f.trees.as_slice());
            let tests = folders
                .get(p.decree.folder)
                .is_some_and(|f| !f.has_ruleset());
            Active {
                node: p.decree.node,
                amendment: p.decree.tree,
                files: files.unwrap_or_default(),
                layer: p.layer,
                from: p.from,
                until: p.until.filter(|u| *u <= day),
                first: tests && before.is_none_or(|b| p.from > b),
            }
        })
        .collect()
}

/// The text of a version, or of one of its states, as one page: everything
/// shared and every amendment carried out.
pub fn page(folders: &[Folder], ruleset: &Ruleset) -> Option<tree::File> {
    let base = folders.iter().position(|f| {
        f.base
            .as_ref()
            .is_some_and(|r| r.name == ruleset.name && r.version == ruleset.version)
    })?;
    let folder = folders.get(base)?;
    if ruleset.amended.is_empty() {
        return consolidated(&folder.trees, &[]);
    }
    let decrees: Vec<Decree<'_>> = folders
        .iter()
        .enumerate()
        .flat_map(|(i, f)| f.decrees(i))
        .collect();
    let mut said = Vec::new();
    let mut placed = place(folders, &decrees, &mut said);
    days(folders, &mut placed, &mut said);
    let own: Vec<&Placed<'_>> = placed.iter().filter(|p| p.base == base).collect();
    let day = ruleset.applies_from?;
    let here = in_force(&own, day);
    consolidated(&folder.trees, &actives(folders, &here, (None, day)))
}

/// The text of a version from a day on.
fn state(
    folders: &[Folder],
    base: usize,
    own: &[&Placed<'_>],
    (before, day, next): (Option<Date>, Date, Option<Date>),
    made: &mut Made,
    states: &mut States,
) {
    let Some(folder) = folders.get(base) else {
        return;
    };
    let here = in_force(own, day);
    let actives = actives(folders, &here, (before, day));
    let unsound = here
        .iter()
        .any(|p| folders.get(p.decree.folder).is_none_or(|f| !f.is_sound()));
    let key = format!(
        "{base} {:?}",
        here.iter()
            .zip(&actives)
            .map(|(p, a)| (
                p.decree.folder,
                p.decree.node.span,
                a.layer,
                a.from,
                a.until,
                a.first
            ))
            .collect::<Vec<_>>()
    );
    let (ruleset, found) = made
        .entry(key)
        .or_insert_with(|| consolidate(&folder.trees, &actives))
        .clone();
    let wrong = found.iter().any(|d| d.severity == Severity::Error);
    states.findings.extend(found);
    if let Some(mut ruleset) = ruleset {
        ruleset.superseded = next;
        if wrong || unsound {
            states.unsound.push(ruleset.label());
        } else {
            states.rulesets.push(ruleset);
        }
    }
}

/// What is odd about versions beside each other.
fn beside(states: &mut States, placed: &[Placed<'_>]) {
    let mut signed: Vec<&Ruleset> = states
        .rulesets
        .iter()
        .filter(|r| r.amended.is_empty())
        .collect();
    signed.sort_by_key(|r| r.applies_from);
    let mut out = Vec::new();
    for (i, earlier) in signed.iter().enumerate() {
        let family: Vec<&&Ruleset> = signed.iter().filter(|r| r.name == earlier.name).collect();
        // Next to it in time: what lies behind is told there.
        let later = signed.iter().skip(i + 1).find(|r| r.name == earlier.name);
        if let Some(later) = later
            && let (Some(from), Some(begin)) = (later.applies_from, earlier.applies_from)
            && begin < from
            && earlier.applies_until.is_none_or(|u| u > from)
            && !family
                .iter()
                .any(|r| r.repeals.iter().any(|x| x.version == earlier.version))
        {
            out.push(say::overlap(
                (&later.version, later.span),
                (&earlier.version, earlier.span),
                from,
            ));
        }
        if family.len() < 2 {
            continue;
        }
        let numbers: Vec<&str> = family
            .iter()
            .map(|r| r.version.as_str())
            .chain(
                placed
                    .iter()
                    .filter(|p| p.decree.tree.name.value == earlier.name)
                    .map(|p| p.decree.tree.number.value.as_str()),
            )
            .collect();
        let named = earlier
            .repeals
            .iter()
            .map(|r| (&r.version, r.span))
            .chain(earlier.keeps.iter().map(|k| (&k.version, k.span)));
        for (version, span) in named {
            if !numbers.contains(&version.as_str())
                && let Some(near) = closest(version, numbers.iter().copied())
            {
                out.push(say::unknown_version(version, span, &near));
            }
        }
    }
    states.findings.append(&mut out);
}
