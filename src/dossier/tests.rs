//! What a dossier becomes on a card, from its text on.

mod answers;
mod facts;
mod pages;
mod real;
mod round_trip;
mod schema;
mod whole;

use super::*;
use crate::model::{Ruleset, Scorecard};
use crate::text::{Code, Diagnostic, Lang, Severity, Source, SourceId};

/// The source of the ruleset; that of the dossier is the next.
const RULES: SourceId = SourceId(0);

/// The ruleset of a text; it must be sound.
pub fn ruleset(text: &str) -> Ruleset {
    let source = Source::new("rules.sao", text);
    let (file, mut found) = crate::syntax::parse(&source, RULES);
    let (ruleset, more) = crate::model::build::build(&[file]);
    found.extend(more);
    let errors: Vec<_> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| format!("{}: {} {:?}", d.code, d.message.en, d.primary()))
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{text}");
    ruleset.expect("a ruleset")
}

/// A card with a criterion of every form, and facts of every type.
pub const TEA: &str = r#"
ruleset tea version "1" {
  rating of total { *** 50 .. 100; ** 0 ..< 50 }
}
fact local : percent 0% .. 100%  "Nguyên liệu trong tỉnh"
fact revenue : money
fact energy : decimal kJ 0 kJ ..
fact workers : whole 1 ..
fact share : decimal >.. 1
fact term : months
fact since : date
fact exported : yes/no
fact motto : text
fact owner : one of { household "hộ gia đình", coop "hợp tác xã", firm }
fact note : text
fact papers : list { name : text; kind : one of { HACCP, VietGAP }; until : date; share : percent 0% .. 100% }
let own = local

scorecard green "Green tea" {
  set 11
  reject fraud "the papers are forged"
  stop "the samples are spoiled"
  part A "Making" 60 {
    section 1 "Leaf" 30 {
      criterion 1.1 "Origin" 10 { a 0 "under half"; b 5 "half or more"; c 10 "all of it" }
      criterion 1.10 "Contract" 10 yes/no
      criterion 1.2 "Label" 10 checklist { a 4 "maker"; b 3 "year"; c 3 "weight" }
    }
    section 2 "Work" 30 {
      criterion 2.1 "Share" 10 ladder of own { >= 50% -> 10; else -> 0 }
      criterion 2.2 "Papers" 10 {
        reject "no licence at all"
        case 2.2.1 "Farm" { a 0 "none"; b 10 "valid" }
        case 2.2.2 "Workshop" { d 0 "none"; e 10 "valid" }
      }
      criterion 2.3 "Term" 10 { 1 0 "short"; 2 10 "long" }
    }
  }
  part 2 "Cup" 40 {
    section 4 "Taste" 40 {
      criterion 3 "Aroma" 40 {
        by owner {
          household { a 0 "flat"; b 40 "fresh" }
          else { a 0 "flat"; b 20 "fair"; c 40 "fresh" }
        }
      }
    }
  }
}

scorecard black "Black tea" {
  fact oxidised : percent 0% .. 100%
  criterion 1.1 "Oxidation" 100 ladder of oxidised { >= 80% -> 100; else -> 0 }
}

scorecard white "White tea" { unavailable "the annex is not published" }
"#;

/// The ruleset of [`TEA`] and a dossier read against its card `green`.
pub struct Table {
    pub ruleset: Ruleset,
}

impl Table {
    pub fn new() -> Table {
        Table {
            ruleset: ruleset(TEA),
        }
    }

    pub fn card(&self, name: &str) -> &Scorecard {
        &self.ruleset.cards[name]
    }

    /// Every dossier of a text, bound to the card it names, or to `green`.
    pub fn bind_all(&self, text: &str, format: Format) -> Vec<Result<Dossier, Vec<Diagnostic>>> {
        let source = Source::new("d", text);
        read(&source, SourceId(1), format)
            .into_iter()
            .map(|record| {
                let record = record?;
                let card = match record.header.scorecard {
                    Some(_) => card(&record, &self.ruleset).map_err(|d| vec![d])?,
                    None => self.card("green"),
                };
                bind(&record, &self.ruleset, card)
            })
            .collect()
    }

    pub fn bind(&self, text: &str, format: Format) -> Result<Dossier, Vec<Diagnostic>> {
        let mut all = self.bind_all(text, format);
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    pub fn yaml(&self, text: &str) -> Result<Dossier, Vec<Diagnostic>> {
        self.bind(text, Format::Yaml)
    }

    pub fn fine(&self, text: &str) -> Dossier {
        self.yaml(text)
            .unwrap_or_else(|found| panic!("{text}: {found:#?}"))
    }

    /// What is wrong with a dossier: `CODE line:column help`.
    pub fn wrong(&self, text: &str) -> Vec<String> {
        self.wrong_in(text, Format::Yaml)
    }

    pub fn wrong_in(&self, text: &str, format: Format) -> Vec<String> {
        let source = Source::new("d", text);
        self.bind_all(text, format)
            .into_iter()
            .flat_map(|r| r.err().unwrap_or_default())
            .map(|d| {
                let at = source.line_column(d.primary().unwrap().range().start);
                let help = d.help.map(|h| h.en).unwrap_or_default();
                format!("{} {}:{} {help}", d.code, at.line, at.column)
            })
            .collect()
    }

    pub fn codes(&self, text: &str) -> Vec<Code> {
        self.yaml(text)
            .err()
            .unwrap_or_default()
            .iter()
            .map(|d| d.code)
            .collect()
    }
}
