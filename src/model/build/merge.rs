//! What the lines under a `like` do to the lines of the shared text.
//!
//! * An option line with a letter that the shared text has changes that
//!   option, wherever it stands (in a case, or in each branch): points, marks,
//!   label, `printed` and `when` that are written here are used, the others
//!   stay. `unmarked` takes the marks away. A new letter is added after the
//!   option written before it here, or at the end; after `without a`, a new
//!   `a` takes the old one's place.
//! * A case with a number that the shared text has changes that case in the
//!   same way.
//! * A `by` block and the rungs of a ladder replace those of the shared text.
//! * `reject` and `stop` replace the one with the same key, `force` those of
//!   the same option, `replaces` those of the same criterion, `require` those
//!   of the same level; others are added.
//! * `only if`, `cap`, `missing` and `evidence` replace the shared ones.
//! * `cite`, `note` and `oddity` are added.

use crate::syntax::tree::{Block, FindingKind, LevelName, Marks, Node, Option_, Stmt, Word};
use crate::text::{Diagnostic, catalogue::cards, catalogue::sharing};
use std::collections::HashSet;

/// An option letter or finding key: `có` and `không` are `yes` and `no`.
#[must_use]
pub fn key(written: &str) -> &str {
    match written {
        "có" => "yes",
        "không" => "no",
        other => other,
    }
}

/// What an assessor answers to say a finding.
#[must_use]
pub fn finding_key(kind: FindingKind, written: Option<&Word>) -> &str {
    match (written, kind) {
        (Some(w), _) => &w.value,
        (None, FindingKind::Reject) => "reject",
        (None, FindingKind::Stop) => "stop",
    }
}

/// Whether a statement is one of those that give the points of a form.
#[must_use]
pub fn gives_points(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Option(_) | Stmt::Case(_) | Stmt::By(_) | Stmt::Rung(_)
    )
}

/// Whether a line and all in it could be read.
#[must_use]
pub fn readable(node: &Node) -> bool {
    match inside(&node.stmt) {
        Some(block) => block.closed && block.body.iter().all(readable),
        None => !matches!(node.stmt, Stmt::Bad(_)),
    }
}

/// The letters of options, the numbers of cases and the keys of findings.
pub fn keys(lines: &[Node]) -> Vec<String> {
    let mut all = Vec::new();
    for node in lines {
        match &node.stmt {
            Stmt::Option(o) => all.push(key(&o.key.value).to_owned()),
            Stmt::Finding(f) => all.push(finding_key(f.kind, f.key.as_ref()).to_owned()),
            Stmt::Case(c) => all.push(c.key.value.clone()),
            _ => {}
        }
        if let Some(block) = inside(&node.stmt) {
            all.extend(keys(&block.body));
        }
    }
    all
}

/// The lines of the shared text, changed by those written here.
pub fn lines(
    mut base: Vec<Node>,
    own: &[&Node],
    left_out: &[Word],
    found: &mut HashSet<String>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    let renewed: HashSet<&str> = own
        .iter()
        .filter_map(|n| match &n.stmt {
            Stmt::Option(o) => Some(key(&o.key.value)),
            _ => None,
        })
        .collect();
    for word in left_out {
        let k = key(&word.value);
        if renewed.contains(k) {
            // Its place is kept for the new one.
            if blank(&mut base, k) {
                found.insert(k.to_owned());
            }
        } else if leave_out(&mut base, k) {
            found.insert(k.to_owned());
        }
    }
    base.retain(|b| !own.iter().any(|o| ousts(&o.stmt, &b.stmt)));
    let mut cursor = None;
    let mut seen: HashSet<&str> = HashSet::new();
    for node in own {
        match &node.stmt {
            Stmt::Option(o) => {
                if !seen.insert(key(&o.key.value)) {
                    let first = first_option(own, key(&o.key.value));
                    out.push(cards::option_twice(&o.key.value, o.key.span, first));
                } else if let Some(at) = override_option(&mut base, o, node, out) {
                    cursor = Some(at);
                } else {
                    add(&mut base, &mut cursor, node);
                }
            }
            Stmt::Case(c) => {
                let old = base
                    .iter()
                    .position(|n| matches!(&n.stmt, Stmt::Case(b) if b.key.value == c.key.value));
                match old.and_then(|i| base.get_mut(i).map(|n| (i, n))) {
                    Some((i, n)) => {
                        n.span = node.span;
                        if let Stmt::Case(b) = &mut n.stmt {
                            b.title = c.title.clone().or(b.title.take());
                            b.when = c.when.clone().or(b.when.take());
                            let inner: Vec<&Node> = c.block.body.iter().collect();
                            let body = std::mem::take(&mut b.block.body);
                            b.block.body = lines(body, &inner, &[], found, out);
                        }
                        cursor = Some(i);
                    }
                    None => add(&mut base, &mut cursor, node),
                }
            }
            _ => base.push((*node).clone()),
        }
    }
    base
}

/// Puts a new option or case after the one before it, or at the end.
fn add(base: &mut Vec<Node>, cursor: &mut Option<usize>, node: &Node) {
    let at = cursor.map_or(base.len(), |c| c.saturating_add(1).min(base.len()));
    base.insert(at, node.clone());
    *cursor = Some(at);
}

