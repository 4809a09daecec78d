//! `sao explain CODE`: the page of a code.

use super::args::ShowFormat;
use super::pretty;
use super::session::{Done, Exit, Session};
use sao::text::catalogue::files;
use sao::text::{Both, Code, Lang, Severity, closest};
use serde_json::json;

/// Runs the command.
pub fn run(s: &mut Session, code: Option<&str>, list: bool, format: ShowFormat) -> Done {
    if list && format == ShowFormat::Json {
        let mut all = Code::ALL.to_vec();
        all.sort_unstable();
        return as_json(s, &all);
    }
    if list {
        return list_all(s);
    }
    let Some(word) = code else {
        return Err(files::usage_missing(
            Both::new("which code?", "mã nào?"),
            Both::new(
                "write it as it stands in the message, `sao explain E0701`; `sao explain --list` shows all",
                "viết như trong thông báo, `sao explain E0701`; `sao explain --list` liệt kê tất cả",
            ),
        )
        .into());
    };
    match word.trim().parse::<Code>() {
        Ok(code) if format == ShowFormat::Json => as_json(s, &[code]),
        Ok(code) => {
            let page = style(code.page_in(s.lang), s.colour);
            s.say(&page)?;
            Ok(Exit::Fine)
        }
        Err(()) => {
            let near = closest(&word.to_uppercase(), Code::ALL.iter().map(|c| c.as_str()));
            Err(files::no_such_code(word, near.as_deref()).into())
        }
    }
}

fn as_json(s: &mut Session, codes: &[Code]) -> Done {
    let both = |of: &dyn Fn(Lang) -> &'static str| Both::new(of(Lang::En), of(Lang::Vi));
    let all = codes
        .iter()
        .map(|c| {
            json!({
                "code": c,
                "severity": c.severity(),
                "title": both(&|lang| c.title(lang)),
                "page": both(&|lang| c.page_in(lang)),
            })
        })
        .collect();
    s.say(&pretty(&serde_json::Value::Array(all)))?;
    Ok(Exit::Fine)
}

fn list_all(s: &mut Session) -> Done {
    let mut codes = Code::ALL.to_vec();
    codes.sort_unstable();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let these = codes.iter().filter(|c| c.severity() == severity);
        for code in these {
            let line = format!("{code}  {}\n", code.title(s.lang));
            s.say(&line)?;
        }
    }
    let n = super::session::count(codes.len(), s.lang);
    let end = match s.lang {
        Lang::Vi => format!("\n{n} mã. Xem một mã: sao explain MÃ\n"),
        Lang::En => format!("\n{n} codes. To read about one: sao explain CODE\n"),
    };
    s.say(&end)?;
    Ok(Exit::Fine)
}

/// A page for the terminal: headings stand out where colours may be used.
fn style(page: &str, colour: bool) -> String {
    let mut out = String::new();
    for line in page.lines() {
        if colour && line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim_start();
            out.push_str(&format!("\u{1b}[1m{heading}\u{1b}[0m\n"));
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
