//! Figures that lie outside of what a fact can be: comparisons that are
//! settled before any dossier is read.

use super::{literal_number, words};
use crate::exact::Num;
use crate::model::build::scope::Scope;
use crate::model::{Expr as Typed, ExprKind as Kind, Interval, Key, Type};
use crate::syntax::tree::CmpOp;
use crate::text::catalogue::declared;
use crate::text::{Both, Diagnostic, Span};

/// What is known of a value from declarations alone.
pub(super) struct Known {
    stretch: Interval,
    whole: bool,
    /// What the page calls it.
    name: String,
    declared: Option<Span>,
}

impl Scope<'_> {
    /// The declared stretch of a fact, a field, or a name for one.
    fn known(&self, e: &Typed) -> Option<Known> {
        match &e.kind {
            Kind::Fact(i) => {
                let fact = self.names.fact_at(*i)?;
                Some(Known {
                    stretch: fact
                        .range
                        .clone()
                        .or_else(|| fact.whole.then(Interval::default))?,
                    whole: fact.whole,
                    name: fact.name.clone(),
                    declared: Some(fact.span),
                })
            }
            Kind::Field(i) => {
                let field = self.records.last()?.fields.get(*i)?;
                Some(Known {
                    stretch: field
                        .range
                        .clone()
                        .or_else(|| field.whole.then(Interval::default))?,
                    whole: field.whole,
                    name: field.name.clone(),
                    declared: None,
                })
            }
            Kind::Let(i) => {
                let inner = self.names.let_of_fact(*i)?;
                self.known(&inner)
            }
            _ => None,
        }
    }

    /// Warns when a figure settles a comparison.
    pub(super) fn warn_compare(
        &self,
        op: CmpOp,
        left: &Typed,
        right: &Typed,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) {
        let (op, of, value) = match (literal_number(left), literal_number(right)) {
            (None, Some(v)) => (op, left, v),
            (Some(v), None) => (turned(op), right, v),
            _ => return,
        };
        if let Some(known) = self.known(of)
            && let Some(always) = known.settles(op, value)
        {
            self.say_settled(&known, always, &of.ty, span, out);
        }
    }

    /// Warns when a range holds nothing, or all, of what a fact can be.
    #[allow(clippy::too_many_arguments, reason = "the parts of one range")]
    pub(super) fn warn_range(
        &self,
        of: &Typed,
        lo: Option<&Typed>,
        lo_in: bool,
        hi: Option<&Typed>,
        hi_in: bool,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) {
        let number = |e: Option<&Typed>| match e {
            Some(e) => literal_number(e).map(Some),
            None => Some(None),
        };
        let (Some(known), Some(lo), Some(hi)) = (self.known(of), number(lo), number(hi)) else {
            return;
        };
        let range = Interval {
            lo,
            lo_in,
            hi,
            hi_in,
        };
        if let Some(always) = known.settles_range(&range) {
            self.say_settled(&known, always, &of.ty, span, out);
        }
    }

    /// Warns when no value of what is looked at fits a key.
    pub(in crate::model::build) fn warn_key(
        &self,
        key: &Key,
        span: Span,
        of: &Typed,
        out: &mut Vec<Diagnostic>,
    ) {
        if let (Key::Within(range), Some(known)) = (key, self.known(of))
            && known.settles_range(range) == Some(false)
        {
            self.say_settled(&known, false, &of.ty, span, out);
        }
    }

    fn say_settled(
        &self,
        known: &Known,
        always: bool,
        ty: &Type,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) {
        let stretch = known.words(ty);
        let d = if always {
            declared::always_true(span, &known.name, &stretch, known.declared)
        } else {
            declared::never_true(span, &known.name, &stretch, known.declared)
        };
        self.say(out, d);
    }
}

impl Known {
    /// Whether `x OP value` holds never (false) or always (true). A figure that
    /// is the end of the range itself is no slip: «from 75 to 100» says 100.
    fn settles(&self, op: CmpOp, value: Num) -> Option<bool> {
        let Interval {
            lo,
            lo_in,
            hi,
            hi_in,
        } = self.stretch;
        if self.whole && !value.is_whole() {
            match op {
                CmpOp::Eq => return Some(false),
                CmpOp::Ne => return Some(true),
                _ => {}
            }
        }
        if let Some(hi) = hi {
            if value > hi {
                return Some(matches!(op, CmpOp::Lt | CmpOp::Le | CmpOp::Ne));
            }
            let at_end = value == hi;
            if at_end && (op == CmpOp::Gt || (!hi_in && matches!(op, CmpOp::Ge | CmpOp::Eq))) {
                return Some(false);
            }
        }
        if let Some(lo) = lo {
            if value < lo {
                return Some(matches!(op, CmpOp::Gt | CmpOp::Ge | CmpOp::Ne));
            }
            let at_end = value == lo;
            if at_end && (op == CmpOp::Lt || (!lo_in && matches!(op, CmpOp::Le | CmpOp::Eq))) {
                return Some(false);
            }
        }
        None
    }

    fn settles_range(&self, range: &Interval) -> Option<bool> {
        if self.stretch.meet(range).is_empty() {
            return Some(false);
        }
        let beyond = |end: Option<Num>, own: Option<Num>, above: bool| match (end, own) {
            (None, _) => true,
            (Some(e), Some(o)) => {
                if above {
                    e > o
                } else {
                    e < o
                }
            }
            (Some(_), None) => false,
        };
        let all = beyond(range.hi, self.stretch.hi, true)
            && beyond(range.lo, self.stretch.lo, false)
            && (range.lo.is_some() || range.hi.is_some());
        all.then_some(true)
    }

    /// The stretch in words: `0% .. 100%`, «số nguyên».
    fn words(&self, ty: &Type) -> Both {
        if self.stretch == Interval::default() {
            return crate::text::both!("the whole numbers", "các số nguyên");
        }
        let unit = match ty {
            Type::Number(u) => u.to_string(),
            _ => String::new(),
        };
        Both::same(words::stretch(&self.stretch, &unit))
    }
}

/// The comparison with its sides changed over.
fn turned(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
        same => same,
    }
}