/// Whether a line written here takes the place of a line of the shared text.
fn ousts(own: &Stmt, base: &Stmt) -> bool {
    match (own, base) {
        (Stmt::By(_), Stmt::By(_))
        | (Stmt::Rung(_), Stmt::Rung(_))
        | (Stmt::OnlyIf(_), Stmt::OnlyIf(_))
        | (Stmt::Cap(_), Stmt::Cap(_))
        | (Stmt::Missing(_), Stmt::Missing(_))
        | (Stmt::Evidence(_), Stmt::Evidence(_)) => true,
        (Stmt::Finding(a), Stmt::Finding(b)) => {
            a.kind == b.kind
                && finding_key(a.kind, a.key.as_ref()) == finding_key(b.kind, b.key.as_ref())
        }
        (Stmt::Force(a), Stmt::Force(b)) => key(&a.key.value) == key(&b.key.value),
        (Stmt::Replaces(a), Stmt::Replaces(b)) => a.other.value == b.other.value,
        (Stmt::Require(a), Stmt::Require(b)) => same_level(&a.level.value, &b.level.value),
        _ => false,
    }
}

/// Whether two names of levels are the same: quotes make no difference.
#[must_use]
pub fn same_level(a: &LevelName, b: &LevelName) -> bool {
    match (a, b) {
        (LevelName::Stars(x), LevelName::Stars(y)) => x == y,
        (LevelName::Word(x) | LevelName::Text(x), LevelName::Word(y) | LevelName::Text(y)) => {
            x == y
        }
        _ => false,
    }
}

fn inside(stmt: &Stmt) -> Option<&Block> {
    match stmt {
        Stmt::Case(c) => Some(&c.block),
        Stmt::By(b) => Some(&b.block),
        Stmt::Branch(b) => Some(&b.block),
        _ => None,
    }
}

fn inside_mut(stmt: &mut Stmt) -> Option<&mut Block> {
    match stmt {
        Stmt::Case(c) => Some(&mut c.block),
        Stmt::By(b) => Some(&mut b.block),
        Stmt::Branch(b) => Some(&mut b.block),
        _ => None,
    }
}

fn first_option(own: &[&Node], k: &str) -> crate::text::Span {
    own.iter()
        .find_map(|n| match &n.stmt {
            Stmt::Option(o) if key(&o.key.value) == k => Some(o.key.span),
            _ => None,
        })
        .unwrap_or_default()
}

/// Takes options, cases and findings of a key away.
fn leave_out(lines: &mut Vec<Node>, k: &str) -> bool {
    let before = lines.len();
    lines.retain(|n| match &n.stmt {
        Stmt::Option(o) => key(&o.key.value) != k,
        Stmt::Finding(f) => finding_key(f.kind, f.key.as_ref()) != k,
        Stmt::Case(c) => c.key.value != k,
        _ => true,
    });
    let mut any = lines.len() < before;
    for node in lines {
        if let Some(block) = inside_mut(&mut node.stmt) {
            any |= leave_out(&mut block.body, k);
        }
    }
    any
}

/// Empties the option of a key, so that nothing of it is taken over.
fn blank(lines: &mut [Node], k: &str) -> bool {
    let mut any = false;
    for node in lines {
        match &mut node.stmt {
            Stmt::Option(o) if key(&o.key.value) == k => {
                any = true;
                o.points = None;
                o.marks = Marks::Unsaid;
                o.label = None;
                o.printed = None;
                o.when = None;
            }
            stmt => {
                if let Some(block) = inside_mut(stmt) {
                    any |= blank(&mut block.body, k);
                }
            }
        }
    }
    any
}

/// Changes every option of the same key; gives the place of the line it stands in.
fn override_option(
    base: &mut [Node],
    own: &Option_,
    line: &Node,
    out: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let mut at = None;
    for (i, node) in base.iter_mut().enumerate() {
        match &mut node.stmt {
            Stmt::Option(o) if key(&o.key.value) == key(&own.key.value) => {
                if says_nothing_new(own, o) {
                    out.push(sharing::nothing_new(&own.key.value, line.span, o.key.span));
                }
                change(o, own);
                node.span = line.span;
                at = at.or(Some(i));
            }
            stmt => {
                if let Some(block) = inside_mut(stmt)
                    && override_option(&mut block.body, own, line, out).is_some()
                {
                    at = at.or(Some(i));
                }
            }
        }
    }
    at
}

/// What is written in an option line takes the place of what was there.
pub fn change(base: &mut Option_, own: &Option_) {
    base.key = own.key.clone();
    base.points = own.points.clone().or(base.points.take());
    if own.marks != Marks::Unsaid {
        base.marks = own.marks.clone();
    }
    base.label = own.label.clone().or(base.label.take());
    base.printed = own.printed.clone().or(base.printed.take());
    base.when = own.when.clone().or(base.when.take());
}

/// Whether all that an option line says is in the shared text already.
fn says_nothing_new(own: &Option_, base: &Option_) -> bool {
    let points = own
        .points
        .as_ref()
        .is_none_or(|p| base.points.as_ref().is_some_and(|b| b.value == p.value));
    let label = own
        .label
        .as_ref()
        .is_none_or(|l| base.label.as_ref().is_some_and(|b| b.value == l.value));
    let marks = match (&own.marks, &base.marks) {
        (Marks::Unsaid, _) | (Marks::None(_), Marks::None(_) | Marks::Unsaid) => true,
        (Marks::Some(a), Marks::Some(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(x, y)| same_level(&x.value, &y.value))
        }
        _ => false,
    };
    points && label && marks && own.printed.is_none() && own.when.is_none()
}
