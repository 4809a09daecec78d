//! Whatever stands on the pages, the build gives an answer.

use super::files;
use crate::model::build::build;
use crate::syntax::{arbitrary, print};
use crate::text::{Lang, Severity};
use proptest::prelude::*;

/// A page that uses most of the language.
const PAGE: &str = r#"ruleset r version "1" {
  title "R"; signed 2026-05-22; applies from 2026-05-22; repeals "0" from 2026-07-21
  transition "Article 1" { keep "0" when filed < 2026-05-22 and kind = renewal }
  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50; at least * when kind = first "x" }
  assumption stopped "open" = unrated | as_scored
  council { total median of assessors rounded half up to 0.1; quorum 75%; spread 10 points }
  certificate from ** for 36 months, renew between 180 and 120 days before expiry
  authority * "a"; **, *** "b"
  missing unknown
}
fact share : percent 0% .. 100%
fact energy : decimal kJ 0 kJ ..
let high = energy > 500 kJ
table column by share : whole { < 50% -> 1; else -> 2 }
shared s {
  cite "S"
  criterion x "X" 10 { a 0 "no" when share < 50%; b 10 *** "yes" when share >= 50%; evidence "e" }
  section y "Y" 30 { criterion .1 "One" 20 like s.x { b 20 } criterion .2 "Two" 10 { a 0; b 10; only if points of .1 > 0 } }
}
scorecard c "C" in "A" / "B" {
  set 1; samples 2; cite "C"
  reject forged "F"
  part A "A" 70 {
    section 1 like s.y { criterion 1.2 { b ** } }
    section 2 "Two" 40 best { criterion 2.1 like s.x { without a; a 1 } criterion 2.2 "L" 40 ladder of energy { > 100 kJ -> 1 .. 40 every 10 kJ; else -> 0 } }
  }
  part B "B" 30 cap 30 {
    criterion 3 "Three" 20 { by column { 1 { a 0; b 10 } else { a 0; b 20 ** } } force a when high }
    criterion 4 "Four" 10 checklist cap 10 { a 5; b 5 *; c 5 } 
    criterion 5 "Five" 5 { case 1 "x" { c 0; d 5 } case 2 "y" when high { e 1 } replaces 4 when criterion 5 = d }
    criterion 6 "Six" 5 = 5 * share / 100% rounded half up to 1 { cap 3 when high; stop "s" }
    require *** points of part A >= 10 "r"
  }
}
test "t" for c { best except 1.1 = a, share = 20%; expect total 3, rating ** because minimum 1.2, A 3, missing 3 }
"#;

#[test]
fn the_page_itself_has_nothing_wrong_with_it() {
    let run = files(&[("a.sao", PAGE)]);
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn pages_made_up_at_random_are_built(page in arbitrary::file()) {
        let text = print(&page, Lang::En);
        let run = files(&[("a.sao", &text)]);
        for d in &run.found {
            prop_assert!(d.primary().is_some() || d.code.as_str() == "E0201", "{}", run.lines(Lang::En));
        }
        let _ = build(&[page]);
    }

    #[test]
    fn a_page_with_holes_is_built_and_what_is_said_is_in_order(
        holes in proptest::collection::vec((0usize..2600, 0usize..60), 1..4)
    ) {
        let mut letters: Vec<char> = PAGE.chars().collect();
        for (at, len) in holes {
            let at = at.min(letters.len());
            let end = at.saturating_add(len).min(letters.len());
            letters.drain(at..end);
        }
        let text: String = letters.into_iter().collect();
        let run = files(&[("a.sao", &text)]);
        for d in &run.found {
            for label in &d.labels {
                prop_assert!(label.span.range().end <= text.len());
            }
        }
        let usable = run.found.iter().all(|d| d.severity != Severity::Error);
        prop_assert!(!usable || run.ruleset.is_some());
    }

    #[test]
    fn a_page_with_a_line_said_twice_is_built(line in 0usize..48) {
        let mut lines: Vec<&str> = PAGE.lines().collect();
        let line = line.min(lines.len() - 1);
        lines.insert(line, lines[line]);
        files(&[("a.sao", &lines.join("\n"))]);
    }
}
