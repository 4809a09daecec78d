//! The example on the page of a finding gives that finding, and no other.

use super::*;

const HEADING: &str = "ruleset example version \"1\" { rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 } }\n";
const CARD: &str =
    "scorecard card \"Card\" { criterion 1 \"One\" 100 { a 0 \"no\"; b 100 \"yes\" } }\n";

/// The fenced blocks of a text: language and content.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut all = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language, String::new())),
            (Some(_), Some(_)) => all.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    all
}

fn found(half: &str) -> Option<Vec<Diagnostic>> {
    let all = blocks(half);
    let (language, dossier) = all.iter().find(|(l, _)| *l != "sao")?;
    let format = Format::of_extension(language)?;
    let mut rules: String = HEADING.to_owned();
    let ours: String = all
        .iter()
        .filter(|(l, _)| *l == "sao")
        .map(|(_, t)| t.as_str())
        .collect();
    rules.push_str(&ours);
    if !ours.contains("scorecard") && !ours.contains("phiếu điểm") {
        rules.push_str(CARD);
    }
    let ruleset = ruleset(&rules);
    let source = Source::new("d", dossier);
    let one = |record: Result<Record, Vec<Diagnostic>>| -> Result<Dossier, Vec<Diagnostic>> {
        let record = record?;
        let card = card(&record, &ruleset).map_err(|d| vec![d])?;
        bind(&record, &ruleset, card)
    };
    let all = read(&source, SourceId(1), format);
    Some(
        all.into_iter()
            .filter_map(|r| one(r).err())
            .flatten()
            .collect(),
    )
}

#[test]
fn the_example_of_every_page_gives_its_finding_in_both_languages() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    // From 0560 on, findings are about the choice of a version.
    let ours = |c: &&Code| {
        let number = c.as_str().get(1..).unwrap_or_default();
        ("0501".."0560").contains(&number)
    };
    for code in Code::ALL.iter().filter(ours) {
        for lang in Lang::ALL {
            let page = code.page_in(lang);
            let Some(found) = found(page) else {
                assert!(page.contains("```text"), "{code} {lang} has no example");
                continue;
            };
            seen += 1;
            let codes: Vec<_> = found.iter().map(|d| d.code).collect();
            if codes != [*code] {
                let said: Vec<_> = found
                    .iter()
                    .map(|d| format!("{}: {}", d.code, d.message.en))
                    .collect();
                wrong.push(format!("{code} {lang}: {said:?}"));
            }
            for d in &found {
                assert!(!d.labels.is_empty() && d.help.is_some(), "{code}");
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(seen > 80, "{seen}");
}
