//! The fields that every dossier may have, whatever the ruleset: one table,
//! read by the readers, by `bind`, by `schema` and by the documentation.
//!
//! A field has an English and a Vietnamese name with the same meaning. Case,
//! spaces and hyphens do not matter (`Ngày nộp` is `ngày_nộp`), so that the
//! header of a spreadsheet need not look like a program.

use crate::text::{Both, Lang};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A field of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Known {
    /// The id.
    Id,
    /// What is rated.
    Product,
    /// The ruleset, `name` or `name@version`.
    Ruleset,
    /// The version of the ruleset.
    Version,
    /// The scorecard.
    Scorecard,
    /// First rating, upgrade or renewal.
    Kind,
    /// The day of filing.
    Filed,
    /// The day of assessment.
    Assessed,
    /// Papers.
    Evidence,
    /// The council.
    Assessors,
    /// How many members the council has.
    Members,
    /// Who gave the shared answers.
    AnsweredBy,
    /// Whether the answers are made up.
    Illustrative,
    /// Findings of the whole card.
    Findings,
    /// Where the answers of a carried dossier come from.
    Carried,
    /// A free text, kept and printed as it is.
    Info,
}

/// A field with its names and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Field<K: 'static> {
    /// Which it is.
    pub is: K,
    /// The English name; results and digests use it.
    pub en: &'static str,
    /// The Vietnamese name.
    pub vi: &'static str,
    /// Other spellings that are read.
    pub also: &'static [&'static str],
    about_en: &'static str,
    about_vi: &'static str,
}

impl<K> Field<K> {
    /// What it is for.
    #[must_use]
    pub fn about(&self) -> Both {
        Both::new(self.about_en, self.about_vi)
    }

    /// Its name in a language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.vi)
    }

    /// Every name that is read.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<K> {
        [self.en, self.vi]
            .into_iter()
            .chain(self.also.iter().copied())
    }
}

pub(super) const fn field<K>(
    is: K,
    en: &'static str,
    vi: &'static str,
    also: &'static [&'static str],
    about_en: &'static str,
    about_vi: &'static str,
) -> Field<K> {
    Field {
        is,
        en,
        vi,
        also,
        about_en,
        about_vi,
    }
}

const fn info(
    en: &'static str,
    vi: &'static str,
    about_en: &'static str,
    about_vi: &'static str,
) -> Field<Known> {
    field(Known::Info, en, vi, &[], about_en, about_vi)
}

