//! The decision for programs: an interface, in full precision.

use crate::decision::Decision;
use crate::text::escape_json;
use std::io;

/// Writes the decision over many lines.
pub(super) fn write(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", escape_json(&serde_json::to_string_pretty(decision)?))
}

/// Writes the decision on one line.
pub fn line(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", escape_json(&serde_json::to_string(decision)?))
}
