use super::*;
use crate::text::catalogue::dossiers::NumberSlip;
use proptest::prelude::*;

fn text(t: &str) -> String {
    match number(t, false) {
        Ok(n) => n.to_string(),
        Err(Slip::Two { decimal, whole }) => format!("{decimal} or {whole}"),
        Err(Slip::TooLong { digits }) => format!("{digits} digits"),
        Err(Slip::Not(slip)) => format!("{slip:?}"),
    }
}

#[test]
fn one_reading_is_taken_whatever_the_country() {
    for (written, read) in [
        ("82", "82"),
        ("82.5", "82.5"),
        ("82,5", "82.5"),
        ("-3", "-3"),
        ("−3,25", "-3.25"),
        ("0,500", "0.5"),
        ("0.125", "0.125"),
        ("1 500 000", "1500000"),
        ("1\u{a0}500\u{a0}000", "1500000"),
        ("1.500.000", "1500000"),
        ("1,500,000", "1500000"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,500", "1234.5"),
        ("1 234,567", "1234.567"),
        ("1234.567", "1234.567"),
        ("1_000", "1000"),
        ("05", "5"),
        ("1.5000", "1.5"),
        ("1,5000", "1.5"),
    ] {
        assert_eq!(text(written), read, "{written}");
    }
}

#[test]
fn two_readings_are_never_settled_by_a_guess() {
    assert_eq!(text("1.500"), "1.500 or 1500");
    assert_eq!(text("1,500"), "1.500 or 1500");
    assert_eq!(text("-12.345"), "-12.345 or -12345");
    assert_eq!(text("1500,000"), "1500.000 or 1500000");
}

#[test]
fn a_slip_in_a_number_is_named() {
    for (written, slip) in [
        ("nhiều", "Words"),
        ("", "Words"),
        ("1e5", "Exponent"),
        (".5", "BarePoint"),
        ("5.", "BarePoint"),
        ("1 50 000", "Groups"),
        ("1.50.000", "Groups"),
        ("1.500 000", "Groups"),
        ("1.2.3,4", "Groups"),
        ("1,2,3.4,5", "Groups"),
        ("10-20", "Several"),
        ("10 – 20", "Several"),
        ("≥ 75", "Several"),
        ("--5", "Several"),
        ("1..2", "Groups"),
        ("12345 678", "Groups"),
    ] {
        assert_eq!(text(written), slip, "{written}");
    }
}

#[test]
fn a_thousand_digits_are_counted_and_refused() {
    assert_eq!(text(&"9".repeat(1000)), "1000 digits");
    assert_eq!(text(&format!("0.{}", "1".repeat(999))), "1000 digits");
    let zeros = format!("0.{}", "0".repeat(5000));
    assert_eq!(text(&zeros), "0");
}

#[test]
fn in_json_the_point_is_the_decimal_sign() {
    let json = |t| number(t, true).map(|n| n.to_string()).ok();
    assert_eq!(json("1.500"), Some("1.5".to_owned()));
    assert_eq!(json("82.125"), Some("82.125".to_owned()));
    assert_eq!(json("1e3"), Some("1000".to_owned()));
    assert_eq!(json("15E-1"), Some("1.5".to_owned()));
    assert_eq!(json("-2.5e+2"), Some("-250".to_owned()));
    assert_eq!(json("0e999"), Some("0".to_owned()));
    assert_eq!(json("1e19"), None);
    assert_eq!(json("1e999999999999"), None);
    assert_eq!(json("1e-13"), None);
}

#[test]
fn a_unit_stands_behind_the_figure() {
    assert_eq!(with_unit("82%"), ("82", "%"));
    assert_eq!(with_unit("82 %"), ("82", "%"));
    assert_eq!(with_unit("1.500.000 đ"), ("1.500.000", "đ"));
    assert_eq!(with_unit("12 tháng"), ("12", "tháng"));
    assert_eq!(with_unit("nhiều"), ("", "nhiều"));
}

#[test]
fn the_day_comes_first_or_the_year_does() {
    let day = |t| date(t).map(|d| d.to_string());
    assert_eq!(day("2026-02-28"), Ok("2026-02-28".to_owned()));
    assert_eq!(day("28/02/2026"), Ok("2026-02-28".to_owned()));
    assert_eq!(day("1/2/2026"), Ok("2026-02-01".to_owned()));
    assert_eq!(date("02/28/2026"), Err(None));
    assert_eq!(date("2026-02-30"), Err(None));
    assert_eq!(date("0000-01-01"), Err(None));
    assert_eq!(date("hôm qua"), Err(None));
    assert_eq!(date("28/02/26"), Err(None));
}

#[test]
fn a_day_in_another_form_is_offered_not_taken() {
    for other in [
        "2026-2-8",
        "2026/02/08",
        "8-2-2026",
        "08.02.2026",
        "2026-02-08T00:00:00Z",
        "2026-02-08 00:00:00",
    ] {
        let near = date(other).unwrap_err();
        assert_eq!(
            near.map(|d| d.to_string()),
            Some("2026-02-08".to_owned()),
            "{other}"
        );
    }
}

#[test]
fn yes_and_no_in_both_languages_and_as_spreadsheets_write_them() {
    for yes in ["yes", "Yes", "có", "CÓ", "true", "TRUE"] {
        assert_eq!(yes_no(yes), Some(true));
    }
    for no in ["no", "không", "Không", "false", "FALSE"] {
        assert_eq!(yes_no(no), Some(false));
    }
    for neither in ["x", "1", "0", "co", "khong", "y", ""] {
        assert_eq!(yes_no(neither), None, "{neither}");
    }
    assert_eq!(near_yes_no("khong").as_deref(), Some("không"));
    assert_eq!(near_yes_no("co").as_deref(), Some("có"));
    assert_eq!(near_yes_no("đúng").as_deref(), Some("có"));
    assert_eq!(near_yes_no("x"), None);
}

proptest! {
    #[test]
    fn no_text_brings_the_readers_down(t in "\\PC{0,40}") {
        let _ = (number(&t, false), number(&t, true), date(&t), yes_no(&t), with_unit(&t));
    }

    #[test]
    fn what_looks_like_a_number_has_one_reading_or_is_refused(t in "[0-9.,' −-]{1,16}") {
        match number(&t, false) {
            Ok(n) => prop_assert!(n.denom() > 0),
            Err(slip) => prop_assert_ne!(slip, Slip::Not(NumberSlip::Multiple)),
        }
    }

    #[test]
    fn every_exact_number_is_read_back_as_it_is_printed(
        whole in 0u64..1_000_000_000_000, fraction in 0u32..10_000, negative: bool,
    ) {
        // Four digits after the sign: never taken for a group.
        let sign = if negative { "-" } else { "" };
        let plain = format!("{sign}{whole}.{fraction:04}");
        let n: crate::exact::Num = plain.parse().unwrap();
        prop_assert_eq!(number(&plain, false), Ok(n));
        prop_assert_eq!(number(&plain.replace('.', ","), false), Ok(n));
        prop_assert_eq!(number(&plain, true), Ok(n));
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                grouped.push(' ');
            }
            grouped.push(c);
        }
        prop_assert_eq!(number(&format!("{sign}{grouped},{fraction:04}"), false), Ok(n));
    }

    #[test]
    fn every_day_is_read_back_in_both_forms(y in 1i16..=9999, m in 1i8..=12, d in 1i8..=28) {
        let day = jiff::civil::date(y, m, d);
        prop_assert_eq!(date(&day.to_string()), Ok(day));
        prop_assert_eq!(date(&format!("{d}/{m}/{y:04}")), Ok(day));
        prop_assert_eq!(date(&format!("{d:02}/{m:02}/{y:04}")), Ok(day));
    }
}
