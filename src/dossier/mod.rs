//! What is judged: answers, facts, evidence, dates, assessors. Read from
//! texts, bound to a card; knows nothing of how it is scored.

mod file;

pub use file::{
    Answer, Answers, Assessor, Dossier, Evidence, EvidenceFor, FactValue, Header, Kind,
};
