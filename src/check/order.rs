//! W1015 and N1016: options whose points do not follow their order.
//!
//! **What they do.** Conditions such as `criterion 5.1 >= b` go by the position
//! of options on the card. Where an option at or after `b` gives fewer points
//! than one before it, that is told as W1015. Where the points of a criterion
//! neither rise nor fall from line to line, and nothing goes by position, it is
//! a note (N1016). Marks that go by position are told when the card is read
//! (W0205).
//!
//! **Why it matters.** "At least b" is read as "b or better"; here better by
//! position is worse by points, or a figure was mistyped.

use super::{Sheet, unless_recorded};
use crate::model::{Criterion, Expr, ExprKind, Form, Opt};
use crate::syntax::tree::CmpOp;
use crate::text::catalogue::checks::shape as say;
use crate::text::{Diagnostic, Span};

/// Options of a criterion are compared by position here: those from a place on
/// are on one side.
struct Cut {
    criterion: usize,
    /// The first option of the upper side.
    from: usize,
    at: Span,
}

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    let cuts = cuts(sheet);
    for (i, c) in sheet.card.criteria.iter().enumerate() {
        if c.form != Form::Choice || c.options.iter().any(|o| !o.marks.is_empty()) {
            continue;
        }
        let mut by_position = false;
        for cut in cuts.iter().filter(|cut| cut.criterion == i) {
            by_position = true;
            if let Some((before, after)) = falls_across(c, cut.from) {
                let found = say::order_against_points(
                    &c.number,
                    cut.at,
                    (&before.key, before.span),
                    (&after.key, after.span),
                );
                out.push(unless_recorded(c, found));
            }
        }
        if by_position {
            continue;
        }
        if let Some((before, after)) = zigzag(c) {
            let found = say::zigzag(
                &c.number,
                (&before.key, before.span),
                (&after.key, after.span),
            );
            out.push(unless_recorded(c, found));
        }
    }
}

/// An option below a cut that gives more points than one above it.
fn falls_across(c: &Criterion, from: usize) -> Option<(&Opt, &Opt)> {
    let (below, above) = c.options.split_at_checked(from)?;
    let most = below.iter().max_by_key(|o| o.points)?;
    let least = above.iter().min_by_key(|o| o.points)?;
    (least.points < most.points).then_some((most, least))
}

/// Two neighbours at which points that rise elsewhere fall, or the other way
/// round: the later of the first rise and the first fall.
fn zigzag(c: &Criterion) -> Option<(&Opt, &Opt)> {
    let (mut rise, mut fall) = (None, None);
    for (before, after) in c.options.iter().zip(c.options.iter().skip(1)) {
        if (before.case, before.branch) != (after.case, after.branch) {
            (rise, fall) = (None, None);
            continue;
        }
        let slot = match before.points.cmp(&after.points) {
            std::cmp::Ordering::Less => &mut rise,
            std::cmp::Ordering::Greater => &mut fall,
            std::cmp::Ordering::Equal => continue,
        };
        slot.get_or_insert((before, after));
        if rise.is_some() && fall.is_some() {
            return Some((before, after));
        }
    }
    None
}

fn cuts(sheet: &Sheet<'_>) -> Vec<Cut> {
    let mut found = Vec::new();
    let mut look = |_, e: &Expr| e.walk(&mut |inner| cut(inner, &mut found));
    sheet.card.each_expr(&mut look);
    sheet.rules.each_expr(&mut look);
    found
}

fn cut(e: &Expr, found: &mut Vec<Cut>) {
    let mut add = |of: &Expr, with: &Expr, upper_has_it: bool| {
        if let (ExprKind::OptionOf(criterion), ExprKind::OptionKey(option)) = (&of.kind, &with.kind)
        {
            found.push(Cut {
                criterion: *criterion,
                from: option.saturating_add(usize::from(!upper_has_it)),
                at: e.span,
            });
        }
    };
    match &e.kind {
        ExprKind::Compare(op, a, b) => match op {
            CmpOp::Ge | CmpOp::Lt => {
                add(a, b, true);
                add(b, a, false);
            }
            CmpOp::Gt | CmpOp::Le => {
                add(a, b, false);
                add(b, a, true);
            }
            CmpOp::Eq | CmpOp::Ne => {}
        },
        ExprKind::InRange {
            of,
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            if let Some(lo) = lo {
                add(of, lo, *lo_in);
            }
            if let Some(hi) = hi {
                add(of, hi, !*hi_in);
            }
        }
        _ => {}
    }
}
