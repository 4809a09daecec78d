//! A page for somebody: on the screen, or into a file.

use super::files;
use super::session::{Session, Stop};
use sao::text::Lang;
use std::path::Path;

/// Prints a page, or writes it into a file and says so.
pub fn hand_over(s: &mut Session, text: &str, output: Option<&Path>) -> Result<(), Stop> {
    match output {
        None => s.say(text),
        Some(path) => {
            files::write(path, text.as_bytes())?;
            let place = files::shown(path);
            s.say(&match s.lang {
                Lang::Vi => format!("Đã ghi vào {place}.\n"),
                Lang::En => format!("Written to {place}.\n"),
            })
        }
    }
}
