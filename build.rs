//! Lists the files of the catalogue, so that `weigh init --criteria` can write them.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=criteria");
    // Cargo runs this in the folder of the package.
    let root = Path::new("criteria");
    let mut paths = Vec::new();
    collect(root, &mut paths)?;
    let mut list = String::new();
    for path in &paths {
        let name = path.strip_prefix(root).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        // Not an absolute path: the folder may be moved with what was built in it.
        let file = format!("/criteria/{name}");
        list += &format!(
            "({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {file:?}))),\n"
        );
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("catalogue_files.rs"), format!("&[\n{list}]\n"))
}

/// Gathers the YAML, Markdown and TOML files below a folder, sorted.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    for path in entries.collect::<io::Result<Vec<_>>>()? {
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path
            .extension()
            .is_some_and(|end| ["yaml", "md", "toml"].iter().any(|known| end == *known))
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(())
}
