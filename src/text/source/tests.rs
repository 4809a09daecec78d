#![allow(clippy::string_slice, reason = "a slip here is a failed test")]

use super::*;
use proptest::prelude::*;

#[test]
fn composed_and_decomposed_letters_become_equal_and_keep_their_place_on_disk() {
    let nfd: String = "tiêu chí ế\r\nmục 1".nfd().collect();
    let s = Source::new("x", &format!("\u{feff}{nfd}"));
    assert_eq!(s.text(), "tiêu chí ế\nmục 1");
    let at = s.text().find("mục").unwrap_or_default();
    let disk = nfd.find("mu").unwrap_or_default() + 3;
    assert_eq!(s.on_disk(at), disk);
    let chi = s.text().find("chí").unwrap_or_default();
    assert_eq!(s.on_disk(chi), nfd.find("chi").unwrap_or_default() + 3);
}

#[test]
fn a_latin_1_byte_is_named_with_its_line() {
    let e = Source::from_bytes("x", b"a\nb\nc \xe9").err();
    assert_eq!(
        e,
        Some(Utf8Error {
            byte: 6,
            line: 3,
            value: 0xe9
        })
    );
}

#[test]
fn a_row_of_a_big_file_knows_its_line_and_byte_in_the_file() {
    let mut all = Sources::new();
    let id = all.add(Source::new("x", ""));
    let row = Source::new("x.csv", "tra-05;b")
        .starting_at_line(7)
        .starting_at_byte(300);
    all.replace(id, row);
    let place = all.place(Span::new(id, 7..8)).unwrap();
    assert_eq!((place.start.line, place.start.column), (7, 8));
    assert_eq!(place.bytes, [307, 308]);
}

/// Canonical composition leaves some letters in two: ড় becomes ড and a dot.
#[test]
fn a_letter_that_falls_in_two_keeps_positions_inside_the_file() {
    let text = "\u{9dc} ";
    let s = Source::new("x", text);
    assert_eq!(s.text(), "\u{9a1}\u{9bc} ");
    let on_disk: Vec<usize> = (0..=s.text().len()).map(|i| s.on_disk(i)).collect();
    assert!(on_disk.is_sorted(), "{on_disk:?}");
    assert_eq!(on_disk.last(), Some(&text.len()));
}

proptest! {
    #[test]
    fn normal_text_is_kept_and_positions_are_the_same(text in "[a-zà-ỹ \n]{0,60}") {
        let nfc: String = text.nfc().collect();
        let s = Source::new("x", &nfc);
        prop_assert_eq!(s.text(), nfc.as_str());
        for i in 0..nfc.len() {
            prop_assert_eq!(s.on_disk(i), i);
        }
    }

    #[test]
    fn positions_on_disk_never_leave_the_file_nor_run_back(text in "\\PC{0,40}(\r\n)?\\PC{0,20}") {
        let s = Source::new("x", &text);
        let mut last = 0;
        for i in 0..=s.text().len() {
            let disk = s.on_disk(i);
            prop_assert!(disk <= text.len() + 8);
            if s.text().is_char_boundary(i) && s.text()[i..].chars().next().is_none_or(|c| c == ' ' || c == '\n') {
                prop_assert!(disk >= last);
                last = disk;
            }
        }
    }
}
