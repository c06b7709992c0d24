//! The names by which `text` is still called in a few places.

pub use crate::text::{excerpt as given, sanitize as line, sanitize_lines as text};
