//! How firm a decision is, one file a question.

pub mod age;
pub mod verdict;
