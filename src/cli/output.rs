//! Where results and talk go: files whole or not at all, a closed pipe no failure, colour only where it is wanted.

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Lines are never set wider than this, however wide the terminal is.
const WIDEST: usize = 120;
/// How wide a line is where nothing tells.
const UNTOLD: usize = 80;

/// What the terminal on the other side can show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    /// Columns.
    pub width: usize,
    /// Whether it shows more than ASCII.
    pub unicode: bool,
}

impl Screen {
    /// Asks the environment and the terminal.
    pub(super) fn of_stdout() -> Self {
        Self { width: width(), unicode: unicode() }
    }
}

/// `COLUMNS` where it says a number, else the terminal's own, else 80.
fn width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || {
        let (columns, _) = io::stdout().is_terminal().then(inquire_size).flatten()?;
        Some(usize::from(columns))
    };
    stated.or_else(terminal).filter(|width| *width > 0).unwrap_or(UNTOLD).min(WIDEST)
}

fn inquire_size() -> Option<(u16, u16)> {
    terminal_size::terminal_size().map(|(width, height)| (width.0, height.0))
}

/// A dumb terminal or a locale that is not UTF-8 gets ASCII; a pipe without any locale gets Unicode.
fn unicode() -> bool {
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return false;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Writes a result to standard output, with colours as far as they are wanted there.
pub(super) fn to_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut out = AutoStream::auto(io::stdout().lock());
    out.write_all(bytes)?;
    out.flush()
}

/// Says something about the work on standard error.
pub(super) fn say(text: &str) {
    let mut err = AutoStream::auto(io::stderr().lock());
    // Nobody can be told that standard error is closed.
    let _ = writeln!(err, "{text}");
}

/// Whether standard error shows colours.
pub(super) fn styled_stderr() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Writes a file whole or not at all, and never over another unless `force`; the same bytes are left alone.
///
/// Returns whether anything was written.
pub(super) fn to_file(path: &Path, bytes: &[u8], force: bool) -> anyhow::Result<bool> {
    let shown = shown(path);
    let cannot = || format!("cannot write `{shown}`");
    match std::fs::symlink_metadata(path) {
        Ok(_) if is_device(path) => {
            // A terminal or a pipe has no bytes to compare and nothing to lose.
            std::fs::write(path, bytes).with_context(cannot)?;
            return Ok(true);
        }
        Ok(_) if std::fs::read(path).is_ok_and(|found| found == bytes) => return Ok(false),
        Ok(_) if !force => {
            anyhow::bail!(
                "`{shown}` is already there; name another file, or say --force to replace it"
            )
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(error).with_context(cannot);
        }
        Ok(_) | Err(_) => {}
    }
    replace(path, bytes).with_context(|| format!("cannot write `{shown}`"))?;
    Ok(true)
}

/// Whether something is there that is neither a file nor a folder, such as `/dev/stdout`.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Writes a file whole or not at all where there is none, and its folder if need be; never over another, even one
/// that appears meanwhile.
pub(super) fn to_new_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let cannot = || format!("cannot write `{}`", shown(path));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(cannot)?;
    }
    let mut file = beside(path).with_context(cannot)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).with_context(cannot)?;
    file.persist_noclobber(path).map_err(|error| error.error).with_context(cannot)?;
    Ok(())
}

/// Where a stream of results goes: standard output, or a file that appears whole at the end.
pub(super) enum Sink {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file that is still beside its place.
    File {
        /// What is written so far.
        file: BufWriter<tempfile::NamedTempFile>,
        /// Where it goes.
        path: PathBuf,
    },
}

impl Sink {
    /// Opens the place, before any work is done.
    pub(super) fn open(path: Option<&Path>, force: bool) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Self::Stdout(BufWriter::new(io::stdout())));
        };
        let shown = shown(path);
        anyhow::ensure!(
            force || std::fs::symlink_metadata(path).is_err(),
            "`{shown}` is already there; name another file, or say --force to replace it"
        );
        let file = beside(path).with_context(|| format!("cannot write `{shown}`"))?;
        Ok(Self::File { file: BufWriter::new(file), path: path.to_owned() })
    }

    /// Adds to what is written.
    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.write_all(bytes),
            Self::File { file, .. } => file.write_all(bytes),
        }
    }

    /// Hands on what waits to be written, so that a reader of a pipe sees it.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { file, .. } => file.flush(),
        }
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(mut out) => Ok(out.flush()?),
            Self::File { file, path } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                Ok(persist(file, &path)?)
            }
        }
    }
}

/// Writes beside the file and renames, so that a reader sees the old bytes or the new and an interrupted write
/// leaves the old.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    persist(file, path)
}

fn beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".weigh-").permissions(permissions(path)).tempfile_in(folder)
}

fn persist(file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Those of the file that is replaced, else what a new file usually gets.
fn permissions(path: &Path) -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    let usual = || std::fs::Permissions::from_mode(0o666);
    std::fs::metadata(path).map_or_else(|_| usual(), |found| found.permissions())
}

/// A path as it may be shown: file names can hold anything.
pub(super) fn shown(path: &Path) -> String {
    crate::render::safe::line(&path.display().to_string())
}

/// Whether an error is somebody closing the pipe that we write to, as in `weigh decide | head -1`.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(closed)
}

/// An error as one line in clap's manner.
pub(super) fn error_line(message: &str) -> String {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    format!("{style}error{style:#}: {}", crate::render::safe::text(message))
}
