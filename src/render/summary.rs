//! stub
pub fn summaries() {}
