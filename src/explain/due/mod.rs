//! Certificates that end, as a page for the one who has to see to it: what is
//! to be done first, then a calendar month by month.

mod calendar;
mod words;

pub use calendar::ics;

use super::page::{Line, Tone};
use super::report::{Block, Cell, Column, Report, Row, Table};
use super::words::{date, say};
use crate::compare::due::{Due, Standing};
use crate::text::Lang;
use jiff::civil::Date;
use serde_json::{Value, json};
use words::Teller;

/// The page about a portfolio on a day; `all` are sorted already.
#[must_use]
pub fn due_page(all: &[Due], on: Date, lang: Lang) -> Report {
    let teller = Teller { lang, on };
    let day = date(on, lang);
    let mut page = Report::new(
        lang,
        say!(
            lang,
            "Certificates: what to do, seen from {day}",
            "Giấy chứng nhận: việc cần làm, tính đến ngày {day}"
        ),
    );
    page.across = true;
    let made_up = all.iter().filter(|d| d.holding.illustrative).count();
    if made_up > 0 {
        let n = all.len();
        page.lead.push(Line::new(
            Tone::Warn,
            if made_up == n {
                lang.pick(
                    "ILLUSTRATIVE: certificates, dossiers and evidence in this portfolio are made up.",
                    "MINH HỌA: giấy chứng nhận, hồ sơ và minh chứng trong danh mục này là số liệu minh họa.",
                )
                .to_owned()
            } else {
                say!(
                    lang,
                    "Illustrative: {made_up} of {n} rows are made up (marked ※).",
                    "Minh họa: {made_up} trên {n} dòng là số liệu minh họa (đánh dấu ※)."
                )
            },
        ));
    }
    page.lead.push(Line::new(Tone::Plain, teller.counts(all)));
    page.heading(2, lang.pick("First things first", "Việc gấp trước"));
    let mark = made_up > 0 && made_up < all.len();
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("Product", "Sản phẩm"), 30),
            Column::left(lang.pick("Level", "Hạng"), 6),
            Column::left(lang.pick("Ends", "Hết hạn"), 10),
            Column::left(lang.pick("File between", "Nộp trong"), 12),
            Column::left(lang.pick("How it stands", "Tình trạng"), 20),
            Column::left(lang.pick("Rules; expected", "Theo bộ; dự kiến"), 40),
        ],
        headed: true,
        ..Table::default()
    };
    for d in all {
        table.rows.push(Row::Cells(vec![
            Cell::new(teller.product(d, mark)),
            Cell::new(teller.level(d)),
            Cell::new(date(d.expires, lang)),
            Cell::new(teller.window(d)),
            Cell::toned(teller.standing(d), tone(d.standing)),
            Cell::new(teller.outlook(d)),
        ]));
    }
    page.table(table);
    page.blocks.push(Block::NewPage);
    calendar::add(&mut page, all, &teller);
    page.foot.push(
        lang.pick(
            "The version that binds is the one by the rules known today, for a renewal filed on the first day possible. The expected result is that of the stored dossier; where answers are missing it is a range.",
            "Phiên bản áp dụng được chọn theo các quy định đã biết hôm nay, cho hồ sơ đánh giá lại nộp vào ngày sớm nhất có thể. Kết quả dự kiến là của hồ sơ đang lưu; thiếu câu trả lời thì là một khoảng.",
        )
        .to_owned(),
    );
    page
}

fn tone(s: Standing) -> Tone {
    match s {
        Standing::Expired | Standing::Missed => Tone::Bad,
        Standing::Closing => Tone::Warn,
        Standing::Open => Tone::Good,
        Standing::NotYet | Standing::Holds => Tone::Plain,
    }
}

/// The portfolio in its stable JSON form.
#[must_use]
pub fn due_json(all: &[Due], on: Date) -> Value {
    let rows: Vec<Value> = all.iter().map(words::as_json).collect();
    json!({
        "on": on,
        "illustrative": all.iter().any(|d| d.holding.illustrative),
        "certificates": rows,
    })
}
