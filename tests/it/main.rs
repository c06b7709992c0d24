//! All integration tests in one binary, so that the library is linked once.
#![expect(clippy::unwrap_used, reason = "a failed helper should fail the test")]

mod laws;
mod reference;
mod support;
