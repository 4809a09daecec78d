//! The list of codes. Each has one constructor in [`super::catalogue`], one
//! page in `docs/errors/`, and one snapshot in each language.
//!
//! The letter says how much the finding matters (E error, W warning, N note
//! about the printed decision); the hundreds say what it is about: 01 reading
//! a text, 02 the structure and sums of a card, 03 names, types and units,
//! 04 ratings and levels, 05 dossiers, 06 tests, 07 files, receipts and the
//! command line, 08 amendments and crosswalks, 09 comparing versions, 10 checks
//! of a sound ruleset, 11 reasoning about all dossiers, 12 batches.

use super::diagnostic::Severity;
use super::lang::Lang;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

macro_rules! codes {
    ($($code:ident)*) => {
        /// The stable code of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Code { $($code),* }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Code] = &[$(Code::$code),*];

            /// The code as it is printed.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$code => stringify!($code)),* }
            }

            /// The page about it, in both languages (Markdown; English first,
            /// a line `---`, then Vietnamese).
            #[must_use]
            pub fn page(self) -> &'static str {
                match self {
                    $(Code::$code => include_str!(concat!(
                        env!("CARGO_MANIFEST_DIR"), "/docs/errors/", stringify!($code), ".md"
                    ))),*
                }
            }
        }
    };
}

codes! {
    // 01: reading a text
    E0101 E0102 E0103 E0104 E0105 E0106 E0107 E0108 E0109 E0110
    E0111 E0112 E0113 E0114 E0115 E0190 W0101

    // 02: structure and sums of a card
    E0201 E0202 E0203 E0204 E0205 E0206 E0207 E0208 E0209 E0210
    E0211 E0212 E0213 E0214 E0215 E0216 E0217 E0218 E0219 E0220
    E0221 E0222 E0223 E0224 E0225 E0226 E0227 E0228 E0229
    W0201 W0202 W0203 W0204 W0205 W0206 N0201 N0202 N0203

    // 03: names, types and units
    E0301 E0302 E0303 E0304 E0305 E0306 E0307 E0308 E0309 E0310
    E0311 E0312
    E0320 E0321 E0322 E0323 E0324 E0325 E0326 E0327 E0328 E0329
    E0330 E0331 E0332 E0333 E0334 E0335 E0336
    E0340 E0341 E0342 E0343 E0344 E0345 E0346 E0347 E0348
    W0351 W0352 W0353 W0354 W0355 W0356 W0357 W0358 W0359

    // 04: ratings and levels
    E0401 E0402 E0403 E0404 E0405 E0406 E0407 E0408 E0409 E0410
    E0411 E0412
    W0401 W0402 W0403 W0404 W0405 N0401

    // 05: dossiers
    E0561 E0562 E0563 E0564 E0565
    W0501 E0501 E0502 E0503 E0504 E0505 E0506 E0507 E0508 E0509
    E0510 E0511 E0512 E0513 E0514 E0515 E0516 E0517 E0518 E0519
    E0520 E0521 E0522 E0523 E0524 E0525 E0526 E0527 E0528 E0529
    E0530 E0531 E0532 E0533 E0534 E0535 E0536 E0537 E0538 E0539
    E0540 E0541 E0542 E0543 E0544 E0545 E0546 E0547 E0548

    // 06: tests
    E0601 E0602 E0603 E0604 E0605 W0601
    E0651 E0652 E0653

    // 07: files, receipts and the command line
    E0701 E0702 E0703 E0704 E0705 E0706 E0707 E0708 E0709 E0710
    E0711 E0712 E0713 E0714 E0715 E0716 E0717 E0718 E0719 E0720
    E0721 E0722 E0723 E0724

    // 08: amendments
    E0801 E0802 E0803 E0804 E0806 E0807 E0808 E0809 E0810
    E0811 E0812 E0813 W0801 W0802 W0803

    // 08: crosswalks
    E0831 E0832 E0833 E0834 E0835 E0836 E0837 E0838 E0839 E0840
    E0841 E0842 E0843 E0844 E0845 E0846 W0831 W0832 W0833

    // 09: versions compared, portfolios, impact
    E0901 E0902 E0903 E0904 E0905 E0906 E0907 E0908

    // 10: checks of a ruleset that is sound
    W1001 N1002 W1003 W1004 W1005 N1006 W1007 W1008 W1009 W1010
    W1011 N1012 W1013 W1014 W1015 N1016 W1017 W1018 W1019 W1020
    N1021

    // 11: what all dossiers of a card could be
    E1101 E1102 E1103 E1104 E1105 E1106 E1107 E1108
    E1111 E1112 E1113 E1114 E1115 E1116

    // 12: many dossiers at once
    E1201 E1202 E1203 E1204
}

impl Code {
    /// How much findings of this code matter.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.as_str().as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'N') => Severity::Note,
            _ => Severity::Error,
        }
    }
}

impl Code {
    /// The page about it in one language.
    #[must_use]
    pub fn page_in(self, lang: Lang) -> &'static str {
        let (en, vi) = self
            .page()
            .split_once("\n---\n")
            .unwrap_or((self.page(), ""));
        lang.pick(en, vi).trim()
    }

    /// The title of that page.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        let heading = self.page_in(lang).lines().next().unwrap_or_default();
        heading
            .split_once(" · ")
            .map_or(heading, |(_, title)| title)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = ();

    fn from_str(s: &str) -> Result<Code, ()> {
        Code::ALL
            .iter()
            .copied()
            .find(|c| c.as_str().eq_ignore_ascii_case(s))
            .ok_or(())
    }
}
