//! Commands as files: what is typed, what is printed, and the exit code. `UPDATE=1` rewrites the files.

use std::env;
use std::process::Command;

#[test]
fn commands_do_as_their_files_say() {
    if env::var_os("UPDATE").is_some() && env::var_os("TRYCMD").is_none() {
        // trycmd only reads its own variable, so this test runs itself again.
        let mut again = Command::new(env::current_exe().unwrap());
        again.arg("commands_do_as_their_files_say").env("TRYCMD", "overwrite");
        again.status().unwrap();
    }
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
}
