//! Standard output, standard error and files: files are written completely or not at all.

use super::Exit;
use super::args::OutputArgs;
use super::records::{Repository, relative};
use crate::load::config::NAMES;
use crate::model::FindingsFormat;
use crate::render::Options;
use crate::render::findings::{self, Report, Severity};
use crate::text::{hang, join, sanitize, sanitize_lines, shell_path};
use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, ensure};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

const NO_STDOUT: &str = "cannot write to standard output";

/// A temporary file is called `.weigh-` and six random letters and digits and `.tmp`.
const PREFIX: &str = ".weigh-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;

/// How results are written on standard output.
pub(super) fn options() -> Options {
    Options { width: width(), unicode: unicode(), ..Options::default() }
}

/// `COLUMNS` if it is a number, else the terminal's width, else 80; at most 120.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let size = || terminal_size::terminal_size_of(io::stdout());
    let width = columns.or_else(|| size().map(|(columns, _)| usize::from(columns.0)));
    width.filter(|width| *width > 0).unwrap_or(80).min(120)
}

/// A dumb terminal or a locale that is not UTF-8 gets ASCII; a pipe without any locale gets Unicode.
fn unicode() -> bool {
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return false;
    }
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let locale = locale.map(|locale| locale.to_ascii_lowercase().replace("utf-8", "utf8"));
    locale.is_none_or(|locale| locale.contains("utf8"))
}

/// Writes a result to standard output, with colours as far as they are wanted there.
pub(super) fn to_stdout(text: impl AsRef<[u8]>) -> anyhow::Result<()> {
    let bytes = text.as_ref();
    let stdout = io::stdout();
    let written = match AutoStream::choice(&stdout) {
        // In one piece: a stream that leaves out colours writes each piece between them.
        ColorChoice::Never => stdout.lock().write_all(&strip_bytes(bytes).into_vec()),
        _ => AutoStream::auto(stdout.lock()).write_all(bytes),
    };
    open_still(written.and_then(|()| stdout.lock().flush())).map(drop).context(NO_STDOUT)
}

/// Writes a path as the result, and exactly so unless a person reads it: `git add "$(weigh record)"`.
pub(super) fn path(path: &Path) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    if stdout.is_terminal() {
        return to_stdout(shown(path) + "\n");
    }
    // What begins with a hyphen would be an option.
    let here = if path.as_os_str().as_encoded_bytes().starts_with(b"-") { "./" } else { "" };
    let line = [here.as_bytes(), path.as_os_str().as_encoded_bytes(), b"\n"].concat();
    open_still(stdout.write_all(&line).and_then(|()| stdout.flush())).map(drop).context(NO_STDOUT)
}

/// Whether the reader still reads. That it closed its pipe, as in `weigh decide | head -1`, is no error, and changes no exit
/// code: what a gate found still holds.
fn open_still(written: io::Result<()>) -> io::Result<bool> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
    }
}

/// Writes the result of a run that is done with it.
pub(super) fn result(text: impl AsRef<[u8]>) -> anyhow::Result<Exit> {
    to_stdout(text).map(|()| Exit::Done)
}

/// Writes a result where `--output` says.
pub(super) fn deliver(text: &str, args: &OutputArgs) -> anyhow::Result<()> {
    ensure!(
        args.file().is_some() || !text.starts_with("<!DOCTYPE") || !io::stdout().is_terminal(),
        "an HTML page is not for a terminal; write it to a file, for example with `-o report.html`"
    );
    match args.file() {
        None => to_stdout(text),
        Some(path) => written(path, &strip_bytes(text.as_bytes()).into_vec(), args.force),
    }
}

/// Writes a whole file and says so; another is replaced only with `force`.
pub(super) fn written(path: &Path, bytes: &[u8], force: bool) -> anyhow::Result<()> {
    let changed = to_file(path, bytes, force)?;
    let path = shown(path);
    say(&if changed { format!("wrote {path}") } else { format!("{path} is up to date") });
    Ok(())
}

/// Creates a folder with those above it, if it does not exist.
pub(super) fn create_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot create the folder `{}`", shown(folder)))
}

/// Writes what `lint` or `check` found, each finding as serious as its rule; for CI, files are named as seen from the
/// root of the repository. The run has failed where not everything could be checked.
pub(super) fn findings(
    mut report: Report,
    format: FindingsFormat,
    has_failed: bool,
) -> anyhow::Result<Exit> {
    for entry in &mut report.entries {
        let rule = report.rules.iter().find(|rule| rule.id == entry.rule);
        entry.severity = rule.map_or(entry.severity, |rule| rule.severity);
    }
    if matches!(format, FindingsFormat::Github | FindingsFormat::Junit | FindingsFormat::Sarif) {
        let found = report.entries.iter_mut().map(|entry| &mut entry.problem.file);
        for name in report.files.iter_mut().chain(found) {
            *name = from_root(name)?;
        }
    }
    to_stdout(findings::render(&report, format))?;
    Ok(match report.count(Severity::Error) {
        _ if has_failed => Exit::Failed,
        0 => Exit::Done,
        _ => Exit::GateFailed,
    })
}

