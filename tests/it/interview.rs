//! `weigh ask` in a real pseudo-terminal: what a person types, what the screen shows, and that the terminal is
//! afterwards as it was.

use expectrl::session::OsSession;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const ENTER: &str = "\r";
const DOWN: &str = "\u{1b}[B";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";
/// Every prompt of the terminal holds this.
const PROMPT: &str = "Enter";
/// Every plain prompt holds this.
const PLAIN: &str = "? help";
/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A shell in a pseudo-terminal that shows the terminal's settings, runs weigh, and shows them again.
struct Talk {
    session: OsSession,
    seen: Vec<u8>,
    at: usize,
    folder: TempDir,
}

/// How a run ended.
struct End {
    code: i32,
    shown: String,
    folder: TempDir,
}

impl Talk {
    fn new(arguments: &str, environment: &[(&str, &str)], columns: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let weigh = env!("CARGO_BIN_EXE_weigh");
        let script = format!(
            "trap : INT; until [ \"$(stty size)\" = '24 {columns}' ]; do sleep 0.01; done; stty -g; '{weigh}' {arguments}; echo \"exit $?\"; stty -g"
        );
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(folder.path());
        for name in ["ACCESSIBLE", "NO_COLOR", "COLUMNS", "WEIGH_NO_INPUT"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color").env("LC_ALL", "C.UTF-8");
        command.envs(environment.iter().copied());
        let mut session = OsSession::spawn(command).unwrap();
        // Spawning sets a size of its own, at a time of its own; the shell waits for this one.
        session.get_process_mut().set_window_size(columns, 24).unwrap();
        Self { session, seen: Vec::new(), at: 0, folder }
    }

    /// Waits until this is shown.
    fn until(&mut self, text: &str) -> &mut Self {
        let begun = Instant::now();
        loop {
            let shown = &self.seen[self.at..];
            if let Some(place) = shown.windows(text.len()).position(|part| part == text.as_bytes())
            {
                self.at += place + text.len();
                return self;
            }
            assert!(begun.elapsed() < PATIENCE, "`{text}` was not shown:\n{}", self.shown());
            assert!(self.read(), "ended before `{text}` was shown:\n{}", self.shown());
        }
    }

    /// Takes in what there is; false at the end.
    fn read(&mut self) -> bool {
        let mut buffer = [0; 4096];
        match self.session.try_read(&mut buffer) {
            Ok(0) => false,
            Ok(count) => {
                self.seen.extend_from_slice(&buffer[..count]);
                true
            }
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                std::thread::sleep(Duration::from_millis(5));
                true
            }
            Err(_) => false,
        }
    }

    fn send(&mut self, keys: &str) -> &mut Self {
        use std::io::Write;
        self.session.write_all(keys.as_bytes()).unwrap();
        self.session.flush().unwrap();
        if keys == ESC {
            // Another key right behind it would be read as Alt with that key.
            std::thread::sleep(Duration::from_millis(150));
        }
        self
    }

    /// Answers a prompt: keys, once it is there.
    fn answer(&mut self, keys: &str) -> &mut Self {
        self.until(PROMPT).send(keys)
    }

    fn resize(&mut self, columns: u16) -> &mut Self {
        self.session.get_process_mut().set_window_size(columns, 24).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        self
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(&self.seen).into_owned()
    }

    /// Waits for the end, and holds the terminal's settings against those from before.
    fn end(mut self) -> End {
        let begun = Instant::now();
        while self.read() {
            assert!(begun.elapsed() < PATIENCE, "still there:\n{}", self.shown());
        }
        let shown = self.shown().replace('\r', "");
        let lines: Vec<&str> = shown.trim_end().lines().collect();
        let (first, last) = (lines[0], lines[lines.len() - 1]);
        assert_eq!(first, last, "the terminal is not as it was:\n{shown}");
        let code = lines[lines.len() - 2].rsplit("exit ").next().unwrap();
        End { code: code.parse().unwrap(), shown, folder: self.folder }
    }

    /// Accepts or skips whatever is asked, to the end.
    fn enter_to_the_end(mut self) -> End {
        let mut questions = 0;
        while self.next_prompt() {
            questions += 1;
            assert!(questions < 60, "no end of questions:\n{}", self.shown());
            self.send(ENTER);
        }
        self.end()
    }

