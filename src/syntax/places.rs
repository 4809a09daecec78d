//! A tree without its places: two texts mean the same when their trees are
//! equal but for the places.
//!
//! Every type of the tree is taken apart field by field, so that a new field
//! has to be thought of here.

use super::tree::*;
use crate::exact::{Num, Rounding};
use crate::text::{SourceId, Span};

impl File {
    /// The same tree with every place and every comment forgotten.
    #[must_use]
    pub fn without_places(&self) -> File {
        let mut file = File {
            source: SourceId::default(),
            items: self.items.clone(),
            comments: Vec::new(),
        };
        file.items.forget_places();
        file
    }
}

/// Something that stands at a place, or holds what does.
trait Places {
    /// Sets every place to the same nowhere.
    fn forget_places(&mut self);
}

impl Places for Span {
    fn forget_places(&mut self) {
        *self = Span::default();
    }
}

impl<T: Places> Places for Sp<T> {
    fn forget_places(&mut self) {
        let Sp { value, span } = self;
        value.forget_places();
        span.forget_places();
    }
}

impl<T: Places> Places for Option<T> {
    fn forget_places(&mut self) {
        if let Some(inner) = self {
            inner.forget_places();
        }
    }
}

impl<T: Places> Places for Vec<T> {
    fn forget_places(&mut self) {
        for inner in self {
            inner.forget_places();
        }
    }
}

impl<T: Places> Places for Box<T> {
    fn forget_places(&mut self) {
        (**self).forget_places();
    }
}

impl<A: Places, B: Places> Places for (A, B) {
    fn forget_places(&mut self) {
        let (a, b) = self;
        a.forget_places();
        b.forget_places();
    }
}

macro_rules! placeless {
    ($($ty:ty)*) => {
        $(impl Places for $ty {
            fn forget_places(&mut self) {}
        })*
    };
}

placeless! {
    String bool Num Rounding jiff::civil::Date
    BinaryOp Builtin CmpOp Function PlaceKind Quantifier
    GroupKind FindingKind MissingPolicy AverageKind LevelName Side
}

macro_rules! structs {
    ($($ty:ident { $($field:ident)* })*) => {
        $(impl Places for $ty {
            fn forget_places(&mut self) {
                let $ty { $($field),* } = self;
                $($field.forget_places();)*
            }
        })*
    };
}

structs! {
    Node { stmt span }
    Block { body span closed }
    Scorecard { id title path block }
    Shared { name block }
    Group { kind code title max subtracted best cap like block head }
    Criterion { code title max form like block head }
    Case { key title when block }
    By { selector block }
    Branch { keys block }
    Option_ { key points marks label printed when }
    Printed { text why }
    Rung { key points steps label }
    Steps { last every }
    Finding { kind key when label }
    OnlyIf { when otherwise label }
    Force { key when label }
    Replaces { other when label }
    Require { level when label }
    Cap { points when label }
    Expr { kind span }
    Place { kind code }
    Fact { name ty range label missing }
    Field { name ty range label }
    Let { name expr label }
    Table { name by ty label block }
    Row { keys value }
    Ruleset { name version block }
    Applies { from until }
    Repeals { version from }
    Transition { cite block }
    Keep { version when }
    Rating { of lower_is_better block }
    LevelRow { level band label }
    Band { lo lo_in hi hi_in span }
    Quantity { value unit }
    Lift { at_least level when label }
    Assumption { name text choices }
    Choice { name label }
    Council { block }
    Average { kind rounding }
    Spread { limit }
    Certificate { from months renew }
    Authority { powers }
    Power { levels who }
    Test { name card block }
    Baseline { best except }
    Assessor { name own }
    Assign { name value }
    Clause { kind span }
    Amendment { number name to block }
    Renewal { at node }
    Path { cards steps span }
    Crosswalk { name from to block }
    CardPair { from to why block head }
    NewCards { cards why }
    Walk { from to like why block head }
    Gone { from why }
    Same { pairs why }
    SamePair { from to }
    Fresh { to why }
    FactWalk { pairs why block head }
    FactPair { from to }
    Turn { from to why }
    Stretch { first last }
}

