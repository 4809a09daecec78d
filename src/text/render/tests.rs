use super::*;
use crate::text::{Both, Code, Source, SourceId, Span};
use proptest::prelude::*;

fn span(source: SourceId, text: &str, word: &str) -> Span {
    let at = text.find(word).unwrap();
    Span::new(source, at..at + word.len())
}

const CARD: &str = "phiếu điểm che \"Chè\" {\n  phần A \"Sức mạnh\" 40 {\n    mục 1 \"Tổ chức sản xuất\" 18 {\n      tiêu chí 1.1 \"Nguồn nguyên liệu\" 3 {\n      }\n    }\n  }\n}\n";

fn sample() -> (Sources, Diagnostic) {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("rulesets/11-che.sao", CARD));
    let d = Diagnostic::new(
        Code::E0101,
        Both::new(
            "section 1 says 18 points, its criteria add up to 17",
            "mục 1 ghi 18 điểm, các tiêu chí cộng lại được 17",
        ),
    )
    .at(
        span(id, CARD, "18"),
        Both::new("the section says 18", "mục ghi 18"),
    )
    .note(Both::same(
        "3 (1.1) + 2 (1.2) + 3 (1.3) + 3 (1.4) + 3 (1.5) + 3 (1.6) = 17",
    ))
    .help(Both::new("write 17 for 18", "sửa 18 thành 17"))
    .fix(span(id, CARD, "18"), "17");
    (sources, d)
}

#[test]
fn the_frame_counts_letters_and_speaks_the_readers_language() {
    let (sources, d) = sample();
    let vi = graphical(&d, &sources, Look::plain(Lang::Vi));
    insta::assert_snapshot!("sum_vi", vi);
    let en = graphical(&d, &sources, Look::plain(Lang::En));
    insta::assert_snapshot!("sum_en", en);
    assert!(vi.contains("[rulesets/11-che.sao:3:30]"), "{vi}");
}

#[test]
fn colours_are_there_only_when_asked_for() {
    let (sources, d) = sample();
    assert!(!graphical(&d, &sources, Look::plain(Lang::Vi)).contains('\u{1b}'));
    let look = Look {
        colour: true,
        ..Look::plain(Lang::Vi)
    };
    assert!(graphical(&d, &sources, look).contains("\u{1b}[1;31mlỗi[E0101]:\u{1b}[0m"));
}

#[test]
fn places_in_two_files_get_a_frame_each_and_the_primary_comes_first() {
    let mut sources = Sources::new();
    let a = sources.add(Source::new("a.sao", "dữ kiện x : số\n"));
    let b = sources.add(Source::new("b.sao", "\n\ndữ kiện x : chữ\n"));
    let d = Diagnostic::new(Code::E0101, Both::same("hai lần"))
        .at(Span::new(b, 2..20), Both::same("ở đây"))
        .at(Span::new(a, 0..9), Both::same("và ở đây"));
    insta::assert_snapshot!("two_files", graphical(&d, &sources, Look::plain(Lang::Vi)));
}

#[test]
fn a_span_of_a_block_points_at_its_first_line_and_a_long_line_is_cut() {
    let mut sources = Sources::new();
    let text = format!("{}đây{}\n", "a ".repeat(5000), " b".repeat(5000));
    let id = sources.add(Source::new("x.sao", &text));
    let at = text.find("đây").unwrap();
    let d = Diagnostic::new(Code::E0101, Both::same("dài"))
        .at(Span::new(id, at..text.len()), Both::same("chỗ này"));
    let drawn = graphical(&d, &sources, Look::plain(Lang::Vi));
    assert!(drawn.lines().all(|l| l.chars().count() < 260), "{drawn}");
    assert!(drawn.contains("[x.sao:1:10001]"), "{drawn}");
}

#[test]
fn what_a_terminal_would_obey_is_shown_and_not_obeyed() {
    let mut sources = Sources::new();
    let id = sources.add(Source::new(
        "x\u{1b}[31m.sao",
        "a \u{1b}]0;hi\u{7} \u{202e}b\n",
    ));
    let d = Diagnostic::new(Code::E0101, Both::same("có \u{1b}[2J dấu"))
        .at(Span::new(id, 2..3), Both::same("\u{1b}"));
    let drawn = graphical(&d, &sources, Look::plain(Lang::Vi));
    assert!(!drawn.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{drawn}");
    assert!(drawn.contains('␛'));
}

#[test]
fn machines_get_one_line_json_sarif_and_annotations() {
    let (sources, d) = sample();
    let all = [d];
    insta::assert_snapshot!("concise", concise(&all, &sources, Lang::En));
    insta::assert_snapshot!("json", json(&all, &sources));
    insta::assert_snapshot!("github", github(&all, &sources, Lang::Vi));
    let log: serde_json::Value = serde_json::from_str(&sarif(&all, &sources, Lang::En)).unwrap();
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 3);
    assert_eq!(region["startColumn"], 30);
    assert_eq!(
        log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]
            ["text"],
        "17"
    );
}

#[test]
fn lines_break_at_words() {
    assert_eq!(wrap("một hai ba bốn", 7), ["một hai", "ba bốn"]);
    assert_eq!(wrap("", 7), [""]);
    assert_eq!(wrap("a\nb", 7), ["a", "b"]);
}

proptest! {
    #[test]
    fn any_spans_in_any_text_are_drawn_without_a_panic(
        text in "([a-zà-ỹ\u{301}\t\n 𝄞\u{1b}]|\r\n){0,80}",
        ends in proptest::collection::vec((0u32..200, 0u32..200), 0..6),
        width in 20usize..120,
    ) {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("x.sao", &text));
        let mut d = Diagnostic::new(Code::E0101, Both::same("m"));
        for (i, (start, end)) in ends.iter().enumerate() {
            let label = if i % 2 == 0 { "nhãn dài hơn một chút để xuống dòng" } else { "" };
            d = d.at(Span { source: id, start: *start, end: *end }, Both::same(label));
        }
        let look = Look { lang: Lang::Vi, colour: false, width };
        prop_assert!(graphical(&d, &sources, look).starts_with("lỗi[E0101]:"));
    }
}