    /// Whether another prompt comes.
    fn next_prompt(&mut self) -> bool {
        loop {
            let shown = String::from_utf8_lossy(&self.seen[self.at..]).into_owned();
            if shown.contains("exit ") && !shown.contains(PROMPT) {
                return false;
            }
            if shown.contains(PROMPT) {
                self.until(PROMPT);
                return true;
            }
            if !self.read() {
                return false;
            }
        }
    }
}

impl End {
    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn is_empty(&self) -> bool {
        fs::read_dir(self.folder.path()).unwrap().next().is_none()
    }
}

fn decide(folder: &Path, arguments: &[&str], terminal: &str) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh"));
    command
        .arg("decide")
        .args(arguments)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", terminal);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A decision as `weigh ask` shows it: without the flags of `weigh decide`.
fn as_asked(decision: &[u8]) -> String {
    let shown = String::from_utf8_lossy(decision);
    assert!(shown.contains("More: --full"), "{shown}");
    let (before, next) = shown.split_once("--full").unwrap();
    let (_, explain) = next.split_once("--format html, ").unwrap();
    format!("{before}{explain}")
}

/// The texts between escape sequences, each on a line of its own.
fn pieces(shown: &str) -> Vec<&str> {
    let texts = shown.split("\u{1b}[").map(|part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(0, |end| end + 1);
        part.get(end..).unwrap_or_default()
    });
    texts.flat_map(str::lines).collect()
}

#[test]
fn a_whole_interview_saves_a_profile_that_decides_the_same_byte_for_byte() {
    let mut talk = Talk::new("ask -o shop.yaml > first.txt", &[], 80);
    talk.until("What are you building?").until(PROMPT).send("Shop").until("Shop").send(ENTER);
    talk.until("Django +").until("Which features do you need").until(PROMPT);
    talk.send(" ").send(DOWN).send(" ").send(ENTER);
    talk.until("Django ").until("Which of them are required").answer(ENTER);
    talk.until("Which features will you not use").answer(ENTER);
    talk.until("What does the team know?").until(PROMPT).send("Flask").send(" ").send(ENTER);
    let end = talk.enter_to_the_end();
    assert_eq!(end.code, 0, "{}", end.shown);
    let profile = fs::read_to_string(end.file("shop.yaml")).unwrap();
    assert!(
        profile.contains("project-kind: e-commerce # What are you building? Shop"),
        "{profile}"
    );
    assert!(profile.contains("team: flask") && profile.contains(": want # "), "{profile}");
    let first = fs::read_to_string(end.file("first.txt")).unwrap();
    assert!(first.contains("Recommendation"));
    let again = decide(end.folder.path(), &["shop.yaml"], "xterm");
    assert_eq!(first, as_asked(&again));
}

/// A page is a megabyte of markup; a pipe, a file and `-o -` get it.
#[test]
fn no_page_is_written_to_a_terminal() {
    let talk = Talk::new("decide -t size=small --draws 0 --format html", &[], 80);
    let end = talk.end();
    assert!(end.code == 2 && end.shown.contains("-o report.html"), "{}", end.shown);
    for more in ["-o - | tail -c 9", "| tail -c 9", "-o report.html"] {
        let talk =
            Talk::new(&format!("decide -t size=small --draws 0 --format html {more}"), &[], 80);
        let end = talk.end();
        assert_eq!(end.code, 0, "{more}: {}", end.shown);
    }
}

#[test]
fn answers_are_saved_unless_that_is_declined() {
    let end = Talk::new("", &[], 80).enter_to_the_end();
    assert_eq!(end.code, 0, "{}", end.shown);
    let answered = pieces(&end.shown).iter().filter(|piece| piece.trim() == "Skipped").count();
    assert!(answered > 10, "{}", end.shown);
    assert!(end.is_empty() && !end.shown.contains("Save your answers"), "{}", end.shown);
    let end = answered_once(ENTER);
    decide(end.folder.path(), &["weigh-profile.yaml", "--full"], "xterm");
    // The interview has none of the flags that a decision names; the command that it names has them.
    let shown = pieces(&end.shown).concat().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("`weigh decide weigh-profile.yaml --full` shows"), "{shown}");
    assert!(!shown.contains("More: --") && shown.contains("More: weigh explain"), "{shown}");
    let end = answered_once(ESC);
    assert!(end.is_empty() && end.shown.contains("Nothing saved."), "{}", end.shown);
}