macro_rules! enums {
    ($($ty:ident {
        $($variant:ident $(($($part:ident),*))? $([$($field:ident),*])?;)*
    })*) => {
        $(impl Places for $ty {
            fn forget_places(&mut self) {
                match self {
                    $($ty::$variant $(($($part),*))? $({ $($field),* })? => {
                        $($($part.forget_places();)*)?
                        $($($field.forget_places();)*)?
                    })*
                }
            }
        })*
    };
}

enums! {
    Form { YesNo; Checklist[cap]; Ladder(of); Formula[expr, rounding]; }
    RowKey {
        Else; Compare(op, bound); Band(band); Quantity(quantity); Bool(yes); Date(date);
        Text(text); Word(word);
    }
    Marks { Unsaid; None(at); Some(marks); }
    ExprKind {
        Quantity(a); Date(a); Text(a); Bool(a); Name(a); Builtin(a); Not(a); Neg(a); Paren(a);
        Binary(op, a, b); Compare(op, a, b); In(a, b); Set(items); Range[lo, lo_in, hi, hi_in];
        If(a, b, c); Call(function, items); Filter(list, condition);
        Quantified[quantifier, field, list, filter]; Points(place); Maximum(place); Criterion(code);
        AtMaximum(code); AnyAtMaximum(place); CountAtMaximum(place);
    }
    TypeKind {
        Decimal(unit); Whole(unit); Percent; Money(unit); Date; Months; Text; YesNo;
        OneOf(choices); List(fields);
    }
    Value { Code(code); Codes(codes); Quantity(quantity); Date(date); Bool(yes); Text(text); Records(records); }
    ClauseKind {
        Total(points); TotalIn(band); Rating(claim, because); Rejected; Stopped; Missing(code);
        Assumption(name); CriterionOption(code, value); CriterionPoints(code, points);
        Part(code, points); Group(kind, code, points); Unavailable;
    }
    FactTarget { Same; As(name); Gone(at); }
    RatingClaim { Level(level); Between(from, to); Unrated; Unavailable; }
    Stmt {
        Ruleset(s); Scorecard(s); Shared(s); Group(s); Criterion(s); Case(s); By(s); Branch(s);
        Option(s); Rung(s); Finding(s); OnlyIf(s); Force(s); Replaces(s); Require(s); Cap(s);
        Missing(s); Evidence(s); Cite(s); Note(s); Oddity(s); Without(s); Like(s); Set(s); Samples(s);
        Unavailable(s); Title(s); Signed(s); Applies(s); Repeals(s); Transition(s); Keep(s);
        Rating(s); RatingUnavailable(s); LevelRow(s); Lift(s); Assumption(s); Council(s); Average(s); Quorum(s);
        Spread(s); Certificate(s); Authority(s); Fact(s); Field(s); Let(s); Table(s); Row(s);
        Test(s); Dossier(s); Baseline(s); Given(s); Assessor(s);
        Members(s); Kind(s); Filed(s); Assessed(s); Assume(s);
        Expect(s); Amendment(s); Change(s);
        Crosswalk(s); CardPair(s); NewCards(s); Walk(s); Gone(s); Same(s); Fresh(s); FactWalk(s);
        Turn(s); Bad(s);
    }
    Change {
        Replace(new); Add(new); Insert[side, at, block]; Repeal(at); Renumber[at, code];
        Mark[at, levels]; Unmark[at, levels];
    }
    Cards { One(card); Every[star, except]; }
    Step {
        Part(a); Section(a); Criterion(a); Option(a); Case(a); Finding(kind, key); Require(a);
        Force(a); Replaces(a); Evidence; OnlyIf; Cap; Missing; Samples; Set; Unavailable; Title;
        Applies; Rating; Council; Certificate; Authority; Transition(a); Assumption(a); Fact(a);
        Let(a); Table(a);
    }
}
