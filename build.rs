//! Checks the catalogue in `criteria/` with the loader itself and embeds it in a form that loads at once.

use std::env;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the build needs a part of it; the library checks the rest"
)]
#[path = "src/model/mod.rs"]
mod model;

#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::struct_field_names,
    reason = "as above"
)]
#[path = "src/load/mod.rs"]
mod load;

const FOLDER: &str = "criteria";

fn main() -> ExitCode {
    println!("cargo::rustc-cfg=weigh_embedded");
    for watched in [FOLDER, "src/model", "src/load", "build.rs"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => tell(&problem.to_string()),
    }
}

#[expect(clippy::print_stderr, reason = "cargo shows what a failing build script says there")]
fn tell(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::FAILURE
}

fn embed() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut catalogue = load::catalogue_from(Path::new(FOLDER), &[])?;
    "embedded".clone_into(&mut catalogue.origin.place);
    fs::write(out.join("catalogue.postcard"), postcard::to_stdvec(&catalogue)?)?;
    fs::write(out.join("files.rs"), list(&files(Path::new(FOLDER))?)?)?;
    Ok(())
}

/// Every file of the catalogue, its introduction too, sorted by path.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for dir in [folder.to_owned(), folder.join("frameworks")] {
        for entry in fs::read_dir(dir)? {
            let path = entry?.path();
            let known = path.extension().is_some_and(|ending| ending == "yaml" || ending == "md");
            if known && path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The list of files as an expression of Rust.
fn list(files: &[PathBuf]) -> Result<String, Box<dyn std::error::Error>> {
    let mut list = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(FOLDER)?.to_string_lossy().replace('\\', "/");
        let path = fs::canonicalize(file)?;
        let path = path.to_str().ok_or("the path of the sources is no UTF-8 text")?;
        writeln!(list, "({name:?}, include_str!({path:?})),")?;
    }
    list.push(']');
    Ok(list)
}
