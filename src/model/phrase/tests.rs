use super::{key_text, number_text, phrase, value_text};
use crate::exact::Num;
use crate::model::build::build;
use crate::model::{Interval, Key, Ruleset, Type, Unit, Value};
use crate::syntax::parse;
use crate::text::{Lang, Severity, Source, SourceId};

const PAGE: &str = r#"
ruleset r version "1" {
  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }
  assumption strictness "How strict" = strict | lenient "not so strict"
}
fact share : percent 0% .. 100% "Share of local material"
fact energy : decimal kJ
fact price : money "Price"
fact issued : date "Issued"
fact organic : yes/no "Organic"
fact water : one of {mineral "mineral water", tap}
fact papers : list { kind : one of {HACCP, ISO} "Standard"; until : date "valid until"; score : decimal } "Certificates"
let valid = papers where until > assessed "Valid certificates"
table limit by water : percent "Limit" { mineral -> 10%; else -> 20% }
scorecard card "Card" {
  part A "Part" 60 {
    section 1 "Section" 60 {
      criterion 1.1 "One" 30 { a 0 "no"; b 30 "yes" }
      criterion 1.2 "Two" 30 yes/no
    }
  }
  part B "Part" 40 {
    criterion 2 "Three" 40 { a 0 "no"; b 40 "yes" when WHEN }
  }
}
"#;

fn rules(when: &str) -> Ruleset {
    let source = Source::new("page.sao", &PAGE.replace("WHEN", when));
    let (file, found) = parse(&source, SourceId(0));
    assert!(found.is_empty(), "{when}: {found:?}");
    let (rules, found) = build(&[file]);
    let errors: Vec<_> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{when}: {errors:?}");
    rules.expect("a ruleset")
}

fn said(when: &str, lang: Lang) -> String {
    let rules = rules(when);
    let card = &rules.cards["card"];
    let when = card.criteria[2].options[1]
        .when
        .as_ref()
        .expect("a condition");
    phrase(when, &rules, Some(card), lang)
}

#[test]
fn conditions_are_said_in_both_languages() {
    for (when, en, vi) in [
        (
            "share >= 75%",
            "Share of local material ≥ 75%",
            "Share of local material ≥ 75%",
        ),
        (
            "share in 50% ..< 75%",
            "Share of local material from 50% to below 75%",
            "Share of local material từ 50% đến dưới 75%",
        ),
        (
            "share in 0.5% >.. 75%",
            "Share of local material above 0.5% to 75%",
            "Share of local material trên 0,5% đến 75%",
        ),
        ("energy in 3 kJ ..", "energy ≥ 3 kJ", "energy ≥ 3 kJ"),
        (
            "price > 5_000_000 VND",
            "Price > 5,000,000 VND",
            "Price > 5.000.000 đồng",
        ),
        (
            "water in {mineral, tap}",
            "water is mineral water or tap",
            "water là mineral water hoặc tap",
        ),
        (
            "water = mineral",
            "water = mineral water",
            "water = mineral water",
        ),
        (
            "kind in {first, upgrade}",
            "kind of rating is first rating or upgrade",
            "loại hình đánh giá là đánh giá lần đầu hoặc nâng hạng",
        ),
        ("organic", "Organic", "Organic"),
        ("not organic", "Organic = no", "Organic = không"),
        (
            "not (organic or share > 3%)",
            "not (Organic or Share of local material > 3%)",
            "không phải (Organic hoặc Share of local material > 3%)",
        ),
        (
            "organic and (share > 3% or energy < 2 kJ)",
            "Organic and (Share of local material > 3% or energy < 2 kJ)",
            "Organic và (Share of local material > 3% hoặc energy < 2 kJ)",
        ),
        (
            "organic or share > 3% and energy < 2 kJ",
            "Organic or (Share of local material > 3% and energy < 2 kJ)",
            "Organic hoặc (Share of local material > 3% và energy < 2 kJ)",
        ),
        (
            "energy - (3 kJ - energy) * 2 > -1 kJ",
            "energy − (3 kJ − energy) × 2 > −1 kJ",
            "energy − (3 kJ − energy) × 2 > −1 kJ",
        ),
        (
            "issued + 12 months >= assessed",
            "Issued + 12 months ≥ day of assessment",
            "Issued + 12 tháng ≥ ngày chấm",
        ),
        (
            "issued > 2026-05-22",
            "Issued > 2026-05-22",
            "Issued > 22/05/2026",
        ),
        (
            "share > limit",
            "Share of local material > Limit",
            "Share of local material > Limit",
        ),
        (
            "strictness = lenient",
            "strictness = not so strict",
            "strictness = not so strict",
        ),
        (
            "criterion 1.1 >= b",
            "criterion 1.1 ≥ b",
            "tiêu chí 1.1 ≥ b",
        ),
        (
            "criterion 1.2 = yes",
            "criterion 1.2 = yes",
            "tiêu chí 1.2 = có",
        ),
        (
            "points of part A < maximum of section 1",
            "points of part A < maximum of section 1",
            "điểm của phần A < điểm tối đa của mục 1",
        ),
        (
            "points of 1.1 + 2 > 3",
            "points of criterion 1.1 + 2 > 3",
            "điểm của tiêu chí 1.1 + 2 > 3",
        ),
        (
            "criterion 1.1 at maximum",
            "criterion 1.1 has its maximum",
            "tiêu chí 1.1 đạt tối đa",
        ),
        (
            "any criterion in part A at maximum",
            "any criterion in part A has its maximum",
            "có tiêu chí thuộc phần A đạt tối đa",
        ),
        (
            "count criteria in part A at maximum >= 1",
            "number of criteria in part A at their maximum ≥ 1",
            "số tiêu chí thuộc phần A đạt tối đa ≥ 1",
        ),
        (
            "any valid",
            "any Valid certificates",
            "có Valid certificates",
        ),
        (
            "any papers where kind = HACCP and until > assessed",
            "any Certificates where Standard = HACCP and valid until > day of assessment",
            "có Certificates mà Standard = HACCP và valid until > ngày chấm",
        ),
        (
            "all papers where score > 1",
            "for all Certificates: score > 1",
            "với mọi Certificates: score > 1",
        ),
        (
            "(count papers where kind = ISO) >= 2",
            "(number of Certificates where Standard = ISO) ≥ 2",
            "(số Certificates mà Standard = ISO) ≥ 2",
        ),
        (
            "sum score of papers > 2",
            "sum of score over Certificates > 2",
            "tổng score của Certificates > 2",
        ),
        (
            "max until of papers > filed",
            "greatest valid until of Certificates > day of filing",
            "valid until lớn nhất của Certificates > ngày nộp",
        ),
        (
            "percent(energy, 8 kJ) > 3%",
            "energy in percent of 8 kJ > 3%",
            "tỷ lệ energy trên 8 kJ > 3%",
        ),
        (
            "round(share, 0.1) > min(share, 3%)",
            "(Share of local material, rounded to 0.1) > least of (Share of local material; 3%)",
            "(Share of local material, làm tròn đến 0,1) > nhỏ nhất của (Share of local material; 3%)",
        ),
        (
            "(if organic then share else 0%) > 3%",
            "(if Organic then Share of local material, else 0%) > 3%",
            "(nếu Organic thì Share of local material, còn lại 0%) > 3%",
        ),
    ] {
        assert_eq!(said(when, Lang::En), en);
        assert_eq!(said(when, Lang::Vi), vi);
    }
}

