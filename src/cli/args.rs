//! The command line as clap reads it. Every text that a person sees holds both
//! languages, English ¦ Vietnamese; [`super::help`] keeps the one that is spoken.

pub use super::values::{
    CheckFormat, Color, PageFormat, ScoreFormat, Shell, ShowFormat, Speech, TestFormat,
};
use clap::{ArgAction, Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "sao",
    about = "Rules as data for points-based ratings ¦ Bộ tiêu chí chấm điểm viết thành dữ liệu",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Where the rulesets are.
    #[arg(
        long,
        global = true,
        value_name = "PATH ¦ ĐƯỜNG-DẪN",
        help = "Folder or file of rulesets; may be repeated (else SAO_RULES, else found upwards) ¦ Thư mục hay tệp bộ tiêu chí; lặp lại được (không có thì SAO_RULES, rồi tìm ngược lên)"
    )]
    pub rules: Vec<PathBuf>,

    /// The language spoken.
    #[arg(
        long,
        global = true,
        value_name = "vi|en",
        help = "Language (else SAO_LANG, LC_ALL, LC_MESSAGES, LANG; else Vietnamese) ¦ Ngôn ngữ (không có thì SAO_LANG, LC_ALL, LC_MESSAGES, LANG; không có nữa thì tiếng Việt)"
    )]
    pub lang: Option<Speech>,

    /// Whether to colour.
    #[arg(
        long,
        global = true,
        value_name = "auto|always|never",
        default_value = "auto",
        help = "Colours: auto (on a terminal, unless NO_COLOR), always, never ¦ Màu: auto (khi ra màn hình, trừ khi có NO_COLOR), always, never"
    )]
    pub color: Color,

    /// Help.
    #[arg(
        short = 'h',
        long,
        global = true,
        action = ArgAction::Help,
        help = "Shows this help ¦ Cho xem trợ giúp này"
    )]
    pub help: Option<bool>,

    /// Version.
    #[arg(
        short = 'V',
        long,
        action = ArgAction::SetTrue,
        help = "Shows the version ¦ Cho xem phiên bản"
    )]
    pub version: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// See [`super::check`].
    #[command(
        about = "Checks rulesets and dossiers ¦ Kiểm tra bộ tiêu chí và hồ sơ",
        after_help = "Examples:\n  sao check\n  sao check rulesets/ocop --notes\n  sao check dossier.yaml --format json ¦ Ví dụ:\n  sao check\n  sao check rulesets/ocop --notes\n  sao check ho-so.yaml --format json"
    )]
    Check {
        /// What to check.
        #[arg(
            value_name = "PATHS ¦ ĐƯỜNG-DẪN",
            help = "Folders or files of rulesets, dossiers (.yaml .json .csv .ndjson); - is standard input ¦ Thư mục hay tệp bộ tiêu chí, hồ sơ (.yaml .json .csv .ndjson); - là đầu vào chuẩn"
        )]
        paths: Vec<PathBuf>,
        /// Also print notes about the decision.
        #[arg(
            long,
            help = "Also shows notes: oddities of the printed decision ¦ Cho xem cả các lưu ý về chính quyết định"
        )]
        notes: bool,
        /// By which day.
        #[arg(
            long,
            value_name = "DATE ¦ NGÀY",
            help = "Choose the version in force on this day for dossiers ¦ Với hồ sơ, chọn phiên bản có hiệu lực vào ngày này"
        )]
        as_of: Option<Date>,
        /// Also go through all dossiers.
        #[arg(
            long,
            help = "Also goes through all dossiers of every card: levels, minimums, maxima that none comes to ¦ Xét cả mọi hồ sơ có thể có của từng phiếu: hạng, mức tối thiểu, điểm tối đa không hồ sơ nào chạm tới"
        )]
        prove: bool,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json, concise (one line each), github, sarif ¦ text, json, concise (mỗi lỗi một dòng), github, sarif"
        )]
        format: CheckFormat,
    },

    /// See [`super::next`].
    #[command(
        about = "Finds the least change that reaches a level ¦ Tìm thay đổi ít nhất để đạt một hạng",
        after_help = "Examples:\n  sao next che.yaml\n  sao next che.yaml --to 5 --fixed 1.1,2.3 --impossible 3.5=d\n  sao next che.yaml --effort effort.yaml --by 2026-12-01 ¦ Ví dụ:\n  sao next che.yaml\n  sao next che.yaml --to 5 --fixed 1.1,2.3 --impossible 3.5=d\n  sao next che.yaml --effort cong-suc.yaml --by 2026-12-01"
    )]
    Next(super::next::Args),

    /// See [`super::outcomes`].
    #[command(
        about = "Counts how all dossiers of a scorecard come out ¦ Đếm kết quả của mọi hồ sơ có thể có của một phiếu điểm",
        after_help = "Examples:\n  sao outcomes ocop --scorecard che\n  sao outcomes ocop@1048/QĐ-TTg --scorecard che --format html -o che.html\n  sao outcomes ocop --scorecard che --total 89 --level 4 ¦ Ví dụ:\n  sao outcomes ocop --scorecard che\n  sao outcomes ocop@1048/QĐ-TTg --scorecard che --format html -o che.html\n  sao outcomes ocop --scorecard che --total 89 --level 4"
    )]
    Outcomes(super::outcomes::Args),

    /// See [`super::fmt`].
    #[command(
        about = "Lays rulesets out in one style ¦ Trình bày lại bộ tiêu chí theo một kiểu",
        after_help = "Examples:\n  sao fmt\n  sao fmt --check\n  sao fmt rulesets/ocop --keywords vi ¦ Ví dụ:\n  sao fmt\n  sao fmt --check\n  sao fmt rulesets/ocop --keywords vi"
    )]
    Fmt {
        /// What to lay out.
        #[arg(
            value_name = "PATHS ¦ ĐƯỜNG-DẪN",
            help = "Folders or .sao files; - reads standard input and writes standard output ¦ Thư mục hay tệp .sao; - là đọc đầu vào chuẩn, ghi ra đầu ra chuẩn"
        )]
        paths: Vec<PathBuf>,
        /// Only say what would change.
        #[arg(
            long,
            help = "Writes nothing; says which files would change ¦ Không ghi gì; chỉ nêu tệp nào sẽ đổi"
        )]
        check: bool,
        /// The language of the keywords.
        #[arg(
            long,
            value_name = "vi|en",
            help = "Writes every keyword in this language (else as it stands) ¦ Viết mọi từ khóa bằng ngôn ngữ này (không có thì giữ nguyên)"
        )]
        keywords: Option<Speech>,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json ¦ text, json"
        )]
        format: ShowFormat,
    },

    /// See [`super::score`].
    #[command(
        about = "Scores dossiers ¦ Chấm điểm hồ sơ",
        after_help = "Examples:\n  sao score dossier.yaml\n  sao score teas.csv --format csv > results.csv\n  sao score dossier.yaml --assume minimums_fail=unrated ¦ Ví dụ:\n  sao score ho-so.yaml\n  sao score che.csv --format csv > ket-qua.csv\n  sao score ho-so.yaml --assume minimums_fail=unrated"
    )]
    Score {
        /// The dossiers.
        #[arg(
            value_name = "FILES ¦ TỆP",
            required = true,
            help = "Dossiers: .yaml .json (one), .csv .ndjson (many); - is standard input ¦ Hồ sơ: .yaml .json (một), .csv .ndjson (nhiều); - là đầu vào chuẩn"
        )]
        files: Vec<PathBuf>,
        /// The ruleset.
        #[arg(
            long,
            value_name = "NAME[@VERSION] ¦ TÊN[@PHIÊN-BẢN]",
            help = "The ruleset, instead of the one that the dossier and its dates choose ¦ Bộ tiêu chí, thay cho bộ mà hồ sơ và ngày của nó chọn"
        )]
        ruleset: Option<String>,
        /// By which day.
        #[arg(
            long,
            value_name = "DATE ¦ NGÀY",
            help = "Choose the version in force on this day (2022-05-10) instead of the dossier's own ¦ Chọn phiên bản có hiệu lực vào ngày này (2022-05-10) thay cho ngày của hồ sơ"
        )]
        as_of: Option<Date>,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "table",
            help = "table, json, ndjson, csv ¦ table (bảng), json, ndjson, csv"
        )]
        format: ScoreFormat,
        /// Carried to a newer version.
        #[arg(
            long,
            value_name = "VERSION ¦ PHIÊN-BẢN",
            help = "Carried along the crosswalk to this version, and told under it ¦ Chuyển theo bảng chuyển đổi sang phiên bản này rồi chấm theo đó"
        )]
        to: Option<String>,
        /// The scorecard that it is carried to.
        #[arg(
            long,
            requires = "to",
            value_name = "CARD ¦ PHIẾU",
            help = "With --to: the scorecard there, when there are several counterparts ¦ Với --to: phiếu điểm bên đó, khi có nhiều phiếu tương ứng"
        )]
        scorecard: Option<String>,
        /// Readings of open points.
        #[arg(
            long,
            value_name = "NAME=READING ¦ TÊN=CÁCH-HIỂU",
            help = "Another reading of an open point; may be repeated ¦ Cách hiểu khác của một giả định; lặp lại được"
        )]
        assume: Vec<String>,
    },

    /// See [`super::batch`].
    #[command(
        about = "Scores any number of dossiers, fast ¦ Chấm nhanh bao nhiêu hồ sơ cũng được",
        after_help = "Examples:\n  sao batch teas.csv -o results.csv\n  zcat teas.ndjson.gz | sao batch - --to ndjson > results.ndjson\n  sao batch teas.csv --verify > results.csv ¦ Ví dụ:\n  sao batch che.csv -o ket-qua.csv\n  zcat che.ndjson.gz | sao batch - --to ndjson > ket-qua.ndjson\n  sao batch che.csv --verify > ket-qua.csv"
    )]
    Batch(super::batch::Args),

    /// See [`super::why`].
    #[command(
        about = "Explains a score, point by point ¦ Giải thích kết quả, từng điểm một",
        after_help = "Examples:\n  sao why dossier.yaml\n  sao why dossier.yaml --criterion 3.5\n  sao why dossier.yaml --format html --output report.html ¦ Ví dụ:\n  sao why ho-so.yaml\n  sao why ho-so.yaml --criterion 3.5\n  sao why ho-so.yaml --format html --output bao-cao.html"
    )]
    Why(super::why::Args),

    /// See [`super::show`].
    #[command(
        about = "Shows a ruleset or a scorecard ¦ Cho xem bộ tiêu chí hay phiếu điểm",
        after_help = "Examples:\n  sao show\n  sao show ocop --card che\n  sao show ocop@1048/QĐ-TTg --format json ¦ Ví dụ:\n  sao show\n  sao show ocop --card che\n  sao show ocop@1048/QĐ-TTg --format json"
    )]
    Show {
        /// Which ruleset.
        #[arg(
            value_name = "NAME[@VERSION] ¦ TÊN[@PHIÊN-BẢN]",
            help = "The ruleset; its latest version when none is named ¦ Bộ tiêu chí; không nêu phiên bản thì lấy bản mới nhất"
        )]
        ruleset: Option<String>,
        /// By which day.
        #[arg(
            long,
            value_name = "DATE ¦ NGÀY",
            help = "The text in force on this day (2020-06-08) ¦ Văn bản có hiệu lực vào ngày này (2020-06-08)"
        )]
        as_of: Option<Date>,
        /// Who put it there.
        #[arg(
            long,
            help = "Names for every line the decision that put it there ¦ Nêu ở từng dòng quyết định đã đưa dòng đó vào"
        )]
        blame: bool,
        /// Which card.
        #[arg(
            long,
            value_name = "ID ¦ MÃ",
            help = "Only this scorecard ¦ Chỉ phiếu điểm này"
        )]
        card: Option<String>,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json, sao (the whole consolidated text, to be read again) ¦ text, json, sao (toàn văn hợp nhất, đọc lại được)"
        )]
        format: PageFormat,
    },

    /// See [`super::schema`].
    #[command(
        about = "JSON Schema of the dossiers of a scorecard ¦ JSON Schema của hồ sơ theo một phiếu điểm",
        after_help = "Examples:\n  sao schema ocop --card che > che.schema.json\n  sao schema dossier.yaml ¦ Ví dụ:\n  sao schema ocop --card che > che.schema.json\n  sao schema ho-so.yaml"
    )]
    Schema {
        /// A ruleset, or a dossier that names its card.
        #[arg(
            value_name = "NAME[@VERSION]|DOSSIER ¦ TÊN[@PHIÊN-BẢN]|HỒ-SƠ",
            help = "The ruleset (with --card), or a dossier whose scorecard is meant ¦ Bộ tiêu chí (kèm --card), hoặc một hồ sơ để lấy phiếu điểm của nó"
        )]
        what: String,
        /// Which card.
        #[arg(long, value_name = "ID ¦ MÃ", help = "The scorecard ¦ Phiếu điểm")]
        card: Option<String>,
    },

    /// See [`super::versions`].
    #[command(
        about = "Lists rulesets and when each version is in force ¦ Liệt kê bộ tiêu chí và thời gian hiệu lực từng phiên bản",
        after_help = "Examples:\n  sao versions\n  sao versions ocop ¦ Ví dụ:\n  sao versions\n  sao versions ocop"
    )]
    Versions {
        /// Only this one.
        #[arg(
            value_name = "NAME ¦ TÊN",
            help = "Only this ruleset ¦ Chỉ bộ tiêu chí này"
        )]
        name: Option<String>,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json ¦ text, json"
        )]
        format: ShowFormat,
    },

    /// See [`super::carry`].
    #[command(
        about = "Carries an old dossier to a new version ¦ Chuyển hồ sơ cũ sang phiên bản mới",
        after_help = "Examples:\n  sao carry dossier.yaml --to 26/2026/QĐ-TTg\n  sao carry dossier.yaml --to 26/2026/QĐ-TTg --scorecard che -o new.yaml\nExit: 0 carried, 1 the dossier cannot be carried, 2 it could not be read ¦ Ví dụ:\n  sao carry ho-so.yaml --to 26/2026/QĐ-TTg\n  sao carry ho-so.yaml --to 26/2026/QĐ-TTg --scorecard che -o moi.yaml\nMã thoát: 0 đã chuyển, 1 không chuyển được, 2 không đọc được"
    )]
    Carry(super::carry::Args),

    /// See [`super::diff`].
    #[command(
        about = "Tells what changed between two versions ¦ Cho biết hai phiên bản khác nhau ở đâu",
        after_help = "Examples:\n  sao diff ocop@1048/QĐ-TTg ocop@26/2026/QĐ-TTg --summary\n  sao diff rulesets/ocop/1048 drafts/1048 --only points,minimums\n  sao diff ocop@1048/QĐ-TTg ocop@26/2026/QĐ-TTg --scorecard che --format html -o che.html\nExit: 0 nothing changed, 1 something changed, 2 it could not be read ¦ Ví dụ:\n  sao diff ocop@1048/QĐ-TTg ocop@26/2026/QĐ-TTg --summary\n  sao diff rulesets/ocop/1048 du-thao/1048 --only points,minimums\n  sao diff ocop@1048/QĐ-TTg ocop@26/2026/QĐ-TTg --scorecard che --format html -o che.html\nMã thoát: 0 không đổi, 1 có thay đổi, 2 không đọc được"
    )]
    Diff(super::diff::Args),

    /// See [`super::due`].
    #[command(
        about = "Tells which certificates end, when to file, by which rules ¦ Cho biết giấy chứng nhận nào sắp hết hạn, nộp lúc nào, theo bộ nào",
        after_help = "Examples:\n  sao due examples/ocop/chiem-hoa/portfolio.csv --on 2026-11-24\n  sao due portfolio.csv --on today --format html -o calendar.html\n  sao due portfolio.csv --on today --format ics -o certificates.ics\nExit: 0 every row was read, 1 something is wrong with a row, 2 it could not be read ¦ Ví dụ:\n  sao due examples/ocop/chiem-hoa/portfolio.csv --on 24/11/2026\n  sao due danh-muc.csv --on today --format html -o lich.html\n  sao due danh-muc.csv --on today --format ics -o giay-chung-nhan.ics\nMã thoát: 0 đọc được mọi dòng, 1 có dòng sai, 2 không đọc được"
    )]
    Due(super::due::Args),

    /// See [`super::impact`].
    #[command(
        about = "Tells what a new version does to rated products ¦ Cho biết phiên bản mới tác động thế nào đến sản phẩm đã chấm",
        after_help = "Examples:\n  sao impact ocop@1048/QĐ-TTg ocop@26/2026/QĐ-TTg dossiers/*.yaml\n  sao impact rulesets/ocop/26-2026 draft rated.ndjson --format html -o impact.html\nExit: 0 every dossier was scored under both, 1 some could not be, 2 an input could not be read ¦ Ví dụ:\n  sao impact ocop@1048/QĐ-TTg ocop@26/2026/QĐ-TTg ho-so/*.yaml\n  sao impact rulesets/ocop/26-2026 du-thao da-cham.ndjson --format html -o tac-dong.html\nMã thoát: 0 chấm được mọi hồ sơ theo cả hai bản, 1 có hồ sơ không chấm được, 2 không đọc được đầu vào"
    )]
    Impact(super::impact::Args),

    /// See [`super::plan`].
    #[command(
        about = "Puts a draft decision on one page, to sign or to drop ¦ Đưa một dự thảo quyết định lên một trang, để ký hay bỏ",
        after_help = "Examples:\n  sao plan draft --against ocop@26/2026/QĐ-TTg\n  sao plan draft --dossiers rated.ndjson --format html -o plan.html\n  sao plan amendment.sao --dossiers dossiers/\nExit: 0 nothing speaks against it; 1 a check finds something new, a test does not hold, a dossier cannot be scored, or the draft has errors; 2 something could not be read ¦ Ví dụ:\n  sao plan du-thao --against ocop@26/2026/QĐ-TTg\n  sao plan du-thao --dossiers da-cham.ndjson --format html -o phuong-an.html\n  sao plan sua-doi.sao --dossiers ho-so/\nMã thoát: 0 không có gì trở ngại; 1 kiểm tra thấy điều mới, có kiểm thử không đạt, có hồ sơ không chấm được, hoặc dự thảo còn lỗi; 2 không đọc được đầu vào"
    )]
    Plan(super::plan::Args),

    /// See [`super::verify`].
    #[command(
        about = "Recomputes a result and says whether it still holds ¦ Tính lại một kết quả và cho biết còn đúng không",
        after_help = "Examples:\n  sao score dossier.yaml --format json > result.json\n  sao verify result.json dossier.yaml ¦ Ví dụ:\n  sao score ho-so.yaml --format json > ket-qua.json\n  sao verify ket-qua.json ho-so.yaml"
    )]
    Verify {
        /// The result.
        #[arg(
            value_name = "RESULT ¦ KẾT-QUẢ",
            help = "A result of `sao score --format json` ¦ Kết quả của `sao score --format json`"
        )]
        result: PathBuf,
        /// The dossier.
        #[arg(
            value_name = "DOSSIER ¦ HỒ-SƠ",
            help = "The dossier it belongs to ¦ Hồ sơ của kết quả đó"
        )]
        dossier: PathBuf,
        /// Which of many.
        #[arg(
            long,
            value_name = "ID ¦ MÃ",
            help = "Which dossier, in a file of many ¦ Hồ sơ nào, khi tệp có nhiều"
        )]
        id: Option<String>,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json ¦ text, json"
        )]
        format: ShowFormat,
    },

    /// See [`super::test`].
    #[command(
        about = "Runs the tests written beside the rules ¦ Chạy các kiểm thử viết cạnh quy định",
        after_help = "Examples:\n  sao test\n  sao test rulesets/ocop --filter \"3.2\"\n  sao test --coverage --require-coverage 100 ¦ Ví dụ:\n  sao test\n  sao test rulesets/ocop --filter \"3.2\"\n  sao test --coverage --require-coverage 100"
    )]
    Test {
        /// What to test.
        #[arg(
            value_name = "PATHS ¦ ĐƯỜNG-DẪN",
            help = "Folders or files of rulesets ¦ Thư mục hay tệp bộ tiêu chí"
        )]
        paths: Vec<PathBuf>,
        /// Only these.
        #[arg(
            long,
            value_name = "TEXT ¦ CHỮ",
            help = "Only tests whose name holds this text ¦ Chỉ kiểm thử có chữ này trong tên"
        )]
        filter: Option<String>,
        /// What no test touches.
        #[arg(
            long,
            help = "Also shows which options no test touches ¦ Cho xem cả lựa chọn chưa kiểm thử nào đụng đến"
        )]
        coverage: bool,
        /// How much the tests must touch.
        #[arg(
            long,
            value_name = "PERCENT ¦ PHẦN-TRĂM",
            value_parser = clap::value_parser!(u8).range(0..=100),
            help = "Exit code 1 when tests exercise fewer of a hundred options, minimums, levels, conditions or assumptions ¦ Mã thoát 1 khi kiểm thử đụng đến ít hơn ngần ấy phần trăm lựa chọn, mức tối thiểu, ngưỡng hạng, điều kiện hay giả định"
        )]
        require_coverage: Option<u8>,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json, junit ¦ text, json, junit"
        )]
        format: TestFormat,
    },

    /// See [`super::mutate`].
    #[command(
        about = "Says which slips in the rules no test would notice ¦ Cho biết sửa nhầm chỗ nào thì không kiểm thử nào thấy",
        after_help = "Examples:\n  sao mutate\n  sao mutate rulesets/ocop/26-2026 --scorecard che ¦ Ví dụ:\n  sao mutate\n  sao mutate rulesets/ocop/26-2026 --scorecard che"
    )]
    Mutate(super::mutate::Args),

    /// See [`super::explain`].
    #[command(
        about = "Explains the code of a message ¦ Giải thích mã của một thông báo",
        after_help = "Examples:\n  sao explain E0701\n  sao explain --list ¦ Ví dụ:\n  sao explain E0701\n  sao explain --list"
    )]
    Explain {
        /// Which code.
        #[arg(value_name = "CODE ¦ MÃ", help = "A code such as E0701 ¦ Mã như E0701")]
        code: Option<String>,
        /// All codes.
        #[arg(long, help = "Lists all codes ¦ Liệt kê mọi mã")]
        list: bool,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json ¦ text, json"
        )]
        format: ShowFormat,
    },

    /// See [`super::new`].
    #[command(
        about = "Starts a small scheme: rules, a dossier, a test ¦ Tạo một bộ tiêu chí nhỏ: quy định, hồ sơ, kiểm thử",
        after_help = "Examples:\n  sao new my_scheme\n  sao new my_scheme folder ¦ Ví dụ:\n  sao new bo_cua_toi\n  sao new bo_cua_toi thu-muc"
    )]
    New {
        /// Its name.
        #[arg(
            value_name = "NAME ¦ TÊN",
            help = "The name of the ruleset ¦ Tên bộ tiêu chí"
        )]
        name: String,
        /// Where.
        #[arg(
            value_name = "FOLDER ¦ THƯ-MỤC",
            help = "Where to (else a folder of that name) ¦ Nơi đặt (không nêu thì thư mục cùng tên)"
        )]
        folder: Option<PathBuf>,
        /// How to print.
        #[arg(
            long,
            value_name = "FORMAT ¦ DẠNG",
            default_value = "text",
            help = "text, json ¦ text, json"
        )]
        format: ShowFormat,
    },

    /// See [`super::completions`].
    #[command(
        about = "Prints what a shell needs to complete commands ¦ In đoạn mã để shell tự điền lệnh",
        after_help = "Examples:\n  sao completions bash > ~/.local/share/bash-completion/completions/sao ¦ Ví dụ:\n  sao completions bash > ~/.local/share/bash-completion/completions/sao"
    )]
    Completions {
        /// Which shell.
        #[arg(
            value_name = "SHELL",
            help = "bash, zsh, fish, powershell, elvish ¦ bash, zsh, fish, powershell, elvish"
        )]
        shell: Shell,
    },

    /// Help, as a command.
    #[command(about = "Shows help about a command ¦ Trợ giúp về một lệnh")]
    Help {
        /// Which command.
        #[arg(value_name = "COMMAND ¦ LỆNH", help = "The command ¦ Tên lệnh")]
        command: Option<String>,
    },
}
