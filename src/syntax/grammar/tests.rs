use super::{Grammar, Rule};
use crate::syntax::keyword::Keyword;
use crate::text::Lang;
use pest::Parser;

fn reads(rule: Rule, text: &str) -> bool {
    Grammar::parse(rule, text).is_ok_and(|mut p| p.next().is_some_and(|p| p.as_str() == text))
}

/// Keywords that may stand where a name may.
const RESERVED: &[Keyword] = &[
    Keyword::And,
    Keyword::Any,
    Keyword::AtLeast,
    Keyword::AtMaximum,
    Keyword::AtMost,
    Keyword::Because,
    Keyword::By,
    Keyword::Criteria,
    Keyword::Criterion,
    Keyword::Else,
    Keyword::Every,
    Keyword::For,
    Keyword::If,
    Keyword::In,
    Keyword::Like,
    Keyword::Lower,
    Keyword::MaximumOf,
    Keyword::No,
    Keyword::Not,
    Keyword::OnlyIf,
    Keyword::Or,
    Keyword::Otherwise,
    Keyword::PointsOf,
    Keyword::Rounded,
    Keyword::Then,
    Keyword::When,
    Keyword::Where,
    Keyword::Yes,
];

#[test]
fn a_reserved_keyword_begins_no_name_in_either_language() {
    for keyword in RESERVED {
        for lang in Lang::ALL {
            let form = keyword.form(lang);
            assert!(Grammar::parse(Rule::word, form).is_err(), "{form}");
        }
    }
}

#[test]
fn a_keyword_that_is_not_reserved_may_be_a_name() {
    let reserved: Vec<&str> = RESERVED
        .iter()
        .flat_map(|k| Lang::ALL.map(|lang| k.form(lang)))
        .collect();
    for keyword in Keyword::ALL {
        for lang in Lang::ALL {
            let form = keyword.form(lang);
            let one_word = form.chars().all(char::is_alphabetic);
            if one_word && !reserved.contains(&form) {
                assert!(reads(Rule::word, form), "{form}");
            }
        }
    }
}

#[test]
fn every_keyword_that_begins_a_value_is_asked_for() {
    use Keyword as K;
    let begins = [
        K::Abs,
        K::All,
        K::Any,
        K::Count,
        K::Criterion,
        K::If,
        K::Max,
        K::MaximumOf,
        K::Min,
        K::No,
        K::Percent,
        K::PointsOf,
        K::Round,
        K::Sum,
        K::Yes,
    ];
    for keyword in begins {
        for lang in Lang::ALL {
            let form = keyword.form(lang);
            assert!(Grammar::parse(Rule::value_word, form).is_ok(), "{form}");
        }
    }
}

#[test]
fn a_number_of_a_criterion_keeps_its_sign_of_order() {
    assert!(reads(Rule::code, "6.1.3#2"));
    assert!(reads(Rule::code, ".5"));
    assert!(!reads(Rule::word, "a#2"));
    assert!(!reads(Rule::digits, "3#1"));
}

#[test]
fn days_written_another_way_are_no_sums() {
    for text in ["22/05/2026", "2026-5-22", "1-1-2026"] {
        assert!(Grammar::parse(Rule::quantity, text).is_err(), "{text}");
        let condition = format!("filed < {text}");
        assert!(!reads(Rule::expr, &condition), "{condition}");
    }
    assert!(reads(Rule::expr, "a - 5 - 22"));
    assert!(reads(Rule::expr, "10 / 5 / 2"));
}
