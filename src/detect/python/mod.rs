//! Python source, read as tokens: enough to tell use from mention.

mod facts;
mod tokens;

pub(super) use facts::{Facts, Wanted, facts};
pub(super) use tokens::{Token, TokenKind, tokens};