/// The fields of a dossier, in the order in which they are usually written.
pub static FIELDS: &[Field<Known>] = &[
    field(
        Known::Id,
        "id",
        "mã",
        &["mã_hồ_sơ"],
        "What this dossier is called in results",
        "Tên gọi của hồ sơ trong kết quả",
    ),
    field(
        Known::Product,
        "product",
        "sản_phẩm",
        &["tên_sản_phẩm"],
        "What is rated",
        "Sản phẩm được đánh giá",
    ),
    field(
        Known::Ruleset,
        "ruleset",
        "bộ_tiêu_chí",
        &[],
        "The ruleset, as `name` or `name@version`",
        "Bộ tiêu chí, viết «tên» hoặc «tên@phiên bản»",
    ),
    field(
        Known::Version,
        "version",
        "phiên_bản",
        &[],
        "The version of the ruleset; chosen by the dates when it is not given",
        "Phiên bản của bộ tiêu chí; không ghi thì chọn theo ngày",
    ),
    field(
        Known::Scorecard,
        "scorecard",
        "phiếu_điểm",
        &["phiếu_chấm"],
        "The scorecard; may be left out when the ruleset has only one",
        "Phiếu điểm; có thể bỏ khi bộ tiêu chí chỉ có một phiếu",
    ),
    field(
        Known::Kind,
        "kind",
        "loại_hình",
        &[],
        "Why it is rated: first, upgrade or renewal",
        "Vì sao đánh giá: lần_đầu, nâng_hạng hoặc đánh_giá_lại",
    ),
    field(
        Known::Filed,
        "filed",
        "ngày_nộp",
        &["ngày_nộp_hồ_sơ"],
        "The day the dossier was filed",
        "Ngày nộp hồ sơ",
    ),
    field(
        Known::Assessed,
        "assessed",
        "ngày_chấm",
        &["ngày_đánh_giá"],
        "The day it was assessed",
        "Ngày chấm điểm",
    ),
    field(
        Known::Evidence,
        "evidence",
        "minh_chứng",
        &[],
        "Papers that support answers and facts",
        "Giấy tờ chứng minh cho câu trả lời và dữ kiện",
    ),
    field(
        Known::Assessors,
        "assessors",
        "hội_đồng",
        &[],
        "The members of the council who were there, each with their own answers",
        "Các thành viên hội đồng có mặt, mỗi người có câu trả lời riêng",
    ),
    field(
        Known::Members,
        "members",
        "số_thành_viên",
        &[],
        "How many members the council has, present or not",
        "Số thành viên hội đồng, kể cả người vắng",
    ),
    field(
        Known::AnsweredBy,
        "answered_by",
        "người_chấm",
        &[],
        "Who gave the answers that stand directly in the dossier",
        "Ai đưa ra các câu trả lời ghi trực tiếp trong hồ sơ",
    ),
    field(
        Known::Illustrative,
        "illustrative",
        "minh_họa",
        &["minh_hoạ"],
        "Whether the answers are made up to show something",
        "Câu trả lời có phải chỉ để minh họa không",
    ),
    field(
        Known::Findings,
        "findings",
        "kết_luận",
        &[],
        "Findings on the whole scorecard that reject the dossier or stop the scoring",
        "Kết luận về cả phiếu làm hồ sơ bị loại hoặc dừng chấm",
    ),
    field(
        Known::Carried,
        "carried",
        "chuyển_từ",
        &[],
        "Where the answers come from when `sao carry` made the dossier: `from` (version and scorecard), and by criterion the old answer and the line of the crosswalk",
        "Câu trả lời lấy từ đâu khi hồ sơ do `sao carry` làm ra: `từ` (phiên bản và phiếu điểm), và theo từng tiêu chí: câu trả lời cũ, dòng của bảng chuyển đổi",
    ),
    info("producer", "chủ_thể", "Who makes it", "Chủ thể sản xuất"),
    info(
        "representative",
        "người_đại_diện",
        "Who represents the producer",
        "Người đại diện",
    ),
    info("address", "địa_chỉ", "Address", "Địa chỉ"),
    info("village", "thôn", "Village", "Thôn, ấp, bản"),
    info("commune", "xã", "Commune", "Xã, phường, thị trấn"),
    info("district", "huyện", "District", "Huyện, quận"),
    info("province", "tỉnh", "Province", "Tỉnh, thành phố"),
    info("country", "quốc_gia", "Country", "Quốc gia"),
    info(
        "product_code",
        "mã_sản_phẩm",
        "Code of the product",
        "Mã số sản phẩm",
    ),
    info(
        "product_group",
        "nhóm_sản_phẩm",
        "Group of products",
        "Nhóm sản phẩm",
    ),
    info("tax_code", "mã_số_thuế", "Tax code", "Mã số thuế"),
    info("phone", "điện_thoại", "Telephone", "Điện thoại"),
    info("email", "thư_điện_tử", "E-mail", "Thư điện tử"),
    info("website", "trang_web", "Web page", "Trang web"),
    info(
        "level_of_council",
        "cấp_hội_đồng",
        "Level of the council",
        "Cấp hội đồng",
    ),
    info(
        "certificate",
        "giấy_chứng_nhận",
        "Certificate held so far",
        "Giấy chứng nhận đang có",
    ),
    info(
        "source",
        "nguồn",
        "Where the data comes from",
        "Nguồn số liệu",
    ),
    info("note", "ghi_chú", "A remark", "Ghi chú"),
];

/// A field of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// What it is evidence for.
    For,
    /// Its title.
    Title,
    /// Who issued it.
    By,
    /// Its number.
    Number,
    /// When it was issued.
    Issued,
    /// The last day it is valid.
    Expires,
}

/// The fields of a paper.
pub static PAPER: &[Field<Paper>] = &[
    field(
        Paper::For,
        "for",
        "cho",
        &[],
        "What it supports: the number of a criterion, part or section, or a fact; the whole dossier if left out",
        "Chứng minh cho gì: số của tiêu chí, phần, mục, hoặc một dữ kiện; bỏ trống là cho cả hồ sơ",
    ),
    field(
        Paper::Title,
        "title",
        "tên",
        &["tên_giấy_tờ"],
        "Its title",
        "Tên giấy tờ",
    ),
    field(
        Paper::By,
        "by",
        "cơ_quan",
        &["cơ_quan_cấp", "nơi_cấp"],
        "Who issued it",
        "Cơ quan cấp",
    ),
    field(
        Paper::Number,
        "number",
        "số",
        &["số_hiệu"],
        "Its number",
        "Số hiệu",
    ),
    field(
        Paper::Issued,
        "issued",
        "ngày_cấp",
        &[],
        "When it was issued",
        "Ngày cấp",
    ),
    field(
        Paper::Expires,
        "expires",
        "hết_hạn",
        &["ngày_hết_hạn"],
        "The last day it is valid",
        "Ngày cuối cùng còn hiệu lực",
    ),
];

/// A field of an assessor, besides criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Member {
    /// The name.
    Name,
    /// Findings on the whole card.
    Findings,
}

