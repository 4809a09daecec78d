//! Pages as an author may leave them behind, and their form in both languages.

use super::*;

/// The page in form with its keywords as they are, in English and in
/// Vietnamese; the same again is the same.
fn forms(page: &str) -> String {
    let rule = |name: &str| format!("---- {name} {}\n", "-".repeat(60 - name.len()));
    let mut all = String::new();
    for (name, keywords) in [
        ("as written", None),
        ("english", Some(Lang::En)),
        ("tiếng Việt", Some(Lang::Vi)),
    ] {
        let form = formatted(page, keywords);
        assert_eq!(formatted(&form, keywords), form);
        all.push_str(&rule(name));
        all.push_str(&form);
    }
    all
}

#[test]
fn a_version_of_a_ruleset() {
    let forms = forms(
        r#"
# Stars of the country inns.
ruleset inns version "7/2031" {
 title "Stars of country inns"
    signed 2031-03-01
  applies from 2031-07-01   until 2036-07-01
  repeals "2/2024" from 2031-07-01;


  transition "Article 9" {   # who may wait
    keep "2/2024" when filed<2031-07-01 and kind in {first,upgrade}
    keep "2/2024" when kind = renewal and assessed ≤ 2031-12-31
  }
  rating of total {
    *** 80.5 .. 100 "excellent"   # both ends
    ** 50 ..< 80.5 "good"
    * 0 ..< 50
    at most ** when beds < 3 "too small for three"
    require *** criterion 2.1 at maximum "a kitchen of its own"
    at least ** when (points of part A >= 2*10)
  }
  assumption minimums_fail "What becomes of an inn with the points of a level but without its minimums?" = step_down "the next level below" | unrated
  # Nothing is said about ties.
  assumption ties "Two inns are equal" =
     # first come
     both "both are listed" | earlier "the earlier one"   # by date
  assumption council_rounding = whole | none
  council { total mean of assessors rounded half up to 0.01  # our reading
    quorum 75 %
    spread 10 }
  certificate from ** for 36 months renew between 180 and 120 days before expiry
  authority *, ** "The head of the district"; *** "The minister"
  missing lowest

}
"#,
    );
    insta::assert_snapshot!(forms);
}

#[test]
fn a_scorecard() {
    let forms = forms(
        r#"
phiếu điểm nhà_nghỉ "Nhà nghỉ vùng cao" thuộc "Lưu trú"/"Nông thôn" {
  căn cứ "Phụ lục 3"; mẫu 2
  loại giả_mạo "hồ sơ giả"
  phần A "Nơi ở" 40 {
    mục 1 "Phòng" 18 tối đa 18 {

      # Nước nóng tính riêng.
      tiêu chí 1.1 "Giường" 3 {
        loại khi giường=0 "không có giường"
        dừng chưa_mở khi chưa_mở_cửa "chưa đón khách"
        a 0 "Dưới 5 giường" khi giường<5
        b 1.5 *** "Từ 5 đến 10 giường" in là "1,5" "trang sau ghi 1.5" khi giường thuộc 5 .. 10   # hai đầu đều tính
        c 3 @A @"Hạng nhất" "Trên 10 giường" khi giường > 10
        minh chứng "Sổ buồng"
        chỉ khi có_phép ngược lại 0 "không phép thì không tính"
        buộc a khi tầng>3 và không phải thang_máy "phải leo bộ"
        tối đa 2 khi tiêu chí 1.2 = a
      }


      tiêu chí 1.2 "Nước nóng" 5 có/không
      tiêu chí 1.3 "Vệ sinh" 10 danh mục tối đa 10 { a 4 "Phòng"
        b 4 "Bếp" # mỗi ngày
        c -2 "Có chuột"
        # hết
      }
    }
    mục 2 như chung.bếp { bỏ 2.4, 2.5 }
    tiêu chí 3 như chung.vườn { a ***; b không dấu }
    tiêu chí 4 như chung.sân { # giữ nguyên chữ
      a ** }
    tiêu chí 5 "Khói" 4 thang theo khói_bếp {
      > 335 kJ -> 1 .. 10 mỗi 335 kJ "đều bước"
      9 ..< 11 -> 2.25
      còn lại -> 0 "sạch"
    }
    tiêu chí 6 "Chỗ đậu xe" 4 {
      chọn theo loại_xe { ô_tô, xe_khách { a 0; b 4 }
        còn lại { a 1 } }
      trường hợp 1 "Trong sân" khi sân > 0 { a 2 "có mái" }
      thay cho 1.2 khi a_b; thiếu không tính
    }
    tiêu chí 7 "Tỷ lệ" 4 = nhỏ nhất(4, khách / 10) làm tròn nửa lên đến 0.5
  }
  phần B "Điểm trừ" 10 tối đa 12 lấy cao nhất trừ {}
}
dùng chung chung { tiêu chí vườn "Vườn" 2 { a 0 "không"; b 2 "có" } }
"#,
    );
    insta::assert_snapshot!(forms);
}

