use super::*;
use crate::dossier::Kind;
use crate::score::tests::rules;
use crate::text::Code;

const CARD: &str = r#"scorecard card "Card" { criterion 1 "One" 1 yes/no }"#;

fn version(number: &str, lines: &str) -> Ruleset {
    rules(&format!(
        "ruleset r version \"{number}\" {{ {lines} rating of total {{ * 0 .. 1 }} }}\n{CARD}"
    ))
}

/// The three decisions on OCOP, as far as their dates go.
fn decisions() -> Vec<Ruleset> {
    vec![
        version("1048", "applies from 2019-08-21 until 2023-02-24"),
        version("148", "applies from 2023-02-24"),
        version(
            "26",
            r#"applies from 2026-05-22
               repeals "148" from 2026-07-21
               transition "Điều 12" {
                 keep "148" when filed < 2026-05-22 and kind in {first, upgrade} and assessed <= 2026-07-21
                 keep "148" when filed < 2026-05-22 and kind = renewal and assessed <= 2026-06-21
               }"#,
        ),
    ]
}

fn day(text: &str) -> Option<Date> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn header(filed: &str, assessed: &str, kind: Option<Kind>) -> Header {
    Header {
        filed: day(filed),
        assessed: day(assessed),
        kind,
        ..Header::default()
    }
}

fn chosen(versions: &[Ruleset], header: &Header) -> (String, How) {
    let (rules, basis) = choose(versions, header, None).unwrap();
    (rules.version.clone(), basis.how)
}

#[test]
fn the_version_in_force_on_the_day_of_assessment_binds() {
    let all = decisions();
    let found = choose(&all, &header("2022-01-01", "2022-05-10", None), None).unwrap();
    assert_eq!(found.0.version, "1048");
    assert_eq!(found.1.how, How::Assessed(day("2022-05-10").unwrap()));
    assert_eq!((found.1.from, found.1.until), (day("2019-08-21"), day("2023-02-24")));
    assert_eq!(chosen(&all, &header("", "2023-02-24", None)).0, "148");
    assert_eq!(chosen(&all, &header("", "2023-02-23", None)).0, "1048");
}

#[test]
fn without_a_day_of_assessment_the_day_of_filing_decides() {
    let (version, how) = chosen(&decisions(), &header("2024-01-01", "", None));
    assert_eq!((version.as_str(), how), ("148", How::Filed(day("2024-01-01").unwrap())));
}

#[test]
fn until_when_a_version_binds_follows_from_the_one_that_repeals_it() {
    let all = decisions();
    let (_, basis) = choose(&all, &header("", "2024-01-01", None), None).unwrap();
    assert_eq!(basis.until, day("2026-07-21"));
    assert_eq!(basis.repealed_by.as_deref(), Some("26"));
}

#[test]
fn a_transition_article_keeps_the_older_version() {
    let all = decisions();
    let kept = header("2026-05-01", "2026-06-30", Some(Kind::First));
    let (version, how) = chosen(&all, &kept);
    assert_eq!(version, "148");
    let on = day("2026-06-30").unwrap();
    assert_eq!(how, How::Kept { by: "26".into(), cite: "Điều 12".into(), on });
    for (filed, assessed, kind) in [
        ("2026-05-22", "2026-06-30", Kind::First),
        ("2026-05-01", "2026-07-22", Kind::Upgrade),
        ("2026-05-01", "2026-06-30", Kind::Renewal),
    ] {
        let (version, _) = chosen(&all, &header(filed, assessed, Some(kind)));
        assert_eq!(version, "26", "{filed} {assessed} {kind:?}");
    }
    assert_eq!(chosen(&all, &header("2026-05-01", "2026-07-21", Some(Kind::Upgrade))).0, "148");
}

#[test]
fn what_a_transition_article_needs_is_asked_for_only_if_it_decides() {
    let all = decisions();
    let open = choose(&all, &header("2026-05-01", "2026-06-30", None), None).unwrap_err();
    assert_eq!(open.code, Code::E0563);
    assert!(open.message.en.contains("`kind`"), "{}", open.message.en);
    let open = choose(&all, &header("", "2026-06-30", Some(Kind::First)), None).unwrap_err();
    assert!(open.message.en.contains("`filed`"), "{}", open.message.en);
    assert!(open.message.vi.contains("«ngày nộp»"), "{}", open.message.vi);
    // Before the twenty-first of June both articles keep it, whatever the kind.
    assert_eq!(chosen(&all, &header("2026-05-01", "2026-06-20", Some(Kind::Renewal))).0, "148");
    // Long after, no article keeps anything, and nothing is asked.
    assert_eq!(chosen(&all, &header("", "2027-01-01", None)).0, "26");
}

#[test]
fn there_is_no_falling_back_on_what_is_no_longer_in_force() {
    let all = decisions();
    let before = choose(&all, &header("", "2018-01-01", None), None).unwrap_err();
    assert_eq!(before.code, Code::E0561);
    assert_eq!(before.notes.len(), 3);
    assert!(before.notes[0].vi.contains("từ 21/08/2019"), "{}", before.notes[0].vi);
    let one = [version("1", "applies from 2019-01-01 until 2020-01-01")];
    let after = choose(&one, &header("", "2020-01-01", None), None).unwrap_err();
    assert_eq!(after.code, Code::E0561);
}

#[test]
fn without_any_day_several_versions_cannot_be_told_apart() {
    let open = choose(&decisions(), &Header::default(), None).unwrap_err();
    assert_eq!(open.code, Code::E0562);
    let one = [version("1", "")];
    assert_eq!(chosen(&one, &Header::default()).1, How::Only);
    let on = day("2024-01-01").unwrap();
    assert_eq!(chosen(&one, &header("", "2024-01-01", None)).1, How::Assessed(on));
}

#[test]
fn a_version_that_is_named_goes_before_all_dates() {
    let all = decisions();
    let mut named = header("", "2024-01-01", None);
    named.version = Some("1048".into());
    let (rules, basis) = choose(&all, &named, None).unwrap();
    assert_eq!(rules.version, "1048");
    assert_eq!(basis.how, How::Named { outside: day("2024-01-01") });
    // Who asks goes before what the dossier names.
    let (rules, basis) = choose(&all, &named, Some("148")).unwrap();
    assert_eq!((rules.version.as_str(), basis.how), ("148", How::Named { outside: None }));
}

#[test]
fn a_version_that_does_not_exist_is_answered_with_the_nearest() {
    let wrong = choose(&decisions(), &Header::default(), Some("1084")).unwrap_err();
    assert_eq!(wrong.code, Code::E0708);
    assert!(wrong.help.unwrap().en.contains("r@1048"));
    assert_eq!(choose(&[], &Header::default(), None).unwrap_err().code, Code::E0708);
}

#[test]
fn a_kept_version_that_is_not_here_is_said() {
    let all = decisions();
    let without = [all[0].clone(), all[2].clone()];
    let kept = header("2026-05-01", "2026-06-30", Some(Kind::First));
    assert_eq!(choose(&without, &kept, None).unwrap_err().code, Code::E0564);
}

#[test]
fn two_versions_of_the_same_day_cannot_be_told_apart() {
    let both = [version("1", "applies from 2024-01-01"), version("2", "applies from 2024-01-01")];
    let open = choose(&both, &header("", "2024-02-01", None), None).unwrap_err();
    assert_eq!(open.code, Code::E0565);
}