/// An interview with one answer, in which the offer to save it gets this key.
fn answered_once(key: &str) -> End {
    let mut talk = Talk::new("ask", &[], 80);
    talk.answer(DOWN).send(ENTER);
    while !talk.shown().contains("Save your answers") {
        assert!(talk.next_prompt(), "{}", talk.shown());
        if !talk.shown().contains("Save your answers") {
            talk.send(ENTER);
        }
    }
    talk.send(key);
    let end = talk.end();
    assert_eq!(end.code, 0, "{}", end.shown);
    assert!(end.shown.contains("Recommendation"), "{}", end.shown);
    end
}

/// Ctrl-C after an answer offers to save it; a second one leaves nothing behind.
#[test]
fn quitting_offers_to_save_what_was_answered() {
    for (key, is_saved) in [(ENTER, true), (CTRL_C, false), (ESC, false)] {
        let mut talk = Talk::new("ask", &[], 80);
        talk.answer(DOWN).send(ENTER).answer(CTRL_C);
        talk.until("Save your answers").answer(key);
        let end = talk.end();
        assert_eq!(end.code, 130, "{}", end.shown);
        assert_eq!(end.is_empty(), !is_saved, "{}", end.shown);
        assert_eq!(end.shown.contains("--from weigh-profile.yaml"), is_saved, "{}", end.shown);
        assert_eq!(end.shown.contains("Nothing saved."), !is_saved, "{}", end.shown);
        assert!(end.shown.contains("Enter saves · Esc ends without saving"), "{}", end.shown);
        assert!(!end.shown.contains("(back)"), "{}", end.shown);
    }
}

#[test]
fn esc_goes_back_and_keeps_the_earlier_answer() {
    let mut talk = Talk::new("ask -o p.yaml > out.txt", &[], 80);
    talk.answer(DOWN).send(ENTER).until("Which features do you need").answer(ESC);
    talk.until("What are you building?").answer(ENTER);
    talk.until("Which features do you need")
        .answer(ESC)
        .until("What are you building?")
        .answer(ESC);
    talk.until("This is the first question");
    let end = talk.enter_to_the_end();
    assert_eq!(end.code, 0, "{}", end.shown);
    let profile = fs::read_to_string(end.file("p.yaml")).unwrap();
    assert!(profile.contains("project-kind: mvp"), "{profile}");
}

#[test]
fn a_filter_that_matches_nothing_says_so() {
    let mut talk = Talk::new("ask --all", &[], 80);
    talk.until("What are you building?").until(PROMPT).send("zzz").until("zzz");
    // Nothing is skipped by a slip: it is asked again.
    talk.send(ENTER).until("Nothing matches").until(PROMPT).send(ENTER).until("Skipped");
    talk.until("Which features do you need").until(PROMPT).send("zzz");
    talk.until("Nothing matches").send("\r").until("delete what you typed");
    talk.send(" ").until("Administration site");
    talk.send(ENTER).until("None").answer(CTRL_C);
    assert_eq!(talk.end().code, 130);
}

/// A question that fills its line is gone back from on a line of its own.
#[test]
fn no_word_is_broken_at_the_edge() {
    for columns in [32, 34, 37, 38] {
        let mut talk = Talk::new("ask", &[("NO_COLOR", "1")], columns);
        talk.answer(ESC).until("This is the first").answer(CTRL_C);
        let end = talk.end();
        let shown = pieces(&end.shown).join("\n");
        assert!(shown.contains("(back)"), "{columns}: {shown}");
    }
}

#[test]
fn ctrl_c_at_every_question_leaves_nothing_behind() {
    let mut questions = 0;
    let mut talk = Talk::new("ask --all", &[], 80);
    while talk.next_prompt() {
        questions += 1;
        talk.send(ENTER);
    }
    assert_eq!(talk.end().code, 0);
    assert!(questions > 20, "{questions}");
    for at in 0..questions {
        let mut talk = Talk::new("ask --all", &[], 80);
        for _ in 0..at {
            talk.answer(ENTER);
        }
        talk.answer(CTRL_C);
        let end = talk.end();
        assert_eq!(end.code, 130, "at question {at}: {}", end.shown);
        assert!(end.is_empty(), "at question {at}");
    }
}

#[test]
fn a_terminal_that_becomes_narrow_is_followed() {
    let mut talk = Talk::new("ask", &[], 80);
    talk.answer(DOWN).send(ENTER).until("Which features do you need").until(PROMPT).resize(40);
    talk.send(DOWN).send(" ").send(ENTER).until("required");
    let narrow = talk.seen.len();
    let end = talk.enter_to_the_end();
    assert_eq!(end.code, 0, "{}", end.shown);
    assert!(narrow < end.shown.len());
}

