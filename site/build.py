"""Writes the pages of the site: what the program explains, decides and documents, and the pages in `site/pages`.

    site/build.py WEIGH OUT    writes OUT/docs and OUT/zensical.toml with the program WEIGH
"""

import collections
import datetime
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPOSITORY = "https://github.com/weigh-project/weigh"
KINDS = {
    "criterion": "Criteria",
    "framework": "Frameworks",
    "trait": "Questions",
    "capability": "Features",
    "precedent": "Public decisions",
    "source": "Sources",
    "rule": "Rules of weigh lint",
}
PAIRS = [("django", "flask"), ("django", "fastapi"), ("flask", "fastapi")]


class Site:
    def __init__(self, weigh, out):
        self.weigh, self.out = str(Path(weigh).resolve()), Path(out)
        self.docs = self.out / "docs"
        self.today = datetime.date.today().isoformat()
        self.version = self.run("--version").split()[-1]
        self.index = json.loads(self.run("explain", "--format", "json"))["index"]
        self.topics = {f"{entry['kind']}:{entry['id']}" for entry in self.index}
        self.kinds = {entry["id"]: entry["kind"] for entry in reversed(self.index)}

    def run(self, *arguments):
        environment = {**os.environ, "COLUMNS": "80"}
        command = [self.weigh, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment).stdout

    def write(self, path, text):
        path = self.docs / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.rstrip() + "\n")

    def generated(self):
        return f"Generated on {self.today} by weigh {self.version} from its own catalogue."

    def explained(self):
        """A page for each topic, and an index for each kind."""
        kinds = itertools.groupby(self.index, lambda entry: entry["kind"])
        for kind, entries in ((kind, list(entries)) for kind, entries in kinds):
            topics = [f"{kind}:{entry['id']}" for entry in entries]
            for entry, topic in zip(entries, topics):
                page = self.explain(topic)
                if kind == "precedent":
                    page = self.titled(page)
                self.write(f"{kind}/{entry['id']}.md", page)
            if kind == "precedent":
                self.write("precedent/index.md", self.decisions())
            elif kind in KINDS:
                lines = [f"- [`{entry['id']}`]({entry['id']}.md): {entry['title']}" for entry in entries]
                self.write(f"{kind}/index.md", f"# {KINDS[kind]}\n\n" + "\n".join(lines))
        rows = [f"- [{title}](../{kind}/index.md)" for kind, title in KINDS.items()]
        intro = "Everything that weigh knows, with its sources and the day on which it was checked."
        self.write("evidence/index.md", f"# Evidence\n\n{intro} {self.generated()}\n\n" + "\n".join(rows))

    def explain(self, topic):
        page = self.run("explain", topic, "--format", "markdown")
        page = re.sub(r"^#(#+) ", r"\1 ", page, flags=re.M)
        lines = [line if line.startswith("#") else self.linked(line, topic) for line in page.split("\n")]
        return "\n".join(lines) + f"\n\n---\n\n`weigh explain {topic}`. {self.generated()}"

    def titled(self, page):
        """Adds choice and year to the title of a public decision."""
        choice, year = self.choice(page)
        return page.replace("\n", f": {choice} in {year}\n" if year else f": {choice}\n", 1)

    def choice(self, page):
        return re.search(r"\*\*Choice:\*\* ([^(\n]+?)(?: \((\d+)\))?$", page, flags=re.M).groups()

    def linked(self, line, topic):
        """Links the ids of other topics: those in `code`, and those of public decisions after "see"."""

        def link(found):
            text, id = found[0], found[1]
            # Two kinds share an id here and there; only a question has answers.
            kind = "trait" if "=" in text and f"trait:{id}" in self.topics else self.kinds.get(id)
            return f"[{text}](../{kind}/{id}.md)" if kind and topic != f"{kind}:{id}" else text

        line = re.sub(r"`([a-z0-9-]+)(?:=[a-z0-9-]+)?`", link, line)
        return re.sub(r"(?<=see )([a-z0-9-]+)", link, line)

    def decisions(self):
        page = self.explain("precedents").replace("precedent:precedents", "precedents")
        return re.sub(r"^\| \*\*(\S+)\*\* \|", r"| [\1](\1.md) |", page, flags=re.M)

    def compared(self):
        for pair in PAIRS:
            page = self.run("decide", "--no-config", "--frameworks", ",".join(pair), "--format", "markdown")
            title, page = page.split("\n", 1)
            names = re.match(r"#+ (\w+) or (\w+)\?", title).groups()
            links = " and ".join(f"[{name}](../framework/{id}.md)" for id, name in zip(pair, names))
            intro = (
                f"**{self.today}**, weigh {self.version}. This page compares {links} without a project. "
                "A project changes the result more than anything else: [describe yours](../index.md)."
            )
            text = [f"# {title.lstrip('# ')}", intro, page.strip(), self.examples(pair)]
            text += [self.features(names), self.chosen(names)]
            # `<details>` hides Markdown from the generator.
            text = re.sub(r"</?details>|</summary>", "", "\n\n".join(text)).replace("<summary>", "### ")
            self.write(f"compare/{pair[0]}-vs-{pair[1]}.md", text)

    def examples(self, pair):
        """What the two come to for the example projects."""
        rows = []
        for path in sorted((ROOT / "examples").glob("*.yaml")):
            command = ["decide", "--no-config", str(path.relative_to(ROOT)), "--frameworks", ",".join(pair)]
            decision = json.loads(self.run(*command, "--format", "json"))
            found = decision["recommendation"]
            winner, lead = found.get("winner") or found["verdict"], found.get("lead")
            lead = "" if lead is None else f"{lead:.1f}"
            title = decision["project"].get("title") or path.stem
            title = f"[{title}]({REPOSITORY}/blob/main/examples/{path.name})"
            rows.append(f"| {title} | {winner} | {found['verdict']} | {lead} |")
        head = "| Example project | Recommended | Verdict | Lead |\n| :-- | :-- | :-- | --: |\n"
        return "## For example projects\n\n" + head + "\n".join(rows)

    def features(self, names):
        """The features that the two support differently."""
        rows = []
        for id in (id for id, kind in self.kinds.items() if kind == "capability"):
            page = (self.docs / f"capability/{id}.md").read_text()
            support = dict(re.findall(r"^- \*\*(.+?)\*\*: ([^;\n]+)", page, flags=re.M))
            cells = [support[name] for name in names]
            if cells[0] != cells[1]:
                title = page.split("\n", 1)[0].lstrip("# ")
                rows.append(f"| [{title}](../capability/{id}.md) | {cells[0]} | {cells[1]} |")
        head = f"| Feature | {names[0]} | {names[1]} |\n| :-- | :-- | :-- |\n"
        return "## Features that differ\n\n" + head + "\n".join(sorted(rows))

    def chosen(self, names):
        """The public decisions that considered both and chose one of them."""
        rows, chose = [], collections.Counter()
        for id in (id for id, kind in self.kinds.items() if kind == "precedent"):
            page = (self.docs / f"precedent/{id}.md").read_text()
            considered = re.search(r"\*\*Considered:\*\* (.+)", page)
            choice, year = self.choice(page)
            if considered and all(name in considered[1] for name in names) and choice in names:
                chose[choice] += 1
                rows.append(f"- [{page.split(chr(10), 1)[0].lstrip('# ')}](../precedent/{id}.md)")
        counts = " and ".join(f"{chose[name]} chose {name}" for name in names)
        intro = f"Of the public decisions that considered both, {counts}. They are not a random sample."
        return f"## What teams chose\n\n{intro}\n\n" + "\n".join(sorted(rows))

    def documented(self):
        for path in sorted((ROOT / "docs").glob("*.md")):
            if path.name != "criteria.md":
                self.write(f"docs/{path.name}", self.relinked(path))

    def relinked(self, path):
        """A page of `docs`, whose links out of the folder lead to the repository."""
        text = path.read_text().replace("](criteria.md)", "](../evidence/index.md)")
        return re.sub(r"\]\(\.\./(?!evidence)", f"]({REPOSITORY}/blob/main/", text)

    def written(self):
        """The pages written by hand, in which `{{COMMAND}}` stands for what `weigh COMMAND` prints."""
        for path in sorted((ROOT / "site/pages").rglob("*.md")):
            fill = lambda found: self.run(*found[1].split()).strip()
            self.write(path.relative_to(ROOT / "site/pages"), re.sub(r"\{\{(.+?)\}\}", fill, path.read_text()))
        self.run("playground", "--output", str(self.docs.resolve() / "playground"))
        shutil.copy(ROOT / "site/extra.css", self.docs)
        for picture in (ROOT / "docs").glob("*.png"):
            shutil.copy(picture, self.docs / "docs")
        shutil.copy(ROOT / "site/llms.txt", self.docs)
        shutil.copy(ROOT / "skills/weigh/SKILL.md", self.docs / "skill.txt")
        shutil.copy(ROOT / "site/zensical.toml", self.out)


def main():
    site = Site(*sys.argv[1:])
    shutil.rmtree(site.docs, ignore_errors=True)
    site.docs.mkdir(parents=True)
    site.explained()
    site.compared()
    site.documented()
    site.written()
    print(f"{sum(1 for _ in site.docs.rglob('*.md'))} pages written to {site.docs}")


main()
