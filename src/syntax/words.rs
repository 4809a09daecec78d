//! What each rule of the grammar is called on the page, in both languages. No
//! name of a rule ever reaches a reader: a rule that is not here does not compile.

use super::grammar::Rule;
use super::keyword::Keyword;
use crate::text::Both;

/// What a rule of the grammar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// A keyword.
    Key(Keyword),
    /// Something that is written in many ways: English, Vietnamese.
    Thing(&'static str, &'static str),
    /// Nothing that could be missing.
    Nothing,
}

/// Any value.
pub(super) const VALUE: Words = Words::Thing("a value or a condition", "một giá trị hay điều kiện");
/// Any operator.
pub(super) const OPERATOR: Words = Words::Thing(
    "an operator such as `and`, `=`, `<` or `+`",
    "một phép toán như «và», «=», «<» hay «+»",
);

/// Where a line ends.
pub(super) const END: Words = Words::Thing("the end of the line", "hết dòng");

impl Words {
    /// What it is called, when it is no keyword.
    pub(super) fn thing(self) -> Both {
        match self {
            Words::Thing(en, vi) => Both::new(en, vi),
            Words::Key(_) | Words::Nothing => Both::same(""),
        }
    }
}

/// The words for a rule.
#[allow(
    clippy::too_many_lines,
    reason = "one line for each rule of the grammar"
)]
pub(super) fn words(rule: Rule) -> Words {
    use Keyword as K;
    use Rule as R;
    let key = Words::Key;
    let thing = Words::Thing;
    match rule {
        R::k_abs => key(K::Abs),
        R::k_all => key(K::All),
        R::k_among => key(K::Among),
        R::k_and => key(K::And),
        R::k_any => key(K::Any),
        R::k_applies => key(K::Applies),
        R::k_assessed => key(K::Assessed),
        R::k_assessor => key(K::Assessor),
        R::k_assume => key(K::Assume),
        R::k_assumption => key(K::Assumption),
        R::k_at_least => key(K::AtLeast),
        R::k_at_maximum => key(K::AtMaximum),
        R::k_at_most => key(K::AtMost),
        R::k_authority => key(K::Authority),
        R::k_because => key(K::Because),
        R::k_before => key(K::Before),
        R::k_best => key(K::Best),
        R::k_by => key(K::By),
        R::k_cap => key(K::Cap),
        R::k_case => key(K::Case),
        R::k_certificate => key(K::Certificate),
        R::k_checklist => key(K::Checklist),
        R::k_cite => key(K::Cite),
        R::k_council => key(K::Council),
        R::k_count => key(K::Count),
        R::k_criteria => key(K::Criteria),
        R::k_criterion => key(K::Criterion),
        R::k_crosswalk => key(K::Crosswalk),
        R::k_date => key(K::Date),
        R::k_decimal => key(K::Decimal),
        R::k_dossier => key(K::Dossier),
        R::k_else => key(K::Else),
        R::k_every => key(K::Every),
        R::k_evidence => key(K::Evidence),
        R::k_except => key(K::Except),
        R::k_excluded => key(K::Excluded),
        R::k_expect => key(K::Expect),
        R::k_fact => key(K::Fact),
        R::k_filed => key(K::Filed),
        R::k_for => key(K::For),
        R::k_force => key(K::Force),
        R::k_from => key(K::From),
        R::k_given => key(K::Given),
        R::k_half_down => key(K::HalfDown),
        R::k_half_even => key(K::HalfEven),
        R::k_half_up => key(K::HalfUp),
        R::k_if => key(K::If),
        R::k_in => key(K::In),
        R::k_keep => key(K::Keep),
        R::k_kind => key(K::Kind),
        R::k_ladder => key(K::Ladder),
        R::k_let => key(K::Let),
        R::k_like => key(K::Like),
        R::k_list => key(K::List),
        R::k_lower => key(K::Lower),
        R::k_lowest => key(K::Lowest),
        R::k_max => key(K::Max),
        R::k_maximum_of => key(K::MaximumOf),
        R::k_mean => key(K::Mean),
        R::k_median => key(K::Median),
        R::k_members => key(K::Members),
        R::k_min => key(K::Min),
        R::k_minimum => key(K::Minimum),
        R::k_missing => key(K::Missing),
        R::k_money => key(K::Money),
        R::k_months => key(K::Months),
        R::k_new => key(K::New),
        R::k_no => key(K::No),
        R::k_none => key(K::None),
        R::k_not => key(K::Not),
        R::k_note => key(K::Note),
        R::k_oddity => key(K::Oddity),
        R::k_of => key(K::Of),
        R::k_one_of => key(K::OneOf),
        R::k_only_if => key(K::OnlyIf),
        R::k_or => key(K::Or),
        R::k_otherwise => key(K::Otherwise),
        R::k_part => key(K::Part),
        R::k_percent => key(K::Percent),
        R::k_points => key(K::Points),
        R::k_points_of => key(K::PointsOf),
        R::k_printed => key(K::Printed),
        R::k_quorum => key(K::Quorum),
        R::k_rating => key(K::Rating),
        R::k_reject => key(K::Reject),
        R::k_rejected => key(K::Rejected),
        R::k_renew => key(K::Renew),
        R::k_repeals => key(K::Repeals),
        R::k_replaces => key(K::Replaces),
        R::k_require => key(K::Require),
        R::k_round => key(K::Round),
        R::k_rounded => key(K::Rounded),
        R::k_ruleset => key(K::Ruleset),
        R::k_same => key(K::Same),
        R::k_samples => key(K::Samples),
        R::k_scorecard => key(K::Scorecard),
        R::k_section => key(K::Section),
        R::k_set => key(K::Set),
        R::k_shared => key(K::Shared),
        R::k_signed => key(K::Signed),
        R::k_spread => key(K::Spread),
        R::k_stop => key(K::Stop),
        R::k_stopped => key(K::Stopped),
        R::k_subtracted => key(K::Subtracted),
        R::k_sum => key(K::Sum),
        R::k_table => key(K::Table),
        R::k_takes_best => key(K::TakesBest),
        R::k_test => key(K::Test),
        R::k_text => key(K::Text),
        R::k_then => key(K::Then),
        R::k_title => key(K::Title),
        R::k_to => key(K::To),
        R::k_total => key(K::Total),
        R::k_transition => key(K::Transition),
        R::k_unavailable => key(K::Unavailable),
        R::k_unknown => key(K::Unknown),
        R::k_unmarked => key(K::Unmarked),
        R::k_unrated => key(K::Unrated),
        R::k_until => key(K::Until),
        R::k_up => key(K::Up),
        R::k_down => key(K::Down),
        R::k_version => key(K::Version),
        R::k_when => key(K::When),
        R::k_where => key(K::Where),
        R::k_whole => key(K::Whole),
        R::k_without => key(K::Without),
        R::k_worst => key(K::Worst),
        R::k_yes => key(K::Yes),
        R::k_yes_no => key(K::YesNo),
        R::k_amendment => key(K::Amendment),
        R::k_amends => key(K::Amends),
        R::k_replace => key(K::Replace),
        R::k_insert => key(K::Insert),
        R::k_repeal => key(K::Repeal),
        R::k_renumber => key(K::Renumber),
        R::k_as => key(K::As),
        R::k_mark => key(K::Mark),
        R::k_unmark => key(K::Unmark),
        R::k_after => key(K::After),
        R::k_ahead => key(K::Ahead),
        R::k_into => key(K::Into),
        R::k_option => key(K::Option),
        R::title => key(K::Title),
        R::signed => key(K::Signed),
        R::applies => key(K::Applies),
        R::repeals => key(K::Repeals),
        R::assumption => key(K::Assumption),
        R::certificate => key(K::Certificate),
        R::renew => key(K::Renew),
        R::authority => key(K::Authority),
        R::missing => key(K::Missing),
        R::cite => key(K::Cite),
        R::note => key(K::Note),
        R::oddity => key(K::Oddity),
        R::average => key(K::Total),
        R::quorum => key(K::Quorum),
        R::spread => key(K::Spread),
        R::rounding => key(K::Rounded),
        R::set => key(K::Set),
        R::samples => key(K::Samples),
        R::like_all => key(K::Like),
        R::unavailable => key(K::Unavailable),
        R::like => key(K::Like),
        R::printed => key(K::Printed),
        R::only_if => key(K::OnlyIf),
        R::force => key(K::Force),
        R::replaces => key(K::Replaces),
        R::require => key(K::Require),
        R::cap => key(K::Cap),
        R::evidence => key(K::Evidence),
        R::without => key(K::Without),
        R::t_dossier => key(K::Dossier),
        R::given => key(K::Given),
        R::t_assessor => key(K::Assessor),
        R::t_members => key(K::Members),
        R::t_kind => key(K::Kind),
        R::t_filed => key(K::Filed),
        R::t_assessed => key(K::Assessed),
        R::assume => key(K::Assume),
        R::expect => key(K::Expect),
        R::because => key(K::Because),
        R::word | R::name => thing("a name", "một tên"),
        R::code => thing("a number such as 1.1", "số hiệu như 1.1"),
        R::dotted => thing(
            "a name with a dot, such as common.quality",
            "tên có dấu chấm, như chung.chất_lượng",
        ),
        R::string | R::label | R::text_lit => {
            thing("a text in quotes", "một đoạn chữ trong ngoặc kép")
        }
        R::date => thing("a day such as 2026-05-22", "một ngày như 2026-05-22"),
        R::digits | R::minus | R::number | R::quantity => thing("a number", "một số"),
        R::unit => thing("a unit", "đơn vị"),
        R::stars | R::mark | R::marks => thing("star marks such as `***`", "dấu sao như «***»"),
        R::level => thing("a level such as `***` or `A`", "một hạng như «***» hay «A»"),
        R::open => thing("`{`", "«{»"),
        R::close => thing("`}`", "«}»"),
        R::comma => thing("`,`", "«,»"),
        R::equals => thing("`=`", "«=»"),
        R::colon => thing("`:`", "«:»"),
        R::bar => thing("`|`", "«|»"),
        R::arrow => thing("`->`", "«->»"),
        R::slash => thing("`/`", "«/»"),
        R::dots | R::steps => thing("`..`", "«..»"),
        R::left => thing("`(`", "«(»"),
        R::right => thing("`)`", "«)»"),
        R::line_end | R::EOI => END,
        R::ruleset | R::ruleset_head => thing("a ruleset", "một bộ tiêu chí"),
        R::transition | R::transition_head => thing("a transition", "một điều khoản chuyển tiếp"),
        R::keep => thing("a line that keeps an older version", "một dòng giữ bản cũ"),
        R::choice | R::choice_name => thing("a named choice", "tên một lựa chọn"),
        R::power => thing(
            "a level with its authority",
            "một hạng và người có thẩm quyền",
        ),
        R::policy => thing(
            "`unknown`, `lowest` or `excluded`",
            "«chưa biết», «thấp nhất» hay «không tính»",
        ),
        R::rating | R::rating_head | R::rating_none => thing("a rating", "một bảng xếp hạng"),
        R::level_row => thing("a level", "một hạng"),
        R::band | R::bound => thing("a range such as `50 ..< 70`", "một khoảng như «50 ..< 70»"),
        R::range_op | R::range_up => thing(
            "a range sign such as `..` or `..<`",
            "dấu khoảng như «..» hay «..<»",
        ),
        R::council | R::council_head => thing("the council", "hội đồng"),
        R::round_mode => thing(
            "a way of rounding such as `half up`",
            "một cách làm tròn như «nửa lên»",
        ),
        R::scorecard | R::scorecard_head => thing("a scorecard", "một phiếu điểm"),
        R::part | R::part_head => thing("a part", "một phần"),
        R::group_mark => thing(
            "`subtracted`, `best` or `cap`",
            "«trừ», «lấy cao nhất» hay «tối đa»",
        ),
        R::section | R::section_head => thing("a section", "một mục"),
        R::criterion | R::criterion_head => thing("a criterion", "một tiêu chí"),
        R::form | R::yes_no | R::checklist | R::ladder | R::formula => thing(
            "the form of the criterion, such as `yes/no` or `checklist`",
            "dạng của tiêu chí, như «có/không» hay «danh mục»",
        ),
        R::case | R::case_head => thing("a case", "một trường hợp"),
        R::by | R::by_head => thing("a choice by a value", "một cách chọn theo giá trị"),
        R::branch | R::branch_head => thing("a branch", "một nhánh"),
        R::option => thing("an option", "một lựa chọn"),
        R::option_key => thing("the letter of an option", "chữ của một lựa chọn"),
        R::rung => thing("a rung of a ladder", "một bậc của thang"),
        R::finding_key => thing("a name for the finding", "tên của điều phát hiện"),
        R::shared | R::shared_head => thing("a shared text", "một phần dùng chung"),
        R::fact => thing("a fact", "một dữ kiện"),
        R::type_
        | R::t_yes_no
        | R::t_list
        | R::t_one_of
        | R::t_percent
        | R::t_whole
        | R::t_decimal
        | R::t_money
        | R::t_months
        | R::t_date
        | R::t_text => thing(
            "a type such as `percent`, `date` or `yes/no`",
            "một kiểu như «phần trăm», «ngày» hay «có/không»",
        ),
        R::field => thing("a field of a record", "một trường của bản ghi"),
        R::let_ => thing("a named value", "một giá trị đặt tên"),
        R::table | R::table_head => thing("a table", "một bảng"),
        R::row => thing("a row of a table", "một dòng của bảng"),
        R::row_keys | R::row_key => thing(
            "a value such as `50%`, `> 335 kJ` or `else`",
            "một giá trị như «50%», «> 335 kJ» hay «còn lại»",
        ),
        R::expr
        | R::prefix
        | R::op_not
        | R::op_neg
        | R::primary
        | R::value_word
        | R::range
        | R::end
        | R::paren
        | R::if_
        | R::literal_bool
        | R::builtin
        | R::filter
        | R::quantified
        | R::quantifier
        | R::call
        | R::call_name
        | R::points_of
        | R::maximum_of
        | R::at_top
        | R::any_top
        | R::count_top
        | R::set_ => VALUE,
        R::infix
        | R::op_sign
        | R::op_or
        | R::op_and
        | R::op_in
        | R::cmp
        | R::op_add
        | R::op_sub
        | R::op_mul
        | R::op_div => OPERATOR,
        R::place => thing(
            "the number of a criterion, a section or a part",
            "số hiệu của tiêu chí, mục hay phần",
        ),
        R::test | R::test_head => thing("a test", "một kiểm thử"),
        R::amendment | R::amendment_head => thing("an amendment", "một quyết định sửa đổi"),
        R::path | R::place_of | R::cards | R::star => thing(
            "what is meant, such as `scorecard tea criterion 3.4`",
            "nội dung được nói tới, như «phiếu điểm che tiêu chí 3.4»",
        ),
        R::renewal => thing("the new text", "nội dung mới"),
        R::s_part => thing("a part", "một phần"),
        R::s_section => thing("a section", "một mục"),
        R::s_criterion => thing("a criterion", "một tiêu chí"),
        R::s_option => thing("an option", "một lựa chọn"),
        R::s_case => thing("a case", "một trường hợp"),
        R::s_finding
        | R::s_require
        | R::s_force
        | R::s_replaces
        | R::s_bare
        | R::s_transition
        | R::s_named => thing(
            "what else can be named, such as `evidence` or `fact x`",
            "nội dung khác gọi tên được, như «minh chứng» hay «dữ kiện x»",
        ),
        R::assign => thing(
            "an answer such as `3.5 = a`",
            "một câu trả lời như «3.5 = a»",
        ),
        R::record => thing(
            "a record such as `{kind = organic}`",
            "một bản ghi như «{loại = hữu_cơ}»",
        ),
        R::value | R::records | R::set_of_codes => thing("a value", "một giá trị"),
        R::clause
        | R::e_total
        | R::e_rating
        | R::e_rejected
        | R::e_stopped
        | R::e_missing
        | R::e_assumption
        | R::e_criterion
        | R::e_unavailable
        | R::e_group
        | R::e_part => thing(
            "an expectation such as `total 93`",
            "một mong đợi như «tổng điểm 93»",
        ),
        R::crosswalk | R::crosswalk_head => thing("a crosswalk", "một bảng chuyển đổi"),
        R::card_pair | R::card_pair_head => thing("a pair of scorecards", "một cặp phiếu điểm"),
        R::fresh => key(K::New),
        R::same => key(K::Same),
        R::same_pair | R::stretch | R::gone | R::walk | R::walk_head => {
            thing("the number of a criterion", "số hiệu của tiêu chí")
        }
        R::fact_walk | R::fact_walk_head => key(K::Fact),
        R::fact_pair => thing("the name of a fact", "tên dữ kiện"),
        R::turn | R::turn_keys | R::turn_range | R::turn_key | R::turn_word => {
            thing("the letter of an option", "chữ của một lựa chọn")
        }
        // Parts of the grammar that no message speaks of: they are never expected themselves.
        R::gap
        | R::wc
        | R::WHITESPACE
        | R::reserved
        | R::code_bit
        | R::other_date
        | R::unit_stop
        | R::file
        | R::item
        | R::bad
        | R::bad_head
        | R::bad_bit
        | R::bad_sign
        | R::bad_block
        | R::bad_plain
        | R::in_ruleset
        | R::in_transition
        | R::in_rating
        | R::in_council
        | R::in_scorecard
        | R::in_shared
        | R::shared_item
        | R::in_part
        | R::in_section
        | R::in_criterion
        | R::in_case
        | R::in_by
        | R::in_branch
        | R::in_record
        | R::in_table
        | R::in_test
        | R::in_crosswalk
        | R::in_card_pair
        | R::in_walk
        | R::in_any
        | R::any_item
        | R::ruleset_item
        | R::ruleset_line
        | R::rating_line
        | R::lift
        | R::council_line
        | R::card_item
        | R::card_line
        | R::part_item
        | R::group_line
        | R::section_item
        | R::criterion_item
        | R::criterion_line
        | R::line_word
        | R::finding
        | R::finding_head
        | R::blank
        | R::next_line
        | R::more_keys
        | R::test_line
        | R::crosswalk_item
        | R::walk_item
        | R::baseline
        | R::clause_word
        | R::only_ruleset
        | R::only_scorecard
        | R::only_shared
        | R::only_part
        | R::only_section
        | R::only_criterion
        | R::only_case
        | R::only_by
        | R::only_branch
        | R::only_rating
        | R::only_council
        | R::only_transition
        | R::only_table
        | R::only_test
        | R::only_title
        | R::only_signed
        | R::only_applies
        | R::only_repeals
        | R::only_keep
        | R::only_assumption
        | R::only_certificate
        | R::only_authority
        | R::only_missing
        | R::only_cite
        | R::only_note
        | R::only_oddity
        | R::only_level_row
        | R::only_lift
        | R::only_require
        | R::only_average
        | R::only_quorum
        | R::only_spread
        | R::only_set
        | R::only_samples
        | R::only_unavailable
        | R::only_finding
        | R::only_like_all
        | R::only_only_if
        | R::only_force
        | R::only_replaces
        | R::only_cap
        | R::only_evidence
        | R::only_without
        | R::only_option
        | R::only_rung
        | R::only_row
        | R::only_fact
        | R::only_field
        | R::only_let
        | R::only_dossier
        | R::only_baseline
        | R::only_given
        | R::only_kind
        | R::only_filed
        | R::only_assessed
        | R::only_assessor
        | R::only_members
        | R::only_assume
        | R::only_expect
        | R::amendment_item
        | R::amendment_line
        | R::in_amendment
        | R::replace
        | R::insert
        | R::insert_head
        | R::insert_item
        | R::in_insert
        | R::repeal
        | R::renumber
        | R::remark
        | R::new_line
        | R::outer
        | R::in_group
        | R::in_scored
        | R::step
        | R::only_amendment
        | R::only_replace
        | R::only_insert
        | R::only_repeal
        | R::only_renumber
        | R::only_remark
        | R::only_crosswalk
        | R::only_card_pair
        | R::only_fresh
        | R::only_same
        | R::only_gone
        | R::only_walk
        | R::only_fact_walk
        | R::only_turn => Words::Nothing,
    }
}

/// The keywords that the things of a rule may begin with: what a misspelt word
/// there was probably meant to be.
pub(super) fn keywords(rule: Rule) -> &'static [Keyword] {
    use Keyword as K;
    match rule {
        Rule::type_ => &[
            K::Percent,
            K::Whole,
            K::Decimal,
            K::Money,
            K::Months,
            K::Date,
            K::Text,
            K::YesNo,
            K::OneOf,
            K::List,
        ],
        Rule::policy => &[K::Unknown, K::Lowest, K::Excluded],
        Rule::form => &[K::YesNo, K::Checklist, K::Ladder],
        Rule::round_mode => &[K::HalfUp, K::HalfEven, K::HalfDown, K::Up, K::Down],
        Rule::group_mark => &[K::Subtracted, K::TakesBest, K::Cap],
        Rule::clause => &[
            K::Total,
            K::Rating,
            K::Rejected,
            K::Stopped,
            K::Missing,
            K::Assumption,
            K::Criterion,
        ],
        Rule::range => &[K::Total, K::Filed, K::Assessed, K::Kind],
        _ => &[],
    }
}