#[test]
fn forty_columns_are_enough() {
    let weigh = env!("CARGO_BIN_EXE_weigh");
    let beside_a_profile = format!("init > out.txt 2>&1; '{weigh}' ask --all");
    let mut talk = Talk::new(&beside_a_profile, &[("NO_COLOR", "1")], 40);
    talk.until("starts with").answer(DOWN).send(ENTER);
    let end = talk.enter_to_the_end();
    assert_eq!(end.code, 0, "{}", end.shown);
    for style in ["[38;", "[1m", "[2m"] {
        assert!(!end.shown.contains(style), "{style} in spite of NO_COLOR");
    }
    let (_, talk) = end.shown.split_once('\n').unwrap();
    let talk = pieces(talk.split("exit ").next().unwrap());
    let wide: Vec<&&str> = talk.iter().filter(|line| line.width() > 40).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    assert!(talk.iter().any(|line| line.trim() == "weigh-profile-2.yaml"), "{talk:#?}");
}

#[test]
fn plain_lines_serve_terminals_that_cannot_do_more() {
    for (environment, terminal) in [(("ACCESSIBLE", "1"), "xterm"), (("TERM", "dumb"), "dumb")] {
        let mut talk = Talk::new("ask -o p.yaml > out.txt", &[environment], 80);
        talk.until("2. Shop").until(PLAIN).send("2\n").until("Django +");
        talk.until("Which features do you need")
            .until(PLAIN)
            .send("?\n")
            .until("Enter skips the question");
        talk.until(PLAIN).send("b\n").until("Shop (chosen)").until(PLAIN).send("\n");
        talk.until("Which features do you need").until(PLAIN).send("1, 2\n");
        loop {
            let begun = talk.at;
            while !String::from_utf8_lossy(&talk.seen[begun..]).contains(PLAIN) && talk.read() {}
            if !String::from_utf8_lossy(&talk.seen[begun..]).contains(PLAIN) {
                break;
            }
            talk.until(PLAIN).send("\n");
        }
        let end = talk.end();
        assert_eq!(end.code, 0, "{}", end.shown);
        assert!(!end.shown.contains('\u{1b}'), "{}", end.shown);
        let first = fs::read_to_string(end.file("out.txt")).unwrap();
        let again = decide(end.folder.path(), &["p.yaml"], terminal);
        assert_eq!(first, as_asked(&again));
    }
}

#[test]
fn leaving_keeps_the_answers_in_the_file_and_they_can_be_taken_up_again() {
    let add = concat!(" --add ", env!("CARGO_MANIFEST_DIR"), "/examples/express");
    for keys in [CTRL_D, CTRL_C] {
        let arguments = format!("ask -o 'my p.yaml'{add}");
        let mut talk = Talk::new(&arguments, &[("ACCESSIBLE", "1")], 400);
        talk.until(PLAIN).send("2\n").until(PLAIN).send(keys);
        let end = talk.end();
        assert_eq!(end.code, 130, "{}", end.shown);
        // Between plain prompts Ctrl-C ends the process at once.
        let next =
            format!("`weigh ask --from 'my p.yaml' --output 'my p.yaml' --force{add}` continues");
        assert_eq!(end.shown.contains(&next), keys == CTRL_D, "{}", end.shown);
        let profile = fs::read_to_string(end.file("my p.yaml")).unwrap();
        assert!(profile.contains("project-kind: e-commerce"), "{profile}");
        let from = format!("ask --from '{}'{add}", end.file("my p.yaml").display());
        let mut talk = Talk::new(&from, &[], 80);
        talk.until("With the answers so far").answer(CTRL_C);
        assert_eq!(talk.end().code, 130);
    }
    let mut talk = Talk::new("ask -o p.yaml", &[], 80);
    talk.answer(CTRL_C);
    let end = talk.end();
    assert!(end.code == 130 && end.is_empty(), "{}", end.shown);
}

