//! Command cases as files: what is typed, what comes out, and how it ends.
//!
//! `TRYCMD=overwrite` writes what came out; read it before committing.

#[test]
fn commands_do_as_their_files_say() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
}
