"""Checks a built site: every link leads to a page and a place on it, nothing is loaded from another host, and each page
has one heading of the first level.

    site/check.py HTML    ends with `N passed, N failed`
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

SITE = "https://weigh-project.github.io/weigh/"
LOADS = {"script": "src", "img": "src", "link": "href", "source": "src", "iframe": "src"}


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loads, self.headings = set(), [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids |= {attributes[name] for name in ("id", "name") if attributes.get(name)}
        self.headings += tag == "h1"
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        elif tag in LOADS and attributes.get(LOADS[tag]) and attributes.get("rel") != "canonical":
            self.loads.append(attributes[LOADS[tag]])


def main(root):
    root = Path(root)
    pages = {}
    for path in root.rglob("*.html"):
        at = path.relative_to(root).as_posix()
        if at != "404.html":
            pages[SITE + re.sub(r"(^|/)index\.html$", r"\1", at)] = Page(path.read_text())
    problems, links = [], 0

    def check(page, link, base):
        target, place = urldefrag(urljoin(base, link))
        if not target.startswith(SITE):
            if urlparse(target).scheme not in ("https", "mailto"):
                problems.append(f"{page}: {link} is not https")
        elif target in pages:
            if place and unquote(place) not in pages[target].ids:
                problems.append(f"{page}: {link} has no such place")
        elif not (root / unquote(target[len(SITE):])).is_file():
            problems.append(f"{page}: {link} is not there")

    for at, page in pages.items():
        for link in page.links + page.loads:
            check(at, link, at)
            links += 1
        problems += [f"{at}: loads {link}" for link in page.loads if not urljoin(at, link).startswith(SITE)]
        if page.headings != 1:
            problems.append(f"{at}: {page.headings} headings of the first level")
    for link in re.findall(r"\]\((.+?)\)", (root / "llms.txt").read_text()):
        check("llms.txt", link, SITE)
        links += 1
    for problem in sorted(set(problems))[:40]:
        print(problem)
    print(f"{len(pages)} pages, {links} links")
    print(f"{links - len(problems)} passed, {len(problems)} failed")
    return bool(problems)


sys.exit(main(sys.argv[1]))
