//! Every code has a page, the example on the page gives exactly that code, and
//! a snapshot in each language pins what is said, under the source it is said of.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use sao::reason::Space;
use sao::text::render::{self, graphical_all};
use sao::text::{Code, Diagnostic, Lang, Look, Severity};
use sao::{Asked, Format, Library};
use std::fmt::Write;

/// Codes whose example is a command or cannot be written on a page. Each is
/// pinned elsewhere: on the command line in `cli_basics`, `cli_work` and
/// `change`, bytes that are no text in `hostile`.
fn is_pinned_elsewhere(code: Code, page: &str) -> bool {
    let code = code.as_str();
    let command = page.contains("```console");
    let pinned = ["E07", "E09", "E11", "E12"]
        .iter()
        .any(|p| code.starts_with(p));
    (command && pinned) || ELSEWHERE.contains(&code)
}

/// See [`is_pinned_elsewhere`].
const ELSEWHERE: &[&str] = &[
    "E0101", "E0190", "E0512", "E0548", "E0651", "E0652", "E0653", "E0813", "E0844", "E0845",
    "E0846", "E1106", "E1112", "E1115", "E1116",
];

const RULESET: &str = "ruleset example version \"1\" {
  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }
}
";
const CARD: &str =
    "scorecard card \"Card\" { criterion 1 \"One\" 100 { a 0 \"no\"; b 100 \"yes\" } }
";

