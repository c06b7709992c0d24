//! Python source, read as tokens: enough to tell use from mention.

pub(super) mod facts;
pub(super) mod scan;
pub(super) mod tokens;
