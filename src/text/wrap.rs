//! Lines no wider than the page, broken at words, measured as a terminal draws them.

use unicode_width::UnicodeWidthStr;

/// Breaks a text into lines of at most `width` columns. A word wider than
/// that keeps its own line; line breaks of the text are kept.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split(' ') {
            let wide = word.width();
            if used > 0 && used + 1 + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if used > 0 || !line.is_empty() {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
        }
        lines.push(line);
    }
    lines
}

/// The text with signs that could move the cursor, change the colours or turn
/// the reading direction of a terminal replaced by a visible stand-in.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(clean_char).collect()
}

/// See [`clean`]; line breaks and tabs stay.
pub(super) fn clean_char(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}
