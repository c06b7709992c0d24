//! The integration tests, in one binary.
#![expect(clippy::unwrap_used, reason = "a failed helper should fail the test")]

mod detect;
