//! The decision for a terminal: the comparison, the answer, what speaks for and against it, and how firm it is.

mod grid;
mod picture;

use super::terminal::{Painter, Style, hang, wrap};
use super::{Options, messages};
use crate::decision::Decision;
use std::io;

/// Writes the decision for a terminal.
pub(super) fn write(
    decision: &Decision,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let page = Page { painter: Painter { unicode: options.unicode }, width: options.width };
    let blocks = page.blocks(decision, options.full);
    for (at, block) in blocks.iter().filter(|block| !block.is_empty()).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for line in block {
            writeln!(out, "{}", page.painter.finish(line))?;
        }
    }
    Ok(())
}

/// Lines that belong together.
type Block = Vec<String>;

/// What is written on.
#[derive(Debug, Clone, Copy)]
struct Page {
    painter: Painter,
    width: usize,
}

impl Page {
    fn blocks(self, decision: &Decision, full: bool) -> Vec<Block> {
        let title = messages::title(decision).map_or_else(Block::new, |title| self.heading(&title));
        let mut blocks = vec![title];
        blocks.extend(grid::comparison(self, decision));
        let picture = picture::blocks(self, decision);
        blocks.push(self.answer(decision));
        blocks.push(self.consequences(decision, picture.is_empty()));
        blocks.extend(picture);
        blocks.push(self.titled("How firm it is", &messages::brief(decision)));
        if full {
            let sections = messages::sections(decision);
            blocks
                .extend(sections.iter().map(|section| self.titled(section.title, &section.lines)));
        }
        blocks.push(self.doubts(&messages::notices(decision)));
        blocks.push(self.quiet(&messages::next(decision)));
        blocks
    }

    fn heading(self, text: &str) -> Block {
        wrap(&self.painter.paint(Style::Strong, text), self.width)
    }

    fn answer(self, decision: &Decision) -> Block {
        let mut lines = self.heading(&messages::headline(decision));
        lines.extend(messages::because(decision).iter().flat_map(|said| wrap(said, self.width)));
        lines
    }

    /// What speaks for whom (with figures, where no picture shows them), who is out, and what each would bring along.
    fn consequences(self, decision: &Decision, figures: bool) -> Block {
        let mut said = messages::reasons(decision, figures);
        said.extend(messages::excluded(decision));
        said.extend(messages::burdens(decision));
        self.bullets(&said, "")
    }

    fn titled(self, title: &str, lines: &[String]) -> Block {
        if lines.is_empty() {
            return Block::new();
        }
        let mut block = self.heading(title);
        block.extend(self.bullets(lines, "· "));
        block
    }

    /// Sentences, each on lines of its own.
    fn bullets(self, said: &[String], bullet: &str) -> Block {
        said.iter().flat_map(|line| hang(line, bullet, "  ", self.width)).collect()
    }

    fn doubts(self, said: &[String]) -> Block {
        let bullet = format!("{} ", self.painter.paint(Style::Doubt, "!"));
        said.iter().flat_map(|line| hang(line, &bullet, "  ", self.width)).collect()
    }

    fn quiet(self, text: &str) -> Block {
        wrap(&self.painter.paint(Style::Quiet, text), self.width)
    }
}
