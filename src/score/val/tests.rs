use super::*;
use crate::exact::Num;

fn within(lo: i64, hi: i64) -> Key {
    Key::Within(Interval {
        lo: Some(Num::int(lo)),
        lo_in: true,
        hi: Some(Num::int(hi)),
        hi_in: true,
    })
}

fn picked(value: &Val<'_>, keys: &[Key]) -> (Vec<usize>, bool) {
    let p = pick(value, keys.iter().enumerate());
    (p.places, p.none)
}

#[test]
fn a_value_picks_the_first_key_that_takes_it() {
    let keys = [within(0, 5), within(3, 9), Key::Else];
    let at = |n: i64| picked(&Val::Num(Nums::One(Num::int(n))), &keys);
    assert_eq!(at(4), (vec![0], false));
    assert_eq!(at(6), (vec![1], false));
    assert_eq!(at(10), (vec![2], false));
}

#[test]
fn what_earlier_keys_take_is_not_left_for_later_ones() {
    let keys = [within(0, 5), within(3, 5), within(5, 9)];
    let value = Val::Num(Nums::between(Num::int(1), Num::int(7)));
    assert_eq!(picked(&value, &keys), (vec![0, 2], false));
    let value = Val::Num(Nums::between(Num::int(1), Num::int(12)));
    assert_eq!(picked(&value, &keys), (vec![0, 2], true));
}

#[test]
fn else_is_what_no_other_key_takes_wherever_it_stands() {
    let keys = [Key::Else, within(0, 5)];
    assert_eq!(picked(&Val::Num(Nums::One(Num::int(3))), &keys), (vec![1], false));
    assert_eq!(picked(&Val::Num(Nums::One(Num::int(9))), &keys), (vec![0], false));
}

#[test]
fn names_and_days_are_picked_too() {
    let name = |n: &str| Key::Is(Value::Choice(n.into()));
    let keys = [name("water"), name("milk")];
    let any = Val::Name(Names::of(vec!["water", "milk"]));
    assert_eq!(picked(&any, &keys), (vec![0, 1], false));
    assert_eq!(picked(&Val::Name(Names::One("oil")), &keys), (vec![], true));
    let on = |d: &str| Key::Is(Value::Date(d.parse().unwrap()));
    let day = Val::Date(Days::one("2026-05-22".parse().unwrap()));
    assert_eq!(picked(&day, &[on("2026-05-21"), on("2026-05-22")]), (vec![1], false));
    assert_eq!(picked(&Val::Date(Days::default()), &[on("2026-05-21")]), (vec![0], true));
}

#[test]
fn what_two_values_have_in_common_is_kept() {
    let a = Val::Name(Names::One("a"));
    let b = Val::Name(Names::One("b"));
    assert_eq!(a.join(&b), Val::Name(Names::of(vec!["a", "b"])));
    assert_eq!(a.join(&b).compare(CmpOp::Eq, &Val::Name(Names::One("c"))), Tri::No);
    assert_eq!(a.join(&Val::Bool(Tri::Yes)), Val::Unknown);
}