#[test]
fn facts() {
    let forms = forms(
        r#"
fact beds : whole 0 .. "Beds" missing lowest
fact local_food:percent 0%..100% "Food from the valley"
fact income : money 1_000_000 VND .. "A year"
fact stays : list { who : one of {guest, worker}; from : date; nights : whole 1 .. 30; price : money }
fact permits : list {
  kind : one of { fire "Fire brigade", health "Health office", noise }  # the three of Article 4
  expires : date
} "What the offices have signed"
fact road : one of { none "No road at all", dry "Only when it is dry", small "Small cars", large "Buses and lorries", } "The way there" missing excluded
let many = beds >= 10
let valid_permits = (permits where expires > assessed) "Permits that still hold"
let fee = if count valid_permits > 2 then 0 else sum price of stays where nights>2 + 3
table share by road, beds : percent "What counts" {
  none / >= 10, dry / >= 10 -> 10%
  large / 5 .. 9 -> 1.50 %
  else / else -> -5%   # a warning
}
"#,
    );
    insta::assert_snapshot!(forms);
}

#[test]
fn tests_beside_the_rules() {
    let forms = forms(
        r#"
test "a good inn" for inn { dossier "good.yaml"
  expect total 93, rating ***, A 34, B 24, missing 3.5, assumption minimums_fail, criterion 1.5 = d, criterion 1.6 4.50
}
test "no kitchen" for inn {
  best except 2.1=a, 2.2 = {a,b}, 2.3 = {}
  kind renewal; filed 2031-08-01
  assessed 2031-09-01
  given beds = 12, food = 0.5 kg, name = "Hương \"Cần\"", opened = 2020-01-01, garden = no,
        1.1 = a,  # the only answer
        1.2 = b
  assume minimums_fail = unrated
  expect total in 50 ..< 80.5, rating in * .. ** because minimum 2.1, 2.2, rejected, stopped
  expect rating unrated
  # no more
}
"#,
    );
    insta::assert_snapshot!(forms);
}

#[test]
fn a_crosswalk() {
    let forms = forms(
        r#"
crosswalk ocop "1048/QĐ-TTg" -> "26/2026/QĐ-TTg" { cite "Điều 11"
  # what recurs on every card
  made.link -> made.link "another scale" { a->a; b -> a..b; c -> b,d
  }
  made.books->none "no longer asked"
  new people.leader, quality.guide
  fact local, capital -> share, books -> none
  fact kind -> kind { household -> household; llc_1, llc_2 -> llc; other -> none "to be asked" }
  scorecard tea -> tea, leaf {
    same 1.1, 1.2 -> 1.3, 2.1 .. 2.4, 3.1..3.3 -> 3.2..3.4 "word for word"
    1.4 -> 1.5 { a -> a; b -> a..b; c -> b..d }
    10.12 and 1.3 -> 1.6 like made.link # both
    1.2 and 1.3 -> 1.4 { a and a -> a; a, b and b..c -> b "the better one counts"; else -> a..d }
    8.2 -> 8 { a -> new; b -> b "as before" }
    8.1 -> 8 { yes -> yes; no -> no, none; reject -> reject; có -> stop }
    3.5, 4.1 .. 4.3 -> none "no longer asked"
    new 1.2, 1.7 "asked afresh"
  }
  scorecard hay -> none "no counterpart"; new scorecard flower, tree
}
"#,
    );
    insta::assert_snapshot!(forms);
}

#[test]
fn keywords_may_be_mixed_and_stay_so() {
    let page = "\
tiêu chí 1.1 \"x\" 3 {
  a  0  \"one\"  when x and không phải y
  b  1  \"two\"  khi any z where w hoặc yes
  cap 2 khi total > 5
}
";
    let page = format!("scorecard s \"S\" {{\n{page}}}\n");
    let form = formatted(&page, None);
    assert_eq!(words(&form), words(&page));
}

#[test]
fn a_page_with_errors_is_not_touched() {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", "fact x : percent\nfact y ; z"));
    let (_, found) = parse(sources.get(id).unwrap(), id);
    assert!(!found.is_empty());
    assert_eq!(format(sources.get(id).unwrap(), id, None), Err(found));
}

#[test]
fn the_empty_page_stays_empty() {
    for page in ["", "\n\n", "  \t\n", ";;"] {
        assert_eq!(formatted(page, None), "");
    }
    assert_eq!(formatted("\n\n  # alone", None), "# alone\n");
}
