//! A calendar month by month, on paper and for programs (RFC 5545).

use super::words::Teller;
use crate::compare::due::{Due, Standing};
use crate::explain::page::{Line, Tone};
use crate::explain::report::{Cell, Column, Report, Row, Table};
use crate::explain::words::{date, say};
use crate::text::Lang;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What happens on a day.
struct Event<'a> {
    day: Date,
    kind: Kind,
    due: &'a Due,
    paper: Option<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    PaperEnds,
    Opens,
    Closes,
    Ends,
}

/// Everything that happens from a day on, in order.
fn events(all: &[Due], on: Date) -> Vec<Event<'_>> {
    let mut out: Vec<Event<'_>> = Vec::new();
    for due in all {
        let window = due.window;
        let days = [
            window.map(|(first, _)| (first, Kind::Opens)),
            window.map(|(_, last)| (last, Kind::Closes)),
            Some((due.expires, Kind::Ends)),
        ];
        out.extend(
            days.into_iter()
                .flatten()
                .filter(|(day, _)| *day >= on)
                .map(|(day, kind)| Event {
                    day,
                    kind,
                    due,
                    paper: None,
                }),
        );
    }
    for d in all {
        for p in d.ended.iter().filter(|p| p.expires >= on) {
            out.push(Event {
                day: p.expires,
                kind: Kind::PaperEnds,
                due: d,
                paper: Some(&p.title),
            });
        }
    }
    out.sort_by(|a, b| {
        let key = |e: &Event<'_>| (e.day, e.kind, e.due.holding.id.clone());
        key(a).cmp(&key(b))
    });
    out
}

/// Adds the calendar to a page.
pub(super) fn add(page: &mut Report, all: &[Due], teller: &Teller) {
    let lang = teller.lang;
    page.heading(2, lang.pick("Calendar", "Lịch theo tháng"));
    let now: Vec<&Due> = all
        .iter()
        .filter(|d| matches!(d.standing, Standing::Expired | Standing::Missed))
        .collect();
    if !now.is_empty() {
        let names: Vec<String> = now.iter().map(|d| d.holding.product.clone()).collect();
        let names = names.join("; ");
        page.lines(vec![Line::new(
            Tone::Bad,
            say!(
                lang,
                "Too late for the window, ask the authority at once: {names}",
                "Đã quá thời gian nộp, cần hỏi ngay cơ quan có thẩm quyền: {names}"
            ),
        )]);
    }
    let mut months: BTreeMap<(i16, i8), Vec<Event<'_>>> = BTreeMap::new();
    for e in events(all, teller.on) {
        months
            .entry((e.day.year(), e.day.month()))
            .or_default()
            .push(e);
    }
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("Day", "Ngày"), 10),
            Column::left(lang.pick("What", "Việc"), 34),
            Column::left(lang.pick("Product", "Sản phẩm"), 46),
            Column::left(lang.pick("Done", "Đã làm"), 4),
        ],
        ..Table::default()
    };
    for ((year, month), events) in months {
        let head = match lang {
            Lang::Vi => format!("Tháng {month}/{year}"),
            Lang::En => format!("{} {year}", month_name(month)),
        };
        table.rows.push(Row::Across(Line::new(Tone::Plain, head)));
        for e in events {
            let tone = match e.kind {
                Kind::Closes | Kind::PaperEnds => Tone::Warn,
                Kind::Ends => Tone::Bad,
                Kind::Opens => Tone::Good,
            };
            table.rows.push(Row::Cells(vec![
                Cell::new(date(e.day, lang)),
                Cell::toned(e.what(lang), tone),
                Cell::new(teller.product(e.due, false)),
                Cell::toned("☐", Tone::Faint),
            ]));
        }
    }
    page.table(table);
}

impl Event<'_> {
    fn what(&self, lang: Lang) -> String {
        match self.kind {
            Kind::Opens => lang
                .pick("filing opens", "bắt đầu nộp được hồ sơ")
                .to_owned(),
            Kind::Closes => lang
                .pick("last day for filing", "ngày cuối nộp hồ sơ")
                .to_owned(),
            Kind::Ends => lang
                .pick("certificate ends", "giấy chứng nhận hết hạn")
                .to_owned(),
            Kind::PaperEnds => {
                let paper = self.paper.unwrap_or_default();
                say!(lang, "paper ends: {paper}", "giấy tờ hết hạn: {paper}")
            }
        }
    }
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1)
        .ok()
        .and_then(|m| NAMES.get(m))
        .copied()
        .unwrap_or_default()
}

/// The calendar for a calendar program: whole-day events, the same bytes for
/// the same portfolio and day.
#[must_use]
pub fn ics(all: &[Due], on: Date, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//sao//due//VI");
    for e in events(all, on) {
        let day = e.day.strftime("%Y%m%d").to_string();
        let next = e
            .day
            .tomorrow()
            .unwrap_or(e.day)
            .strftime("%Y%m%d")
            .to_string();
        let kind = match e.kind {
            Kind::Opens => "opens",
            Kind::Closes => "closes",
            Kind::Ends => "ends",
            Kind::PaperEnds => "paper",
        };
        line("BEGIN:VEVENT");
        let paper = e.paper.unwrap_or_default();
        line(&format!(
            "UID:{}",
            escape(&format!("{kind}-{day}-{}{paper}@sao", e.due.holding.id))
        ));
        line(&format!("DTSTAMP:{}T000000Z", on.strftime("%Y%m%d")));
        line(&format!("DTSTART;VALUE=DATE:{day}"));
        line(&format!("DTEND;VALUE=DATE:{next}"));
        let made_up = if e.due.holding.illustrative {
            lang.pick(" (illustrative)", " (minh họa)")
        } else {
            ""
        };
        line(&format!(
            "SUMMARY:{}",
            escape(&format!(
                "{}: {}{made_up}",
                e.due.holding.product,
                e.what(lang)
            ))
        ));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Lines of at most 75 bytes, gone on after a space, ended as the format asks.
fn fold(text: &str, out: &mut String) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > 74 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
