//! What is said about slips of many kinds, in both languages.

use super::said;
use crate::text::Lang;
use std::fmt::Write;

/// A line in its block: `…` stands for the line.
const PLACES: &[(&str, &str)] = &[
    ("file", "…"),
    ("ruleset", "ruleset r version \"1\" {\n…\n}"),
    (
        "rating",
        "ruleset r version \"1\" {\nrating of total {\n…\n}\n}",
    ),
    ("council", "ruleset r version \"1\" {\ncouncil {\n…\n}\n}"),
    (
        "transition",
        "ruleset r version \"1\" {\ntransition \"a\" {\n…\n}\n}",
    ),
    ("card", "scorecard c \"C\" {\n…\n}"),
    ("part", "scorecard c \"C\" {\npart A \"A\" 3 {\n…\n}\n}"),
    (
        "criterion",
        "scorecard c \"C\" {\ncriterion 1 \"A\" 3 {\n…\n}\n}",
    ),
    (
        "by",
        "scorecard c \"C\" {\ncriterion 1 \"A\" 3 {\nby x {\n…\n}\n}\n}",
    ),
    ("table", "table t by x {\n…\n}"),
    ("list", "fact l : list {\n…\n}"),
    ("test", "test \"t\" for c {\n…\n}"),
    ("crosswalk", "crosswalk r \"1\" -> \"2\" {\n…\n}"),
    (
        "pair",
        "crosswalk r \"1\" -> \"2\" {\nscorecard c -> c {\n…\n}\n}",
    ),
    (
        "walk",
        "crosswalk r \"1\" -> \"2\" {\nscorecard c -> c {\n1 -> 1 {\n…\n}\n}\n}",
    ),
];

/// Slips: where, and what.
const SLIPS: &[(&str, &str)] = &[
    ("file", "ruleset r \"1\" {\n}"),
    ("file", "ruleset version \"1\" {\n}"),
    ("file", "scorecard \"C\" {\n}"),
    ("file", "shared a b {\n}"),
    ("file", "test \"t\" {\n}"),
    ("file", "fact a percent"),
    ("file", "fact a : percnt"),
    ("file", "fact a : one of {}"),
    ("file", "let a 5"),
    ("file", "let a ="),
    ("file", "let a = (1 + 2"),
    ("file", "let a = 1 +"),
    ("file", "let a = min 1, 2)"),
    ("file", "let a = if b then 1"),
    ("file", "let a = points 1.1"),
    ("file", "let a = sum x y"),
    ("file", "let a = b && c"),
    ("file", "let a = b == c"),
    ("file", "let a = 335kJ"),
    ("file", "table t x {\n}"),
    ("file", "criterion 1 \"A\" 3 {\na 1 \"b\"\n}"),
    ("file", "Tiêu Chí 1 \"A\" 3"),
    ("ruleset", "signed 2026-5-22"),
    ("ruleset", "signed"),
    ("ruleset", "applies 2026-05-22"),
    ("ruleset", "repeals 148"),
    ("ruleset", "assumption a \"b\""),
    ("ruleset", "certificate *** for 36 months"),
    ("ruleset", "certificate from *** for 36 years"),
    ("ruleset", "authority \"the county\""),
    ("ruleset", "missing nothing"),
    ("ruleset", "rating total {\n}"),
    ("ruleset", "thâm quyền *** \"x\""),
    ("ruleset", "council of five {\n}"),
    ("rating", "*** 50 – 70"),
    ("rating", "*** 50 to 70"),
    ("rating", "*** good"),
    ("rating", "at least when x"),
    ("council", "total average"),
    ("council", "total mean of assessors rounded to 0.1"),
    ("council", "quorum"),
    ("transition", "keep when x"),
    ("transition", "signed 2026-01-01"),
    ("card", "sampels 5"),
    ("card", "set eleven"),
    ("card", "part \"A\" 40 {\n}"),
    ("part", "section 1 18 \"Title\" {\n}"),
    ("part", "criterion 1.1 \"A\" 3 points {\n}"),
    ("part", "only x"),
    ("part", "a 1 \"an option\""),
    ("criterion", "a one \"b\""),
    ("criterion", "a 1,5 \"b\""),
    ("criterion", "a 1.000.000 \"b\""),
    ("criterion", "a 1 “b”"),
    ("criterion", "a 1 \"b\" whn x > 3"),
    ("criterion", "a 1 \"b\" when"),
    ("criterion", "a 1 \"b\" when x >"),
    ("criterion", "a 1 *** \"b\" \"c\""),
    ("criterion", "evidense \"b\""),
    ("criterion", "evidence b"),
    ("criterion", "minh chung \"b\""),
    ("criterion", "> 335 kJ"),
    ("criterion", "> 335 kJ => 1"),
    ("criterion", "> 335 kJ -> 1 .. 5"),
    ("criterion", "cap when x"),
    ("criterion", "force when x"),
    ("criterion", "replaces \"2\""),
    ("criterion", "case \"one\" {\n}"),
    ("criterion", "// a remark"),
    ("criterion", "1. \"b\""),
    ("by", "water -> 5"),
    ("table", "water 5"),
    ("table", "water / 5 ->"),
    ("list", "kind one of {a}"),
    ("list", "kind : colour"),
    ("test", "best but 3 = a"),
    ("test", "given x 5"),
    ("test", "expect"),
    ("test", "expect total"),
    ("test", "expect rating 5"),
    ("test", "kind = first"),
    ("test", "dossier x.yaml"),
    ("file", "crosswalk ocop \"1\" to \"2\" {\n}"),
    ("crosswalk", "scorecard tea {\n}"),
    ("crosswalk", "new card tea"),
    ("pair", "1.1 1.2"),
    ("pair", "1.1 = 1.2"),
    ("pair", "sme 1.1"),
    ("pair", "fact x = y"),
    ("pair", "scorecard a -> b"),
    ("walk", "a = b"),
    ("walk", "a ->"),
    ("walk", "1.1 -> 1.2"),
];

#[test]
fn slips_of_many_kinds_are_each_told_in_both_languages() {
    let mut page = String::new();
    for (place, slip) in SLIPS {
        let around = PLACES.iter().find(|(name, _)| name == place).unwrap().1;
        let (_, found) = said(&around.replace('…', slip));
        writeln!(page, "{place}: {}", slip.replace('\n', "⏎")).unwrap();
        for d in &found {
            for lang in [Lang::En, Lang::Vi] {
                let help = d.help.as_ref().map_or("", |h| lang.of(h));
                writeln!(page, "  {}: {} · {help}", d.code, lang.of(&d.message)).unwrap();
            }
        }
        assert_eq!(found.len(), 1, "{page}");
    }
    insta::assert_snapshot!(page);
}
