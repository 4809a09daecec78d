//! A criterion of the finished card.

use super::flat::{Flat, FlatCriterion};
use super::forms;
use super::inherit::{Inherited, Said};
use super::merge::{finding_key, key};
use super::rating::{Levels, require};
use super::scope::{Expect, Scope};
use super::{measure, options, sums, words};
use crate::exact::Num;
use crate::model::{Cap, Criterion, Expr, Finding, Force, Form, OnlyIf, Replaces, Require};
use crate::syntax::tree::{self, Node, Stmt};
use crate::text::catalogue::{cards, sums as sum_words};
use crate::text::{Both, Code, Diagnostic, Span, both, closest};

/// What a criterion is made on.
pub struct Desk<'s, 'n> {
    /// What names mean on its card.
    pub scope: &'s mut Scope<'n>,
    /// The levels that marks may name.
    pub levels: Levels<'s>,
    /// The card in a row.
    pub flat: &'s Flat<'s>,
    /// Whether the card could be read whole.
    pub whole: bool,
}

/// A criterion, with what else is written in it.
pub struct Built {
    /// The criterion.
    pub criterion: Criterion,
    /// Conditions of levels.
    pub requires: Vec<Require>,
    /// Whether all that gives its points could be read.
    pub sound: bool,
}

/// A criterion and the conditions of levels written in it.
pub fn build(
    from: &FlatCriterion<'_>,
    inherited: &Inherited,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> Built {
    let draft = from.draft;
    let number = draft.code.value.clone();
    let title = draft.title.as_ref().map(|t| t.value.clone());
    if title.is_none() && !draft.orphan {
        let thing = words::named(draft.kind, &number);
        out.push(cards::no_title(&thing, draft.head));
    }
    let before = out.len();
    forms::check(from, out);
    let mut made = Criterion {
        number,
        title: title.unwrap_or_default(),
        max: Num::ZERO,
        form: from.form,
        selector: None,
        cases: Vec::new(),
        options: Vec::new(),
        rungs: Vec::new(),
        of: None,
        rounding: None,
        tick_cap: None,
        caps: Vec::new(),
        missing: inherited.missing,
        only_if: Vec::new(),
        findings: Vec::new(),
        forces: Vec::new(),
        replaces: Vec::new(),
        evidence: Vec::new(),
        cites: inherited.cites.clone(),
        notes: Vec::new(),
        oddities: Vec::new(),
        parent: from.parent,
        like: draft.like.clone(),
        span: draft.head,
        max_span: draft.max.as_ref().map_or(draft.head, |m| m.span),
    };
    measure::selector(from, &mut made, desk, out);
    options::build(from, &mut made, desk, out);
    let measured = measure::points(from, &mut made, desk, out);
    let sound = measured && draft.whole && !out.iter().skip(before).any(spoils_points);
    let requires = lines(from, &mut made, desk, out);
    maximum(from, &mut made, out);
    if sound {
        let written = draft.max.as_ref().map(|m| m.span);
        sums::criterion(&made, written, draft.shared, out);
    }
    Built {
        criterion: made,
        requires,
        sound,
    }
}

/// Whether a finding leaves it open what a criterion can give. Conditions and
/// marks that are wrong do not.
fn spoils_points(found: &Diagnostic) -> bool {
    matches!(
        found.code,
        Code::E0207
            | Code::E0208
            | Code::E0210
            | Code::E0211
            | Code::E0212
            | Code::E0218
            | Code::E0219
            | Code::E0221
    )
}

/// All other lines.
fn lines(
    from: &FlatCriterion<'_>,
    made: &mut Criterion,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Require> {
    let mut said = Said::default();
    let mut requires = Vec::new();
    let place = words::named(from.draft.kind, &from.draft.code.value);
    for node in &from.draft.lines {
        match &node.stmt {
            Stmt::OnlyIf(o) => made.only_if.extend(only_if(o, node.span, desk.scope, out)),
            Stmt::Finding(f) => {
                let finding = finding(f, node.span, desk.scope, out);
                let first = made
                    .findings
                    .iter()
                    .find(|x| x.key.is_some() && x.key == finding.key);
                let option = made
                    .options
                    .iter()
                    .find(|o| Some(o.key.as_str()) == finding.key.as_deref());
                if let Some(first) = first.map(|x| x.span).or(option.map(|o| o.span)) {
                    let k = finding.key.as_deref().unwrap_or_default();
                    out.push(cards::option_twice(k, node.span, first));
                }
                made.findings.push(finding);
            }
            Stmt::Force(f) => made.forces.extend(force(f, from, made, desk, out)),
            Stmt::Replaces(r) => made.replaces.extend(replaces(r, from, desk, out)),
            Stmt::Require(r) => requires.extend(require(
                r,
                node.span,
                Some(made.number.clone()),
                desk.levels,
                desk.scope,
                out,
            )),
            Stmt::Cap(c) => {
                let when = condition(c.when.as_ref(), desk, out);
                if c.when.is_none() || when.is_some() {
                    made.caps.push(Cap {
                        points: c.points.value,
                        when,
                        label: c.label.as_ref().map(|l| l.value.clone()),
                    });
                }
            }
            Stmt::Missing(m) => {
                let what = both!("what a missing answer means", "khi thiếu câu trả lời");
                if said.once("missing", node.span, &what, out) {
                    made.missing = *m;
                }
            }
            Stmt::Evidence(w) => made.evidence.push(w.value.clone()),
            _ => remark(
                node,
                &place,
                &mut made.cites,
                &mut made.notes,
                &mut made.oddities,
                out,
            ),
        }
    }
    requires
}

/// `cite`, `note` and `oddity`.
pub fn remark(
    node: &Node,
    place: &Both,
    cites: &mut Vec<String>,
    notes: &mut Vec<String>,
    oddities: &mut Vec<crate::model::Oddity>,
    out: &mut Vec<Diagnostic>,
) {
    match &node.stmt {
        Stmt::Cite(w) if cites.contains(&w.value) => {}
        Stmt::Cite(w) => cites.push(w.value.clone()),
        Stmt::Note(w) => notes.push(w.value.clone()),
        Stmt::Oddity(w) => {
            out.push(cards::oddity(place, &w.value, node.span));
            oddities.push(crate::model::Oddity {
                text: w.value.clone(),
                span: node.span,
            });
        }
        _ => {}
    }
}

/// The condition under which a criterion, part or section counts.
pub fn only_if(
    o: &tree::OnlyIf,
    span: Span,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<OnlyIf> {
    let when = scope.expr(&o.when, Expect::Condition, out)?;
    Some(OnlyIf {
        when,
        otherwise: o.otherwise.as_ref().map(|n| n.value),
        label: o.label.as_ref().map(|l| l.value.clone()),
        span,
    })
}

/// A rejection or a stop.
pub fn finding(
    f: &tree::Finding,
    span: Span,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Finding {
    let answered = f.key.is_some() || f.when.is_none();
    Finding {
        kind: f.kind,
        key: answered.then(|| finding_key(f.kind, f.key.as_ref()).to_owned()),
        when: f
            .when
            .as_ref()
            .and_then(|e| scope.expr(e, Expect::Condition, out)),
        label: text(f.label.as_ref()),
        span,
    }
}

fn force(
    f: &tree::Force,
    from: &FlatCriterion<'_>,
    made: &Criterion,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Force> {
    let when = desk.scope.expr(&f.when, Expect::Condition, out);
    if !matches!(from.form, Form::Choice | Form::YesNo) {
        return None;
    }
    let k = key(&f.key.value);
    let Some(option) = made.option(k) else {
        if from.draft.whole && !made.options.is_empty() {
            let near = closest(k, made.options.iter().map(|o| o.key.as_str()));
            let all: Vec<String> = made.options.iter().map(|o| o.key.clone()).collect();
            let all = all.join(", ");
            out.push(cards::unknown_target(
                &both!("`force {k}`", "«buộc {k}»"),
                &both!(
                    "option {k} in this criterion",
                    "lựa chọn {k} trong tiêu chí này"
                ),
                f.key.span,
                near.as_deref(),
                both!("its options are: {all}", "các lựa chọn là: {all}"),
            ));
        }
        return None;
    };
    Some(Force {
        option,
        when: when?,
        label: f.label.as_ref().map(|l| l.value.clone()),
    })
}

fn replaces(
    r: &tree::Replaces,
    from: &FlatCriterion<'_>,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Replaces> {
    let when = condition(r.when.as_ref(), desk, out);
    let code = r.other.value.as_str();
    let me = from.draft.code.value.as_str();
    let flat = desk.flat;
    let line = both!("`replaces {code}`", "«thay cho {code}»");
    let all = flat
        .numbered(code)
        .map(|c| flat.below(c))
        .unwrap_or_default();
    let itself = all.iter().any(|i| {
        flat.criteria
            .get(*i)
            .is_some_and(|c| c.draft.code.value == me)
    });
    if all.is_empty() || itself {
        if itself {
            out.push(cards::unknown_target(
                &line,
                &both!("other criterion meant by that", "tiêu chí nào khác ở đó"),
                r.other.span,
                None,
                both!(
                    "a criterion replaces another one, not itself",
                    "tiêu chí thay cho tiêu chí khác, không thay cho chính nó"
                ),
            ));
        } else if desk.whole {
            let near = closest(
                code,
                flat.criteria.iter().map(|c| c.draft.code.value.as_str()),
            );
            out.push(cards::unknown_target(
                &line,
                &both!(
                    "criterion {code} on this card",
                    "tiêu chí {code} trên phiếu này"
                ),
                r.other.span,
                near.as_deref(),
                both!(
                    "write the number of a criterion of this card",
                    "ghi số của một tiêu chí trên phiếu này"
                ),
            ));
        }
        return Vec::new();
    }
    if r.when.is_some() && when.is_none() {
        return Vec::new();
    }
    all.into_iter()
        .map(|other| Replaces {
            other,
            when: when.clone(),
            label: r.label.as_ref().map(|l| l.value.clone()),
        })
        .collect()
}

/// The maximum written, or the one that follows.
fn maximum(from: &FlatCriterion<'_>, made: &mut Criterion, out: &mut Vec<Diagnostic>) {
    let draft = from.draft;
    if let Some(max) = &draft.max {
        made.max = max.value;
        return;
    }
    if made.form == Form::Formula {
        if !draft.orphan {
            let form = both!("a formula", "công thức");
            out.push(sum_words::no_maximum(&made.number, &form, draft.head));
        }
        return;
    }
    made.max = sums::reach(&Criterion {
        only_if: Vec::new(),
        ..made.clone()
    })
    .hi
    .unwrap_or(Num::ZERO);
}

/// A condition, if there is one and it could be typed.
pub fn condition(
    e: Option<&tree::Expr>,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Expr> {
    e.and_then(|e| desk.scope.expr(e, Expect::Condition, out))
}

/// A label, empty if there is none.
pub fn text(word: Option<&tree::Word>) -> String {
    word.map_or_else(String::new, |w| w.value.clone())
}
