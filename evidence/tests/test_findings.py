import json

import pytest
import yaml

from weigh_evidence import findings, load, probe, spec
from weigh_evidence.spec import Spec

FLASK = Spec("flask", "flask", ["flask"], "gunicorn", [], {"default": {}}, 1, True, None)
CPU = {
    "reference": {"json": [200.0, 100.0, 400.0], "page": [100.0] * 3, "row": [100.0] * 3},
    "default": {"json": [100.0, 50.0, 200.0], "page": [50.0, 100.0, 200.0], "row": [100.0] * 3},
}
RAW = {
    "day": "2026-11-26",
    "load_average": 0.5,
    "rounds": 3,
    "cpu_us": CPU,
    "memory_mib": {"default": 45.6},
    "start_ms": {"bare": [300.0], "app": [600.0], "reference": [150.0]},
    "code": {"flask": 100, "werkzeug": 300},
    "words": {"tutorial": {"words": 12345, "files": 3}},
}


def test_a_busy_machine_does_not_move_a_ratio_within_a_round():
    assert load.ratios(CPU, "json") == (2, 2, 2)


def test_the_range_is_that_of_the_rounds():
    low, value, high = load.ratios(CPU, "page")
    assert low < value == 1 < high


def test_variants_meet_in_their_geometric_middle():
    both = CPU | {"other": {"json": [400.0, 200.0, 800.0]}}
    low, value, high = load.ratios(both, "json")
    assert (low, high) == (0.5, 2)
    assert value == pytest.approx(1)


def test_raw_results_become_findings():
    found = findings.from_raw(FLASK, RAW)
    assert found["performance"]["json"]["value"] == 2
    assert found["performance"]["start"] | {"because": ""} == {
        "value": 424, "low": 300, "high": 600, "source": "bench-start", "checked": "2026-11-26",
        "method": "measured", "confidence": "high", "because": "",
    }  # fmt: skip
    assert found["flexibility"]["code-carried"]["value"] == 100
    assert found["flexibility"]["code-carried"]["high"] == 400
    assert found["hiring"]["tutorial"]["value"] == 12300
    assert yaml.safe_load(findings.as_yaml(found)) == {"findings": found}


def test_a_busy_machine_widens_the_range_and_says_so():
    found = findings.from_raw(FLASK, RAW | {"load_average": 5})["performance"]["json"]
    assert (found["low"], found["high"], found["confidence"]) == (1.7, 2.3, "low")
    assert "busy" in found["because"]


@pytest.mark.parametrize(
    ("value", "standing", "verdict"),
    [
        (2, {"value": 2}, "same"),
        (2.1, {"value": 2}, "within"),
        (3, {"value": 2}, "outside"),
        (3, {"value": 2, "low": 1, "high": 4}, "within"),
    ],
)
def test_the_difference_to_the_catalogue(value, standing, verdict):
    assert findings.compare({"value": value}, standing)[0] == verdict


ANSWERS = {
    "page_status": 200, "html_escaped": True, "text_escaped": False, "form_post": 200,
    "json_as_text_post": 415, "unknown_host": 400, "headers": {}, "cookie": "a=1; Path=/; Secure",
}  # fmt: skip


def test_answers_become_items():
    found = {name for name, holds in probe.items(ANSWERS, forms=True).items() if holds}
    assert found == {"unknown-host-refused", "html-escaped", "cookies-https-only"}
    assert probe.items(ANSWERS, forms=False)["tokenless-post-refused"]


def test_a_server_error_is_not_a_refusal():
    assert not probe.items(ANSWERS | {"form_post": 500}, forms=True)["tokenless-post-refused"]


@pytest.mark.parametrize("name", spec.names())
def test_every_framework_can_be_read_and_is_locked(name):
    one = spec.read(name)
    assert one.lock.exists()
    assert f"\n{one.distribution}==" in "\n" + one.lock.read_text()
    raw = findings.load_results(name)
    if raw:
        assert raw["framework"] == name
        assert json.dumps(findings.from_raw(one, raw))


def test_an_unknown_framework_is_refused():
    with pytest.raises(spec.SpecError, match="unknown framework `rails`"):
        spec.read("rails")