/// Examples that are told on the page and written out here: what does not fit
/// on a page, and what needs a file to be missing. The text of the only `.sao`
/// file, and of a dossier with its kind.
fn written_out(code: Code) -> Option<(String, Option<(&'static str, String)>)> {
    let whole = format!("{RULESET}{CARD}");
    Some(match code.as_str() {
        "E0111" => (format!("{whole}let sum = 1{}\n", " + 1".repeat(1001)), None),
        "E0115" => (format!("{whole}{}", "what is this\n".repeat(2000)), None),
        "E0201" => (CARD.to_owned(), None),
        "W0201" => (RULESET.to_owned(), None),
        "E0229" => {
            let mut text = format!("{RULESET}shared s {{\n  criterion a0 \"S\" 1 yes/no\n");
            for n in 1..25 {
                let below = n - 1;
                writeln!(
                    text,
                    "  criterion a{n} \"S\" {{ criterion x like s.a{below}; criterion y like s.a{below} }}"
                )
                .unwrap();
            }
            text.push_str("}\nscorecard card \"Card\" { criterion z like s.a24 }\n");
            (text, None)
        }
        "E0336" => {
            let values: Vec<String> = (0..5000).map(|n| format!("v{n}")).collect();
            let mut text = format!(
                "{whole}fact f : one of {{{}}}
",
                values.join(", ")
            );
            for n in 0..1000 {
                writeln!(text, "let x{n} = f = v1").unwrap();
            }
            (text, None)
        }
        "E1103" => {
            let mut text = format!("{RULESET}scorecard card \"Card\" {{\n");
            for n in 1..=9 {
                writeln!(
                    text,
                    "  criterion {n} \"One\" 10 {{ a 0 \"a\"; b 2 \"b\"; c 5 \"c\"; d 10 \"d\" }}"
                )
                .unwrap();
            }
            let all: Vec<String> = (1..=9).map(|n| format!("criterion {n} = a")).collect();
            writeln!(
                text,
                "  criterion 10 \"Ten\" 10 {{ only if {}; a 0 \"a\"; b 10 \"b\" }}\n}}",
                all.join(" or ")
            )
            .unwrap();
            (text, None)
        }
        "E0512" => (
            whole,
            Some((
                "csv",
                format!(
                    "id,1
a,{}",
                    "x".repeat(5 << 20)
                ),
            )),
        ),
        "E0548" => {
            let mut text = String::from(
                "1: b
",
            );
            for n in 0..300 {
                writeln!(text, "nobody_knows_{n}: a").unwrap();
            }
            (whole, Some(("yaml", text)))
        }
        _ => return None,
    })
}

/// A fenced block of a page: what it is, and its text.
struct Block {
    kind: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(kind), None) => {
                open = Some(Block {
                    kind: kind.trim().to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), Some(block)) => all.push(block),
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    all
}

fn example(page: &str, lang: Lang) -> &str {
    let heading = lang.pick("## Example", "## Ví dụ");
    let rest = page.split_once(heading).map_or("", |(_, rest)| rest);
    rest.split("\n## ").next().unwrap_or(rest)
}

fn has_heading(text: &str) -> bool {
    text.lines().any(|l| {
        let l = l.trim_start();
        l.starts_with("ruleset ") || l.starts_with("bộ tiêu chí ")
    })
}

fn has_amendment(text: &str) -> bool {
    text.lines().any(|l| {
        let l = l.trim_start();
        l.starts_with("amendment ") || l.starts_with("quyết định sửa đổi ")
    })
}

fn has_card(text: &str) -> bool {
    ["scorecard", "phiếu điểm"]
        .iter()
        .any(|w| text.lines().any(|l| l.trim_start().starts_with(w)))
}

/// Runs the example of a page as `sao check` would: everything that is said about it.
fn run(code: Code, lang: Lang) -> (Vec<Diagnostic>, Library) {
    if let Some((rules, dossier)) = written_out(code) {
        let mut library = Library::new();
        library.add([("example.sao", rules)]);
        let mut found = library.findings().to_vec();
        if code.as_str().starts_with("E11") {
            found.extend(reasoned(&library));
        }
        let dossiers = dossier.into_iter().map(|(kind, text)| Block {
            kind: kind.to_owned(),
            text,
        });
        return judge(library, found, dossiers.collect());
    }
    let all = blocks(example(code.page_in(lang), lang));
    let pages: Vec<&Block> = all.iter().filter(|b| b.kind == "sao").collect();
    // With a dossier to choose for, several blocks with a heading are several versions.
    // So have the codes about versions beside each other.
    let choosing = all.iter().any(|b| Format::of_extension(&b.kind).is_some())
        || matches!(code.as_str().get(1..3), Some("08"));
    let walk = pages
        .iter()
        .any(|b| b.text.starts_with("crosswalk ") || b.text.starts_with("bảng chuyển đổi "));
    if walk {
        let library = of_a_crosswalk(&pages);
        let mut found = library.findings().to_vec();
        found.extend(library.checks());
        render::sort(&mut found);
        return (found, library);
    }
    let mut versions: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for (i, page) in pages.iter().enumerate() {
        let headed = |v: &Vec<(String, String)>| v.iter().any(|(_, t)| has_heading(t));
        let opens = has_heading(&page.text) || has_amendment(&page.text);
        if choosing && opens && versions.last().is_some_and(headed) {
            versions.push(Vec::new());
        }
        let name = if pages.len() == 1 {
            "example.sao".to_owned()
        } else {
            format!("example-{}.sao", i + 1)
        };
        versions.last_mut().unwrap().push((name, page.text.clone()));
    }
    let mut library = Library::new();
    for mut files in versions {
        let amends = files.iter().any(|(_, t)| has_amendment(t));
        if choosing && amends && pages.len() > 1 && !files.iter().any(|(_, t)| has_heading(t)) {
            library.add(files);
            continue;
        }
        if !files.iter().any(|(_, t)| has_heading(t)) {
            files.push(("ruleset.sao".to_owned(), RULESET.to_owned()));
        }
        if !files.iter().any(|(_, t)| has_card(t)) {
            files.push(("card.sao".to_owned(), CARD.to_owned()));
        }
        library.add(files);
    }
    let mut found = library.findings().to_vec();
    found.extend(library.checks());
    if code.as_str().get(1..3) == Some("10") {
        found.extend(library.proofs());
    }
    if code.as_str().starts_with("E11") {
        found.extend(reasoned(&library));
    }
    let dossiers = all
        .into_iter()
        .filter(|b| !["sao", "text", "console"].contains(&b.kind.as_str()))
        .collect();
    judge(library, found, dossiers)
}

/// What is said about counting the dossiers of each card.
fn reasoned(library: &Library) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for ruleset in library.rulesets() {
        for card in ruleset.cards.values() {
            let counted = Space::of(ruleset, card).and_then(|s| s.outcomes());
            found.extend(counted.err().map(|t| t.diagnostic(card)));
        }
    }
    found
}