/// A file as seen from the root of the repository around the working directory, else of the one around the file, else
/// from the working directory.
fn from_root(name: &str) -> anyhow::Result<String> {
    let path = Path::new(name);
    let (Some(file), true) = (path.file_name(), path.exists()) else {
        return Ok(if name == "<stdin>" { "stdin".to_owned() } else { name.to_owned() });
    };
    let here = Repository::around(Path::new("."))?;
    let there = Repository::around(path.parent().unwrap_or(path))?;
    let within = here.git.as_ref().filter(|root| there.folder.starts_with(root));
    let around = within.or(there.git.as_ref()).unwrap_or(&here.folder);
    Ok(relative(around, &there.folder.join(file)))
}

/// Writes a message to standard error.
pub(super) fn say(text: &str) {
    let mut err = AutoStream::auto(io::stderr().lock());
    // If standard error is closed, nothing can be reported.
    let _ = writeln!(err, "{text}");
}

/// Whether standard error shows colours.
pub(super) fn styled_stderr() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Writes a whole file, and replaces another only with `force`. Returns whether anything changed.
pub(super) fn to_file(path: &Path, bytes: &[u8], force: bool) -> anyhow::Result<bool> {
    if !is_device(path) && std::fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(false);
    }
    let mut file = Output::open(Some(path), force)?;
    file.write_all(bytes)?;
    file.finish()?;
    Ok(true)
}

/// An output that is written piece by piece. A file is written beside its target and renamed at the end, so that
/// readers see the old bytes or all of the new ones.
pub(super) struct Output {
    writer: BufWriter<Box<dyn Write>>,
    temporary: Option<(NamedTempFile, PathBuf)>,
    force: bool,
    cannot: String,
}

impl Output {
    /// Opens a file, a device such as `/dev/stdout`, or standard output, which is also called `-`.
    pub(super) fn open(path: Option<&Path>, force: bool) -> anyhow::Result<Self> {
        let path = path.filter(|path| path.as_os_str() != "-");
        let cannot = path.map(|path| format!("cannot write `{}`", shown(path)));
        let cannot = cannot.unwrap_or_else(|| NO_STDOUT.to_owned());
        let mut temporary = None;
        let out: Box<dyn Write> = match path {
            None => Box::new(io::stdout()),
            Some(path) if is_device(path) => {
                Box::new(File::options().write(true).open(path).context(cannot.clone())?)
            }
            Some(path) => {
                ensure_free(path, force)?;
                // A link stays one: what it points at is replaced.
                let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                let created = temporary_beside(&target).context(cannot.clone())?;
                let file = created.as_file().try_clone().context(cannot.clone())?;
                temporary = Some((created, target));
                Box::new(file)
            }
        };
        Ok(Self { writer: BufWriter::new(out), temporary, force, cannot })
    }

    /// Adds to what is written.
    pub(super) fn write_all(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        open_still(self.writer.write_all(bytes)).map(drop).with_context(|| self.cannot.clone())
    }

    /// Passes on what is buffered, so that a reader of a pipe sees it; false if there is none any more.
    pub(super) fn flush(&mut self) -> anyhow::Result<bool> {
        open_still(self.writer.flush()).with_context(|| self.cannot.clone())
    }

    /// Completes the output; without it, a file keeps its old bytes.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.flush()?;
        if let Some((temporary, target)) = self.temporary {
            temporary.as_file().sync_all().with_context(|| self.cannot.clone())?;
            let persist =
                if self.force { NamedTempFile::persist } else { NamedTempFile::persist_noclobber };
            persist(temporary, target).map_err(|error| error.error).context(self.cannot)?;
        }
        Ok(())
    }
}

/// What exists is replaced only with `force`, a folder and the settings never; no folder is made.
pub(super) fn ensure_free(path: &Path, force: bool) -> anyhow::Result<()> {
    let (name, is_settings) = (shown(path), NAMES.iter().any(|name| path.ends_with(name)));
    ensure!(!is_settings, "`{name}` is reserved for settings; choose another file");
    ensure!(!path.is_dir(), "`{name}` is a folder; name a file");
    let is_free = force || std::fs::symlink_metadata(path).is_err();
    ensure!(is_free, "`{name}` already exists; choose another file or use --force to replace it");
    ensure!(folder_of(path).is_dir(), "cannot write `{name}`: its folder does not exist");
    Ok(())
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Nothing that is read is replaced: no file, and no catalogue's part in a folder.
pub(super) fn ensure_other<'a>(
    args: &OutputArgs,
    mut read: impl Iterator<Item = &'a PathBuf>,
) -> anyhow::Result<()> {
    let Some(output) = &args.output else { return Ok(()) };
    let Ok(target) = output.canonicalize() else { return Ok(()) };
    let is_part =
        target.extension().is_some_and(|end| end == "yaml" || end == "yml" || end == "toml");
    let holds = |path: &&PathBuf| {
        path.canonicalize().is_ok_and(|it| it == target || is_part && target.starts_with(it))
    };
    let is_read = read.find(holds).is_some_and(|path| !is_device(path));
    ensure!(!is_read, "`{}` is an input file; choose another output file", shown(output));
    Ok(())
}

