//! How a run ends. The numbers are part of the interface and the same in every format.

use std::process::ExitCode;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The work was done, whatever the answer was.
    Done = 0,
    /// A gate that was asked for did not hold: drift, an unexpected winner, a finding of `lint`.
    GateFailed = 1,
    /// Wrong usage (clap's own number too), wrong input, or the work could not be done.
    Failed = 2,
    /// The person at the prompt broke off.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::Exit;

    #[test]
    fn the_numbers_are_an_interface() {
        let numbers =
            [Exit::Done, Exit::GateFailed, Exit::Failed, Exit::Interrupted].map(|e| e as u8);
        assert_eq!(numbers, [0, 1, 2, 130]);
    }
}
