//! A small Python tokenizer: names, strings, signs and the ends of statements.
//!
//! Comments and blank lines leave nothing behind, and what stands in a string is never taken for
//! code. It never fails: on a broken file it goes on at the next line. Formatted strings count as
//! plain ones, so a quote nested in one of the same kind (Python 3.12) ends it too early.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::detect) enum TokenKind {
    /// A name or keyword.
    Name,
    /// A string of any kind; `quote` is where its content begins.
    Text,
    /// A number.
    Number,
    /// One sign.
    Op(u8),
    /// The end of a statement. Ends of line inside brackets leave none.
    Newline,
}

/// One token of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::detect) struct Token {
    /// What it is.
    pub(in crate::detect) kind: TokenKind,
    start: u32,
    end: u32,
    /// The line it begins on, from 1.
    pub(in crate::detect) line: u32,
    /// Length of the prefix and opening quote, and of the closing quote, of a string.
    quotes: (u8, u8),
}

impl Token {
    /// The token as it stands in the source.
    pub(in crate::detect) fn text<'s>(&self, source: &'s [u8]) -> &'s [u8] {
        source.get(self.start as usize..self.end as usize).unwrap_or(&[])
    }

    /// A string without its quotes. Escape sequences stay as written.
    pub(in crate::detect) fn literal<'s>(&self, source: &'s [u8]) -> &'s [u8] {
        let (open, close) = (usize::from(self.quotes.0), usize::from(self.quotes.1));
        let text = self.text(source);
        text.get(open..text.len().saturating_sub(close)).unwrap_or(&[])
    }

    /// Whether it is this sign.
    pub(in crate::detect) fn is_op(&self, sign: u8) -> bool {
        self.kind == TokenKind::Op(sign)
    }
}

struct Lexer<'s> {
    source: &'s [u8],
    at: usize,
    line: u32,
    depth: u32,
    tokens: Vec<Token>,
}