/// Between plain prompts Ctrl-C ends the process at once; at the end of input nobody answers the offer to save.
#[test]
fn plain_lines_keep_the_answers_too() {
    for (keys, is_kept) in
        [(&[CTRL_C][..], true), (&[CTRL_D, CTRL_D], true), (&[CTRL_D, "-\n"], false)]
    {
        let drafts = tempfile::tempdir().unwrap();
        let environment = [("ACCESSIBLE", "1"), ("TMPDIR", drafts.path().to_str().unwrap())];
        let add = concat!(" --add ", env!("CARGO_MANIFEST_DIR"), "/examples/express");
        let mut talk = Talk::new(&format!("ask{add}"), &environment, 400);
        talk.until(PLAIN).send("2\n").until("Ctrl-C keeps your answers in ");
        for key in keys {
            talk.until(PLAIN).send(key);
        }
        let end = talk.end();
        assert_eq!(end.code, 130, "{}", end.shown);
        let kept: Vec<PathBuf> =
            fs::read_dir(drafts.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(kept.len(), usize::from(is_kept), "{keys:?}: {}", end.shown);
        let is_asked = keys.len() > 1;
        assert_eq!(end.shown.contains("Enter saves, - ends without saving"), is_asked);
        assert_eq!(end.shown.contains("Nothing saved."), !is_kept, "{}", end.shown);
        for path in kept {
            assert!(end.shown.contains(path.to_str().unwrap()), "{}", end.shown);
            let next = format!("`weigh ask --from {}{add}` continues", path.display());
            assert_eq!(end.shown.contains(&next), is_asked, "{}", end.shown);
            let profile = fs::read_to_string(path).unwrap();
            assert!(profile.contains("project-kind: e-commerce"), "{profile}");
        }
    }
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let weigh = || Command::new(env!("CARGO_BIN_EXE_weigh"));
    for arguments in [&[][..], &["ask"], &["ask", "--no-input"]] {
        let output = weigh().args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("weigh decide PROFILE") && said.contains("weigh init"), "{said}");
        assert!(output.stdout.is_empty());
    }
    let end = Talk::new("ask --no-input", &[], 80).end();
    assert_eq!(end.code, 2, "{}", end.shown);
    let end = Talk::new("ask", &[("WEIGH_NO_INPUT", "1")], 80).end();
    assert!(end.code == 2 && end.shown.contains("disables questions"), "{}", end.shown);
    for flags in ["--color never --help", "--help --color=never", "--color never decide --bogus"] {
        let end = Talk::new(flags, &[], 80).end();
        assert!(end.shown.contains("Usage:") && !end.shown.contains("\u{1b}[1"), "{:?}", end.shown);
    }
    let end = Talk::new("ask < /dev/null", &[], 80).end();
    assert_eq!(end.code, 2, "{}", end.shown);
    let end = Talk::new("ask 2> said.txt", &[], 80).end();
    assert_eq!(end.code, 2, "{}", end.shown);
}

#[test]
fn a_file_that_is_there_is_refused_before_the_first_question() {
    for (target, why) in [
        ("/dev/null", "already exists"),
        ("-", "name a file"),
        ("weigh.yaml --force", "is reserved for settings"),
    ] {
        let end = Talk::new(&format!("ask -o {target}"), &[], 80).end();
        assert_eq!(end.code, 2, "{}", end.shown);
        assert!(end.shown.contains(why) && !end.shown.contains("building"), "{}", end.shown);
    }
}

#[test]
fn comments_that_saving_would_lose_are_named_before_the_first_question() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.yaml");
    let path = file.display();
    let ask = |from: &str| {
        let talk = Talk::new(&format!("ask --from {from} -o {path} --force"), &[], 200);
        talk.enter_to_the_end().shown.contains("does not keep the comments of")
    };
    fs::write(&file, "title: 'Shop #1' # ours\n").unwrap();
    assert!(ask(&path.to_string()));
    assert!(!ask(&path.to_string()), "what was saved has no other comments");
}

#[test]
fn an_interview_begins_with_what_a_repository_says() {
    let repository = tempfile::tempdir().unwrap();
    fs::write(repository.path().join("requirements.txt"), "flask==3.1\nflask-login\n").unwrap();
    fs::write(repository.path().join("app.py"), "from flask import Flask\napp = Flask(__name__)\n")
        .unwrap();
    let from = format!("ask --from {} -o p.yaml", repository.path().display());
    let end = Talk::new(&from, &[], 80).enter_to_the_end();
    assert_eq!(end.code, 0, "{}", end.shown);
    assert!(end.shown.contains("found in requirements.txt:2"), "{}", end.shown);
    let profile = fs::read_to_string(end.file("p.yaml")).unwrap();
    assert!(profile.contains("existing-code: flask-start #"), "{profile}");
}
