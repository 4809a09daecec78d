use super::*;
use proptest::prelude::*;

fn n(s: &str) -> Num {
    s.parse().unwrap()
}

fn span(text: &str) -> Nums {
    // "0..10", "(0..10)", "..5": a bracket says that the end is not in it.
    let (lo_in, rest) = match text.strip_prefix('(') {
        Some(rest) => (false, rest),
        None => (true, text),
    };
    let (hi_in, rest) = match rest.strip_suffix(')') {
        Some(rest) => (false, rest),
        None => (true, rest),
    };
    let (lo, hi) = rest.split_once("..").unwrap();
    let end = |s: &str| (!s.is_empty()).then(|| n(s));
    let (lo, hi) = (end(lo), end(hi));
    Nums::span(Interval {
        lo,
        lo_in: lo.is_some() && lo_in,
        hi,
        hi_in: hi.is_some() && hi_in,
    })
}

#[test]
fn sums_and_products_of_stretches_keep_their_ends() {
    assert_eq!(span("1..2").add(&span("(10..20)")), Ok(span("(11..22)")));
    assert_eq!(span("-2..3").mul(&span("-5..4")), Ok(span("-15..12")));
    assert_eq!(span("0..").mul(&span("2..3")), Ok(span("0..")));
    assert_eq!(span("(0..10").mul(&span("0..1")), Ok(span("0..10")));
    assert_eq!(span("1..2").sub(&span("..1")), Ok(span("0..")));
}

#[test]
fn a_divisor_that_may_be_zero_says_nothing_and_zero_itself_is_a_trouble() {
    assert_eq!(span("1..2").div(&span("-1..1")), Ok(Nums::all()));
    assert_eq!(
        span("1..2").div(&Nums::ZERO),
        Err(TroubleKind::DivisionByZero)
    );
    assert_eq!(span("1..2").div(&span("(0..4")), Ok(span("0.25..")));
    assert_eq!(span("1..2").div(&span("2..4")), Ok(span("0.25..1")));
    assert_eq!(span("1..2").div(&span("..-4")), Ok(span("-0.5..0)")));
}

#[test]
fn a_number_beyond_all_digits_is_a_trouble_not_a_wrong_number() {
    let mut x = Nums::One(n("999999999999999999"));
    let mut seen = None;
    for _ in 0..4 {
        match x.mul(&x) {
            Ok(y) => x = y,
            Err(e) => seen = Some(e),
        }
    }
    assert_eq!(seen, Some(TroubleKind::TooLarge));
}

#[test]
fn few_whole_numbers_are_kept_apart() {
    assert_eq!(
        span("(0..3").whole(),
        Some(Nums::of(vec![n("1"), n("2"), n("3")]))
    );
    assert_eq!(span("(0..1)").whole(), None);
    assert_eq!(span("0..1000").whole(), Some(span("0..1000")));
}

#[test]
fn comparisons_that_ends_decide_are_decided() {
    use CmpOp::*;
    assert_eq!(span("0..50)").compare(Lt, &Nums::One(n("50"))), Tri::Yes);
    assert_eq!(span("0..50").compare(Lt, &Nums::One(n("50"))), Tri::Unknown);
    assert_eq!(span("50..").compare(Lt, &Nums::One(n("50"))), Tri::No);
    assert_eq!(span("50..").compare(Ge, &Nums::One(n("50"))), Tri::Yes);
    let some = Nums::of(vec![n("0"), n("1"), n("3")]);
    assert_eq!(some.compare(Eq, &Nums::One(n("2"))), Tri::No);
    assert_eq!(some.compare(Ne, &Nums::One(n("3"))), Tri::Unknown);
}

/// A stretch or a few numbers, with one of the numbers in it.
fn with_member() -> impl Strategy<Value = (Nums, Num)> {
    let num = (-6i64..=6, 1i64..=2).prop_map(|(a, b)| Num::ratio(a, b).unwrap());
    prop_oneof![
        proptest::collection::vec(num.clone(), 1..4).prop_map(|v| (Nums::of(v.clone()), v[0])),
        (num.clone(), num, 0u8..4).prop_map(|(a, b, open)| {
            let (lo, hi) = (a.min(b), a.max(b));
            let middle = lo.add(hi).unwrap().div(Num::int(2)).unwrap();
            let at = match open {
                0 => lo,
                1 => hi,
                _ => middle,
            };
            let unbounded = open == 3;
            let set = Nums::span(Interval {
                lo: Some(lo),
                lo_in: true,
                hi: (!unbounded).then_some(hi),
                hi_in: !unbounded,
            });
            (set, at)
        }),
    ]
}

proptest! {
    #[test]
    fn whatever_the_operands_are_the_result_is_in_it((a, x) in with_member(), (b, y) in with_member()) {
        let has = |set: Result<Nums, TroubleKind>, value: Option<Num>| match (set, value) {
            (Ok(set), Some(v)) => set.hull().contains(v) && set.each().is_none_or(|e| e.contains(&v)),
            _ => true,
        };
        prop_assert!(has(a.add(&b), x.add(y)));
        prop_assert!(has(a.sub(&b), x.sub(y)));
        prop_assert!(has(a.mul(&b), x.mul(y)));
        prop_assert!(has(a.div(&b), x.div(y)));
        prop_assert!(has(a.neg(), x.neg()));
        prop_assert!(has(a.abs(), x.abs()));
        prop_assert!(has(Ok(a.least(&b)), Some(x.min(y))));
        prop_assert!(has(Ok(a.greatest(&b)), Some(x.max(y))));
        prop_assert!(has(Ok(a.join(&b)), Some(x)) && has(Ok(a.join(&b)), Some(y)));
        for mode in [RoundMode::HalfUp, RoundMode::HalfDown, RoundMode::HalfEven, RoundMode::Up, RoundMode::Down] {
            let rule = Rounding { mode, step: Num::ONE };
            prop_assert!(has(a.round(rule), x.round(rule)));
        }
    }

    #[test]
    fn a_certain_comparison_holds_for_every_pair((a, x) in with_member(), (b, y) in with_member()) {
        let pairs = [
            (CmpOp::Lt, x < y), (CmpOp::Le, x <= y), (CmpOp::Gt, x > y),
            (CmpOp::Ge, x >= y), (CmpOp::Eq, x == y), (CmpOp::Ne, x != y),
        ];
        for (op, truth) in pairs {
            let said = a.compare(op, &b);
            prop_assert!(said == Tri::Unknown || said == Tri::of(truth), "{a:?} {op:?} {b:?}");
        }
    }

    #[test]
    fn a_set_falls_apart_into_what_is_in_a_stretch_and_what_is_not((a, x) in with_member(), (b, _) in with_member()) {
        let i = b.hull();
        let inside = a.meet(&i).is_some_and(|s| s.hull().contains(x));
        let outside = a.minus(&i).iter().any(|s| s.hull().contains(x));
        prop_assert_eq!(inside, i.contains(x));
        prop_assert_eq!(outside, !i.contains(x));
    }
}
