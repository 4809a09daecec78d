use super::*;

fn d(s: &str) -> Days {
    Days::one(s.parse().unwrap())
}

#[test]
fn a_month_after_the_last_of_january_is_the_last_of_february() {
    let one = Nums::One(Num::ONE);
    assert_eq!(
        d("2024-01-31").plus(&one, Step::Months),
        Ok(d("2024-02-29"))
    );
    assert_eq!(d("2024-01-31").plus(&one, Step::Days), Ok(d("2024-02-01")));
}

#[test]
fn a_day_beyond_the_calendar_is_a_trouble() {
    let many = Nums::One(Num::int(1_000_000));
    assert_eq!(
        d("2024-01-31").plus(&many, Step::Months),
        Err(TroubleKind::TooLarge)
    );
}

#[test]
fn days_between_two_days_are_counted() {
    assert_eq!(
        d("2024-03-01").since(d("2024-02-01")),
        Nums::One(Num::int(29))
    );
    assert_eq!(d("2024-02-01").since(Days::default()), Nums::all());
}

#[test]
fn a_day_not_known_compares_by_what_is_known_of_it() {
    let until = Days {
        lo: None,
        hi: d("2026-05-21").hi,
    };
    assert_eq!(until.compare(CmpOp::Lt, d("2026-05-22")), Tri::Yes);
    assert_eq!(until.compare(CmpOp::Lt, d("2026-05-21")), Tri::Unknown);
    assert_eq!(until.compare(CmpOp::Eq, d("2026-05-22")), Tri::No);
    assert_eq!(until.compare(CmpOp::Eq, d("2026-05-20")), Tri::Unknown);
    assert_eq!(
        d("2026-05-20").compare(CmpOp::Eq, d("2026-05-20")),
        Tri::Yes
    );
}