#[test]
fn values_are_written_with_the_signs_of_the_language() {
    let unit = |u: &str| Type::Number(Unit::base(u));
    let num = |t: &str| Value::Num(t.parse().expect("a number"));
    let date = Value::Date(jiff::civil::date(2026, 5, 2));
    for (value, ty, en, vi) in [
        (num("1234.5"), unit("kg"), "1234.5 kg", "1234,5 kg"),
        (num("12345.5"), unit("kg"), "12,345.5 kg", "12.345,5 kg"),
        (
            num("-1000000"),
            unit("VND"),
            "−1,000,000 VND",
            "−1.000.000 đồng",
        ),
        (num("1"), unit("months"), "1 month", "1 tháng"),
        (num("30"), unit("days"), "30 days", "30 ngày"),
        (num("0.5"), unit("%"), "0.5%", "0,5%"),
        (num("3"), Type::Number(Unit::none()), "3", "3"),
        (num("3"), unit("mg/kg"), "3 mg/kg", "3 mg/kg"),
        (Value::Bool(true), Type::Bool, "yes", "có"),
        (date, Type::Date, "2026-05-02", "02/05/2026"),
        (Value::Text("chè".into()), Type::Text, "“chè”", "“chè”"),
    ] {
        assert_eq!(value_text(&value, &ty, Lang::En), en);
        assert_eq!(value_text(&value, &ty, Lang::Vi), vi);
    }
    assert_eq!(
        number_text(Num::ratio(269, 3).expect("a ratio"), Lang::Vi),
        "≈89,6667"
    );
}

#[test]
fn left_sides_are_said_like_ranges() {
    let percent = Type::Number(Unit::percent());
    let num = |n: i64| Some(Num::int(n));
    let within = |lo, lo_in, hi, hi_in| {
        Key::Within(Interval {
            lo,
            lo_in,
            hi,
            hi_in,
        })
    };
    let vi = |key: &Key| key_text(key, &percent, Lang::Vi);
    assert_eq!(
        vi(&within(num(50), true, num(75), false)),
        "từ 50% đến dưới 75%"
    );
    assert_eq!(vi(&within(num(50), false, None, false)), "> 50%");
    assert_eq!(vi(&within(None, false, num(50), true)), "≤ 50%");
    assert_eq!(vi(&Key::Within(Interval::point(Num::int(3)))), "3%");
    assert_eq!(vi(&Key::Else), "còn lại");
    assert_eq!(
        key_text(&Key::Is(Value::Bool(false)), &Type::Bool, Lang::En),
        "no"
    );
}
