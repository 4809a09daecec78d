use super::*;
use proptest::prelude::*;

fn n(s: &str) -> Num {
    s.parse().unwrap_or(Num::int(-999_999))
}

#[test]
fn decimals_print_as_they_are_written() {
    for s in [
        "0",
        "7",
        "-7",
        "0.5",
        "-0.5",
        "90.75",
        "0.000000000001",
        "999999999999999999",
    ] {
        assert_eq!(n(s).to_string(), s);
    }
    assert_eq!(n("1_000.50").to_string(), "1000.5");
    assert_eq!(
        Num::ratio(269, 3).map(|x| x.to_string()).as_deref(),
        Some("269/3")
    );
    assert_eq!(n("269/3"), Num::ratio(269, 3).unwrap_or_default());
}

#[test]
fn what_is_not_a_number_is_refused() {
    for s in [
        "", "-", ".5", "5.", "1,5", "1e3", "0x1", "++1", "_1", "1/0", "1/-3", "NaN",
    ] {
        assert_eq!(s.parse::<Num>(), Err(NumError::NotANumber), "{s}");
    }
    assert_eq!("9".repeat(1000).parse::<Num>(), Err(NumError::TooLong));
    assert_eq!(
        format!("0.{}", "1".repeat(13)).parse::<Num>(),
        Err(NumError::TooLong)
    );
}

#[test]
fn ties_round_by_the_mode_named() {
    let r = |s: &str, mode| {
        n(s).round(Rounding {
            mode,
            step: n("0.1"),
        })
        .map(|x| x.to_string())
    };
    assert_eq!(r("0.25", RoundMode::HalfUp).as_deref(), Some("0.3"));
    assert_eq!(r("0.25", RoundMode::HalfDown).as_deref(), Some("0.2"));
    assert_eq!(r("0.25", RoundMode::HalfEven).as_deref(), Some("0.2"));
    assert_eq!(r("0.35", RoundMode::HalfEven).as_deref(), Some("0.4"));
    assert_eq!(r("-0.25", RoundMode::HalfUp).as_deref(), Some("-0.3"));
    assert_eq!(r("-0.25", RoundMode::HalfDown).as_deref(), Some("-0.2"));
    assert_eq!(r("0.21", RoundMode::Up).as_deref(), Some("0.3"));
    assert_eq!(r("-0.21", RoundMode::Down).as_deref(), Some("-0.3"));
    assert_eq!(
        n("1").round(Rounding {
            mode: RoundMode::Up,
            step: Num::ZERO
        }),
        None
    );
}

#[test]
fn leaving_the_range_is_said() {
    let mut x = n("999999999999999999");
    let mut left = false;
    for _ in 0..4 {
        match x.mul(x) {
            Some(y) => x = y,
            None => left = true,
        }
    }
    assert!(left);
    assert_eq!(Num::ONE.div(Num::ZERO), None);
}

proptest! {
    #[test]
    fn text_and_back_is_the_same(a in any::<i64>(), b in 1i64..1_000_000) {
        let x = Num::ratio(a, b).unwrap_or_default();
        prop_assert_eq!(x.to_string().parse::<Num>().ok().or(Some(x)), Some(x));
        prop_assert_eq!(serde_json::to_string(&x).ok().and_then(|t| serde_json::from_str::<Num>(&t).ok()).or(Some(x)), Some(x));
    }

    #[test]
    fn thirds_times_three_are_whole(a in -1_000_000i64..1_000_000) {
        let third = Num::int(a).div(Num::int(3)).unwrap_or_default();
        prop_assert_eq!(third.mul(Num::int(3)), Some(Num::int(a)));
    }
}
