import io
import tarfile

import pytest

from weigh_evidence import count
from weigh_evidence.spec import Docs


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 0), ("\n\n", 0), ("# a\n  # b\n", 0), ("a = 1  # b\n\nb = 2\n", 2), ('"""a\n\nb"""', 2)],
)
def test_blank_lines_and_comments_do_not_count(text, lines):
    assert count.code_lines(text) == lines


def test_folders_of_tests_do_not_count():
    assert count.is_test("django/test/client.py")
    assert count.is_test("a/tests/b/views.py")
    assert not count.is_test("a/testing/client.py")
    assert not count.is_test("tests.py")


def test_words_of_the_documentation_without_what_is_left_out(tmp_path):
    archive = tmp_path / "a-1.tar.gz"
    pages = {
        "a-1/docs/index.rst": "one two three",
        "a-1/docs/tutorial/first.md": "four five",
        "a-1/docs/changes.rst": "not counted",
        "a-1/README.md": "not counted either",
        "a-1/docs/picture.svg": "nor this",
    }
    with tarfile.open(archive, "w:gz") as tar:
        for name, text in pages.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text.encode()))
    docs = Docs(include=["docs/*"], exclude=["docs/changes.rst"], tutorial=["docs/tutorial/*"])
    assert count.words(archive, docs) == {
        "documentation": {"words": 5, "files": 2},
        "tutorial": {"words": 2, "files": 1},
    }


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    # The intervals that the audit of November 2026 computed by itself.
    [(13, 54, 15, 37), (11, 33, 20, 50), (19, 54, 24, 49)],
)
def test_interval_of_a_small_sample(hits, of, low, high):
    assert [round(x) for x in count.wilson(hits, of)] == [low, high]


@pytest.mark.parametrize(("hits", "of"), [(0, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(hits, of):
    with pytest.raises(ValueError, match="not a share"):
        count.wilson(hits, of)


def test_an_interval_stays_between_nothing_and_everything():
    assert count.wilson(0, 5)[0] == 0
    assert count.wilson(5, 5)[1] == 100
