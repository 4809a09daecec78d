//! A portfolio: certified products, one a row, with when their certificates end.

use super::fields::{self, Field, field};
use super::record::{Record, one, read_day};
use crate::text::catalogue::comparing as say;
use crate::text::catalogue::dossiers::Named;
use crate::text::{Diagnostic, Span};
use jiff::civil::Date;
use serde::Serialize;

/// The columns that only a portfolio has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The level certified.
    Level,
    /// When the certificate was issued.
    Issued,
    /// The last day of the certificate.
    Expires,
    /// The file of the dossier, relative to the portfolio.
    Dossier,
    /// Papers with the last day they are valid.
    Papers,
    /// The commune.
    Commune,
    /// Whether the row is made up.
    Illustrative,
}

/// The columns, with their names in both languages.
pub static COLUMNS: &[Field<Column>] = &[
    field(
        Column::Level,
        "level",
        "hạng",
        &["hạng_sao", "số_sao", "sao"],
        "The level certified",
        "Hạng được công nhận",
    ),
    field(
        Column::Issued,
        "issued",
        "ngày_cấp",
        &["cấp_ngày"],
        "When the certificate was issued",
        "Ngày cấp giấy chứng nhận",
    ),
    field(
        Column::Expires,
        "expires",
        "hết_hạn",
        &["ngày_hết_hạn"],
        "The last day of the certificate",
        "Ngày cuối giấy chứng nhận còn hiệu lực",
    ),
    field(
        Column::Dossier,
        "dossier",
        "hồ_sơ",
        &["tệp_hồ_sơ"],
        "The file of the dossier, relative to the portfolio",
        "Tệp hồ sơ, tính từ thư mục của danh mục",
    ),
    field(
        Column::Papers,
        "evidence",
        "minh_chứng",
        &["giấy_tờ"],
        "Papers, each with the last day it is valid, separated by semicolons",
        "Giấy tờ, mỗi giấy kèm ngày hết hạn, cách nhau bằng dấu chấm phẩy",
    ),
    field(
        Column::Commune,
        "commune",
        "xã",
        &["địa_bàn"],
        "The commune",
        "Xã",
    ),
    field(
        Column::Illustrative,
        "illustrative",
        "minh_họa",
        &["minh_hoạ"],
        "Whether the row is made up",
        "Dòng này có phải số liệu minh họa không",
    ),
];

/// A paper and the last day it is valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// What it is.
    pub title: String,
    /// The last day it is valid.
    pub expires: Date,
}

/// A certified product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// What it is called.
    pub id: String,
    /// The product.
    pub product: String,
    /// The commune.
    pub commune: Option<String>,
    /// The ruleset, when it says.
    pub ruleset: Option<String>,
    /// The scorecard by which it was rated, with its place.
    pub scorecard: Option<(String, Span)>,
    /// The level certified, as written, with its place.
    pub level: Option<(String, Span)>,
    /// When the certificate was issued.
    pub issued: Option<Date>,
    /// The last day of the certificate, when it says.
    pub expires: Option<Date>,
    /// Papers that end.
    pub papers: Vec<Dated>,
    /// The file of its dossier.
    pub dossier: Option<String>,
    /// Whether the row is made up.
    pub illustrative: bool,
    /// The row.
    pub span: Span,
}

/// The product of a row.
///
/// # Errors
/// Everything that is wrong with the row, at once.
pub fn holding(record: &Record) -> Result<Holding, Vec<Diagnostic>> {
    let mut wrong: Vec<Diagnostic> = record.problems().to_vec();
    let header = &record.header;
    let cell = |column: Column| {
        record.fields.iter().find(|(entry, _)| {
            fields::find(COLUMNS, &entry.key.value).is_some_and(|f| f.is == column)
        })
    };
    let text = |column: Column, wrong: &mut Vec<Diagnostic>| -> Option<(String, Span)> {
        let (entry, _) = cell(column)?;
        let text = one(&entry.value, &entry.key.value, wrong)?;
        Some((text.to_owned(), entry.value.span))
    };
    let level = text(Column::Level, &mut wrong);
    let dossier = text(Column::Dossier, &mut wrong).map(|(t, _)| t);
    let commune = text(Column::Commune, &mut wrong).map(|(t, _)| t);
    let illustrative = text(Column::Illustrative, &mut wrong).is_some_and(|(t, _)| yes(&t));
    let papers = text(Column::Papers, &mut wrong)
        .map(|(t, span)| papers(&t, span, &mut wrong))
        .unwrap_or_default();
    let day = |column: Column, name: &str, wrong: &mut Vec<Diagnostic>| -> Option<(Date, Span)> {
        let (entry, _) = cell(column)?;
        let text = one(&entry.value, name, wrong)?.to_owned();
        let span = entry.value.span;
        Some((read_day(&text, span, &Named::new(name), wrong)?, span))
    };
    let before = wrong.len();
    let issued = day(Column::Issued, "issued", &mut wrong);
    let expires = day(Column::Expires, "expires", &mut wrong);
    match (issued, expires) {
        (Some((a, from)), Some((b, to))) if b <= a => {
            wrong.push(say::ends_before_it_starts(from, to))
        }
        (None, None) if wrong.len() == before => wrong.push(say::no_dates(header.span)),
        _ => {}
    }
    let product = record
        .fields
        .iter()
        .find(|(_, known)| known.is_some_and(|f| f.is == fields::Known::Product))
        .and_then(|(entry, _)| entry.value.as_text())
        .map(str::to_owned);
    let id = header.id.clone().or_else(|| product.clone());
    if id.is_none() {
        wrong.push(say::nameless(header.span));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let id = id.unwrap_or_default();
    Ok(Holding {
        product: product.unwrap_or_else(|| id.clone()),
        id,
        commune,
        ruleset: header.ruleset.clone(),
        scorecard: header
            .scorecard
            .clone()
            .map(|s| (s, header.scorecard_span.unwrap_or(header.span))),
        level,
        issued: issued.map(|(d, _)| d),
        expires: expires.map(|(d, _)| d),
        papers,
        dossier,
        illustrative,
        span: header.span,
    })
}

fn yes(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "yes" | "có" | "true" | "x" | "1"
    )
}

/// `HACCP 2027-03-01; phiếu kiểm nghiệm 15/01/2027`
fn papers(text: &str, span: Span, wrong: &mut Vec<Diagnostic>) -> Vec<Dated> {
    let mut all = Vec::new();
    for one in text.split(';').map(str::trim).filter(|t| !t.is_empty()) {
        let (title, day) = one.rsplit_once(char::is_whitespace).unwrap_or(("", one));
        let named = Named::new("evidence");
        if let Some(expires) = read_day(day, span, &named, wrong) {
            all.push(Dated {
                title: title.trim().to_owned(),
                expires,
            });
        }
    }
    all
}

/// A day as dossiers and commands write it: `2026-02-28` or `28/02/2026`.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    super::value::date(text).ok()
}