/// The fields of an assessor, besides criteria.
pub static MEMBER: &[Field<Member>] = &[
    field(
        Member::Name,
        "name",
        "họ_tên",
        &["tên"],
        "The name of the assessor",
        "Họ tên người chấm",
    ),
    field(
        Member::Findings,
        "findings",
        "kết_luận",
        &[],
        "Findings of this assessor on the whole scorecard",
        "Kết luận của người chấm này về cả phiếu",
    ),
];

/// The words for the kinds of rating.
pub static KINDS: &[Field<super::Kind>] = &[
    field(
        super::Kind::First,
        "first",
        "lần_đầu",
        &[],
        "For the first time",
        "Đánh giá lần đầu",
    ),
    field(
        super::Kind::Upgrade,
        "upgrade",
        "nâng_hạng",
        &[],
        "For a better level",
        "Đánh giá nâng hạng",
    ),
    field(
        super::Kind::Renewal,
        "renewal",
        "đánh_giá_lại",
        &[],
        "Because the certificate ends",
        "Đánh giá lại khi giấy chứng nhận hết hạn",
    ),
];

/// A name as it is compared: lower case, `_` for spaces and hyphens.
#[must_use]
pub fn tidy(name: &str) -> String {
    name.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| {
            if c.is_whitespace() || c == '-' {
                '_'
            } else {
                c
            }
        })
        .collect()
}

/// Whether a name can be in a table at all: most of those in a dossier are
/// numbers of criteria, and need not be looked up letter by letter.
fn may_be_a_field(name: &str) -> bool {
    name.len() <= 100 && !name.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The field of a name.
#[must_use]
pub fn find<K>(table: &'static [Field<K>], name: &str) -> Option<&'static Field<K>> {
    if !may_be_a_field(name) {
        return None;
    }
    let name = tidy(name);
    table.iter().find(|f| f.names().any(|n| n == name))
}

/// The field of a dossier of a name.
#[must_use]
pub fn known(name: &str) -> Option<&'static Field<Known>> {
    static BY_NAME: LazyLock<HashMap<&'static str, &'static Field<Known>>> = LazyLock::new(|| {
        FIELDS
            .iter()
            .flat_map(|f| f.names().map(move |n| (n, f)))
            .collect()
    });
    if !may_be_a_field(name) {
        return None;
    }
    BY_NAME.get(tidy(name).as_str()).copied()
}

/// Every name of a table, for people of each language.
#[must_use]
pub fn names_of<K>(table: &'static [Field<K>]) -> (Vec<String>, Vec<String>) {
    let both = |f: &Field<K>| {
        (
            format!("{} ({})", f.en, f.vi),
            format!("{} ({})", f.vi, f.en),
        )
    };
    table.iter().map(both).unzip()
}

/// What people call a free text of [`super::Dossier::info`], by its English name.
#[must_use]
pub fn info_label(name: &str) -> Option<Both> {
    known(name).map(Field::about)
}

/// The English name of a field that all dossiers have, by any of its names.
#[must_use]
pub fn field_name(name: &str) -> Option<&'static str> {
    known(name).map(|f| f.en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn all_names<K>(table: &'static [Field<K>]) -> Vec<&'static str> {
        table.iter().flat_map(|f| f.names()).collect()
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        for names in [
            all_names(FIELDS),
            all_names(PAPER),
            all_names(MEMBER),
            all_names(KINDS),
        ] {
            let distinct: HashSet<_> = names.iter().collect();
            assert_eq!(distinct.len(), names.len(), "{names:?}");
            for name in names {
                assert_eq!(
                    tidy(name),
                    name,
                    "names in the tables are compared as they are"
                );
            }
        }
    }

    fn rows<K>(table: &'static [Field<K>]) -> Vec<String> {
        let row = |f: &Field<K>| {
            let names: Vec<String> = f.names().skip(1).map(|n| format!("`{n}`")).collect();
            format!("| `{}` | {} | {} |", f.en, names.join(", "), f.about().en)
        };
        table.iter().map(row).collect()
    }

    #[test]
    fn the_page_about_dossiers_lists_every_field() {
        let page = include_str!("../../docs/dossiers.md");
        for row in [rows(FIELDS), rows(PAPER), rows(MEMBER), rows(KINDS)].concat() {
            assert!(page.contains(&row), "docs/dossiers.md lacks: {row}");
        }
    }

    #[test]
    fn the_header_of_a_spreadsheet_need_not_look_like_a_program() {
        let kind = |name| known(name).map(|f| f.is);
        assert_eq!(kind("Ngày nộp"), Some(Known::Filed));
        assert_eq!(kind(" PRODUCT "), Some(Known::Product));
        assert_eq!(kind("answered-by"), Some(Known::AnsweredBy));
        assert_eq!(kind("mã"), Some(Known::Id));
        assert_eq!(kind("ma"), None);
    }
}