/// The cards of an example are of versions 1, 2, …; its crosswalk is a folder of its own.
fn of_a_crosswalk(pages: &[&Block]) -> Library {
    let mut library = Library::new();
    for (i, page) in pages.iter().enumerate() {
        let name = format!("example-{}.sao", i + 1);
        let text = if has_card(&page.text) && page.text.contains("->") {
            page.text.clone()
        } else {
            let heading = RULESET.replace("\"1\"", &format!("\"{}\"", i + 1));
            // Behind the card, so that its lines are numbered as on the page.
            format!("{}{heading}", page.text)
        };
        library.add([(name, text)]);
    }
    library
}

/// Reads and judges dossiers; adds what is said about them.
fn judge(
    mut library: Library,
    mut found: Vec<Diagnostic>,
    dossiers: Vec<Block>,
) -> (Vec<Diagnostic>, Library) {
    for block in dossiers {
        let Some(format) = Format::of_extension(&block.kind) else {
            panic!("a block of an unknown kind: {}", block.kind);
        };
        let name = format!("dossier.{}", block.kind);
        let records = library.read(&name, block.text.as_bytes(), format);
        for record in records {
            match record {
                Err(mut wrong) => found.append(&mut wrong),
                Ok(record) => {
                    if let Err(mut wrong) = library.judge(&record, &Asked::default()) {
                        found.append(&mut wrong);
                    }
                }
            }
        }
    }
    render::sort(&mut found);
    (found, library)
}

#[test]
fn the_example_on_every_page_gives_its_code_and_nothing_worse() {
    let mut wrong = String::new();
    for code in Code::ALL {
        if is_pinned_elsewhere(*code, code.page()) {
            continue;
        }
        let mut page = String::new();
        for lang in [Lang::En, Lang::Vi] {
            let (found, library) = run(*code, lang);
            let codes: Vec<Code> = found.iter().map(|d| d.code).collect();
            if !codes.contains(code) {
                writeln!(wrong, "{code} {lang}: the example gives {codes:?}").unwrap();
            }
            let others: Vec<_> = found
                .iter()
                .filter(|d| d.code != *code && d.severity == Severity::Error)
                // It stands after a hundred others.
                .filter(|_| !matches!(code, Code::E0115 | Code::E0548))
                .collect();
            if !others.is_empty() {
                writeln!(
                    wrong,
                    "{code} {lang}: also {:?}",
                    others
                        .iter()
                        .map(|d| (d.code, &d.message.en))
                        .collect::<Vec<_>>()
                )
                .unwrap();
            }
            found.iter().for_each(|d| speaks_of_the_page(d, &mut wrong));
            let own: Vec<Diagnostic> = found.into_iter().filter(|d| d.code == *code).collect();
            page.push_str(&graphical_all(&own, library.sources(), Look::plain(lang)));
            page.push('\n');
        }
        insta::assert_snapshot!(code.as_str(), page);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// No name of a grammar rule, of a type or of a function reaches a reader.
fn speaks_of_the_page(d: &Diagnostic, wrong: &mut String) {
    let texts = std::iter::once(&d.message)
        .chain(d.labels.iter().map(|l| &l.text))
        .chain(&d.notes)
        .chain(&d.help);
    for text in texts {
        for said in [&text.en, &text.vi] {
            for word in [
                "EOI", "k_", "only_", "_head", "_item", "Rule::", "::", "Some(", "None", "unwrap",
            ] {
                if said.contains(word) {
                    writeln!(wrong, "{}: «{said}» speaks of {word}", d.code).unwrap();
                }
            }
        }
        if text.en.trim().is_empty() || text.vi.trim().is_empty() {
            writeln!(wrong, "{}: an empty text", d.code).unwrap();
        }
    }
}

#[test]
fn every_finding_about_an_input_says_where_and_how_to_mend_it() {
    for code in Code::ALL {
        if is_pinned_elsewhere(*code, code.page()) || code.severity() != Severity::Error {
            continue;
        }
        let (found, _) = run(*code, Lang::En);
        for d in found.iter().filter(|d| d.code == *code) {
            assert!(d.primary().is_some(), "{code} names no place");
            assert!(d.help.is_some(), "{code} does not say how to mend it");
        }
    }
}