/// Whether the path is neither a file nor a folder, such as `/dev/stdout`.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// A temporary file in the target's folder. It stays locked until it is complete, so that a file without a lock is
/// known to be left over from a process that was killed.
fn temporary_beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    remove_leftovers(folder);
    let mut options = File::options();
    options.write(true).create_new(true);
    // A replaced file keeps its permissions.
    #[cfg(unix)]
    if let Ok(found) = std::fs::metadata(path) {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(found.permissions().mode() & 0o777);
    }
    let open = |temporary: &Path| options.open(temporary);
    let mut builder = tempfile::Builder::new();
    let file = builder.prefix(PREFIX).suffix(SUFFIX).make_in(folder, open)?;
    // Some file systems have no locks; there, a leftover stays.
    let _ = file.as_file().lock();
    Ok(file)
}

/// Removes the temporary files of processes that were killed.
fn remove_leftovers(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
        let is_temporary = random.is_some_and(|random| random.len() == RANDOM)
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_temporary && File::open(entry.path()).is_ok_and(|file| is_abandoned(&file)) {
            // Another process may have removed it meanwhile.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A process that has just created a file may not have locked it yet; such a file is empty.
fn is_abandoned(file: &File) -> bool {
    let Ok(metadata) = file.metadata() else { return false };
    let age = metadata.modified().ok().and_then(|written| written.elapsed().ok());
    let is_old = age.is_some_and(|age| age > Duration::from_mins(1));
    (metadata.len() > 0 || is_old) && file.try_lock().is_ok()
}

/// A path as it may be shown: file names can hold anything.
pub(super) fn shown(path: &Path) -> String {
    sanitize(&path.display().to_string())
}

/// A path as a command that is shown names it.
pub(super) fn word(path: &Path) -> String {
    sanitize(&shell_path(&path.display().to_string()))
}

/// Prints an error, wrapped if a person reads it.
pub(super) fn error(message: &str) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut message = format!("error: {}", sanitize_lines(message));
    if let Some((columns, _)) = terminal_size::terminal_size_of(io::stderr()) {
        let wrapped = message.lines().flat_map(|line| {
            let text = line.trim_start();
            let indent = &line[..line.len() - text.len()];
            hang(text, indent, indent, usize::from(columns.0))
        });
        message = join(wrapped, "\n");
    }
    say(&message.replacen("error", &format!("{style}error{style:#}"), 1));
}

#[cfg(test)]
mod tests {
    use super::{PREFIX, SUFFIX, temporary_beside, to_file};
    use std::fs;

    #[test]
    fn leftovers_of_killed_processes_are_removed_and_files_in_work_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let leftover = at(&format!("{PREFIX}abc123{SUFFIX}"));
        let others = [at(".weigh-notes"), at(&format!("{PREFIX}mine{SUFFIX}"))];
        fs::write(&leftover, "half").unwrap();
        others.iter().for_each(|other| fs::write(other, "ours").unwrap());
        let in_work = temporary_beside(&at("a")).unwrap();
        fs::write(in_work.path(), "half").unwrap();
        assert!(to_file(&at("b"), b"whole", false).unwrap());
        assert!(!leftover.exists() && in_work.path().exists());
        assert!(others.iter().all(|other| other.exists()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_its_target_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("real")).unwrap();
        fs::write(at("real/a"), "old").unwrap();
        std::os::unix::fs::symlink("real/a", at("link")).unwrap();
        assert!(to_file(&at("link"), b"new", false).is_err());
        assert!(to_file(&at("link"), b"new", true).unwrap());
        assert!(at("link").is_symlink());
        assert_eq!(fs::read(at("real/a")).unwrap(), b"new");
    }

    #[test]
    fn errors_name_the_target() {
        let folder = tempfile::tempdir().unwrap();
        let longest = "x".repeat(300);
        for (name, why) in
            [("no/such", "its folder does not exist"), (longest.as_str(), "File name too long")]
        {
            let error = to_file(&folder.path().join(name), b"x", false).unwrap_err();
            let message = format!("{error:#}");
            let told = message.contains(&format!("{name}`: {why}"));
            assert!(told && !message.contains(PREFIX), "{message}");
        }
    }
}
