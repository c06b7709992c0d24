//! How firm a decision is, one file a question.
