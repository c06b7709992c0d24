"""The GitHub action without GitHub.

    action.py run ACTION FOLDER [INPUT=VALUE]... [dry=STEP]    runs the action's scripts in a folder
    action.py lint FILE...                                     shellcheck on every script of actions and workflows

A step that uses another action is named and left out. `dry=STEP` stops before the step with this name's first word.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# A dependency of check-jsonschema.
import ruamel.yaml


def load(path):
    return ruamel.yaml.YAML(typ="safe").load(Path(path).read_text())


def outputs(path):
    return dict(line.split("=", 1) for line in path.read_text().splitlines())


def run(action, folder, *arguments):
    given = dict(argument.split("=", 1) for argument in arguments)
    dry = given.pop("dry", None)
    definition = load(action)
    unknown = set(given) - set(definition["inputs"])
    if unknown:
        sys.exit(f"unknown inputs: {', '.join(unknown)}")
    values = {f"inputs.{name}": given.get(name, entry["default"]) for name, entry in definition["inputs"].items()}
    temporary = Path(tempfile.mkdtemp())

    def fill(text):
        """The first value of `${{ a || b }}` that is not empty."""
        first = lambda found: next((values[name] for name in found[1].split(" || ") if values.get(name)), "")
        return re.sub(r"\$\{\{ *(.+?) *\}\}", first, text)

    for number, step in enumerate(definition["runs"]["steps"]):
        name = step["name"].split()[0].lower()
        if "if" in step and not values.get(step["if"], ""):
            print(f"step {name} skipped")
            continue
        if "run" not in step:
            print(f"step {name} left out: {step['uses']}")
            continue
        if name == dry:
            print(f"step {name} would run")
            return 0
        files = {key: temporary / f"{key}-{number}" for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.touch()
        script = temporary / f"step-{number}.sh"
        script.write_text(fill(step["run"]))
        environment = {
            **os.environ,
            **{key: str(file) for key, file in files.items()},
            **{key: fill(value) for key, value in step.get("env", {}).items()},
            "GITHUB_ACTION_PATH": str(Path(action).resolve().parent),
            "RUNNER_TEMP": str(temporary),
        }
        # As GitHub runs `shell: bash`.
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        code = subprocess.run(command, cwd=folder, env=environment).returncode
        print(f"step {name} ran, exit code {code}")
        for key, value in outputs(files["GITHUB_OUTPUT"]).items():
            values[f"steps.{step.get('id')}.outputs.{key}"] = value
        if code:
            return code
    for name, output in definition["outputs"].items():
        print(f"output {name}={fill(output['value'])}")
    return 0


def lint(*paths):
    code = 0
    for path in paths:
        content = load(path)
        jobs = content["jobs"].values() if "jobs" in content else [content["runs"]]
        for step in (step for job in jobs for step in job.get("steps", []) if "run" in step):
            # `${{ }}` is filled in before the shell sees it.
            script = "#!/usr/bin/env bash\n" + re.sub(r"\$\{\{.+?\}\}", "x", step["run"])
            found = subprocess.run(["shellcheck", "-"], input=script, text=True, capture_output=True)
            if found.returncode:
                print(f"{path}: {step.get('name', step['run'])}\n{found.stdout}")
                code = 1
    return code


sys.exit({"run": run, "lint": lint}[sys.argv[1]](*sys.argv[2:]))