/// The tokens of a file. Files are far smaller than 4 GiB here: `Limits` sees to that.
pub(in crate::detect) fn of(source: &[u8]) -> Vec<Token> {
    let mut lexer =
        Lexer { source, at: 0, line: 1, depth: 0, tokens: Vec::with_capacity(source.len() / 5) };
    while lexer.at < source.len() {
        lexer.step();
    }
    lexer.end_statement();
    lexer.tokens
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.source.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn step(&mut self) {
        match self.peek(0) {
            b'\n' => self.newline(),
            b' ' | b'\t' | b'\r' | 0x0c => self.at += 1,
            b'#' => self.at = self.line_end(),
            b'\\' => self.backslash(),
            b'"' | b'\'' => self.string(self.at),
            b if is_name_start(b) => self.name(),
            b'0'..=b'9' => self.number(),
            sign => self.sign(sign),
        }
    }

    fn push(&mut self, kind: TokenKind, start: usize, line: u32, quotes: (u8, u8)) {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.tokens.push(Token { kind, start: cut(start), end: cut(self.at), line, quotes });
    }

    fn newline(&mut self) {
        if self.depth == 0 {
            self.end_statement();
        }
        self.at += 1;
        self.line += 1;
    }

    fn end_statement(&mut self) {
        if self.tokens.last().is_some_and(|token| token.kind != TokenKind::Newline) {
            self.push(TokenKind::Newline, self.at, self.line, (0, 0));
        }
    }

    fn line_end(&self) -> usize {
        let rest = self.source.get(self.at..).unwrap_or(&[]);
        self.at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len())
    }

    fn backslash(&mut self) {
        self.at += 1;
        if self.peek(0) == b'\r' {
            self.at += 1;
        }
        if self.peek(0) == b'\n' {
            self.at += 1;
            self.line += 1;
        }
    }

    fn name(&mut self) {
        let start = self.at;
        while is_name(self.peek(0)) && self.at < self.source.len() {
            self.at += 1;
        }
        let is_quote = matches!(self.peek(0), b'"' | b'\'');
        if is_quote && is_prefix(&self.source[start..self.at]) {
            return self.string(start);
        }
        self.push(TokenKind::Name, start, self.line, (0, 0));
    }

    fn number(&mut self) {
        let start = self.at;
        while is_name(self.peek(0)) || self.peek(0) == b'.' {
            self.at += 1;
        }
        self.push(TokenKind::Number, start, self.line, (0, 0));
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'(' | b'[' | b'{' => self.depth += 1,
            b')' | b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        let start = self.at;
        self.at += 1;
        if sign == b';' && self.depth == 0 {
            return self.end_statement();
        }
        self.push(TokenKind::Op(sign), start, self.line, (0, 0));
    }

    /// A string whose prefix begins at `start` and whose quote stands at the present place.
    fn string(&mut self, start: usize) {
        let (quote, line) = (self.peek(0), self.line);
        let long = self.peek(1) == quote && self.peek(2) == quote;
        let width = if long { 3 } else { 1 };
        self.at += width;
        let open = self.at - start;
        let closed = self.string_end(quote, long);
        let close = if closed { width } else { 0 };
        self.at += close;
        let small = |length: usize| u8::try_from(length).unwrap_or(0);
        self.push(TokenKind::Text, start, line, (small(open), small(close)));
    }

    /// Goes to the closing quote. A short string also ends, unclosed, with its line.
    fn string_end(&mut self, quote: u8, long: bool) -> bool {
        while let Some(byte) = self.source.get(self.at).copied() {
            match byte {
                b'\\' => {
                    self.line += u32::from(self.peek(1) == b'\n');
                    self.at = (self.at + 2).min(self.source.len());
                    continue;
                }
                b'\n' if !long => return false,
                b'\n' => self.line += 1,
                _ if byte == quote && !long => return true,
                _ if byte == quote && self.peek(1) == quote && self.peek(2) == quote => {
                    return true;
                }
                _ => {}
            }
            self.at += 1;
        }
        false
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_name(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit()
}

fn is_prefix(name: &[u8]) -> bool {
    name.len() <= 2 && name.iter().all(|b| b"rRbBuUfFtT".contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let show = |token: &Token| match token.kind {
            TokenKind::Newline => "|".to_owned(),
            TokenKind::Text => format!("<{}>", text(token.literal(source.as_bytes()))),
            _ => text(token.text(source.as_bytes())),
        };
        of(source.as_bytes()).iter().map(show).collect()
    }

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn comments_and_strings_are_no_code() {
        let source = "# import flask\nx = 'import flask'  # from flask\n'''\nimport flask\n'''\n";
        assert_eq!(shown(source), ["x", "=", "<import flask>", "|", "<\nimport flask\n>", "|"]);
    }

    #[test]
    fn statements_end_where_python_ends_them() {
        assert_eq!(
            shown("f(a,\n  b)\nx; y\n"),
            ["f", "(", "a", ",", "b", ")", "|", "x", "|", "y", "|"]
        );
        assert_eq!(shown("a = \\\n b"), ["a", "=", "b", "|"]);
    }

    #[test]
    fn prefixes_escapes_and_broken_ends() {
        assert_eq!(shown("rb'\\'' f\"\"\"a\"b\"\"\""), ["<\\'>", "<a\"b>", "|"]);
        assert_eq!(shown("x = 'open\ny"), ["x", "=", "<open>", "|", "y", "|"]);
        assert_eq!(shown("'''never"), ["<never>", "|"]);
        assert_eq!(of(b"a\n\nb")[2].line, 3);
    }

    proptest::proptest! {
        /// No bytes make it panic or stand still, and all tokens lie in the file.
        #[test]
        fn any_bytes_are_survived(source in proptest::collection::vec(0_u8.., 0..200)) {
            for token in of(&source) {
                proptest::prop_assert!(token.end as usize <= source.len());
                let _ = token.literal(&source);
            }
        }
    }
}
