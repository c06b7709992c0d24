# shellcheck shell=bash
# What the checks install, each once and in the user's cache: Debian's packages, tools from the package index, and
# playwright-core and axe-core from npm. To be sourced; the caller names itself in $0.

PLAYWRIGHT=1.61.0
AXE=4.14.1
PYTHON_TOOLS=(
    maturin==1.16.0 uv==0.13.9 pipx==1.18.4 pre-commit==4.7.0 twine==7.0.0
    zensical==0.0.73 zizmor==1.32.0 check-jsonschema==0.39.0
)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}

fail() { printf '%s: %s\n' "${0##*/}" "$1" >&2; printf '0 passed, 1 failed\n'; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Debian packages, each named with the command that it brings: `debian node=nodejs npm=npm`.
debian() {
    local missing=() pair
    for pair in "$@"; do command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}"); done
    if [ "${#missing[@]}" != 0 ]; then
        as_root apt-get update -qq || fail "apt-get update failed"
        as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
            || fail "could not install ${missing[*]}"
    fi
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || fail "${pair%%=*} is missing, and installing it did not help"
    done
}

# Chromium and Firefox, and playwright-core and axe-core in $BROWSER.
browser_tools() {
    BROWSER=${BROWSER_TOOLS:-$CACHE/weigh-browser}
    mkdir -p "$BROWSER"
    debian chromium=chromium firefox-esr=firefox-esr node=nodejs npm=npm
    if ! grep -qsF "\"version\": \"$PLAYWRIGHT\"" "$BROWSER/node_modules/playwright-core/package.json"; then
        npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$BROWSER" \
            "playwright-core@$PLAYWRIGHT" || fail "could not install playwright-core"
    fi
    if ! grep -qsF "\"version\": \"$AXE\"" "$BROWSER/node_modules/axe-core/package.json"; then
        npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$BROWSER" \
            "axe-core@$AXE" || fail "could not install axe-core"
    fi
}

# The Python tools in $TOOLS/bin.
python_tools() {
    TOOLS=$CACHE/weigh-tools
    debian python3=python3
    if [ "$(cat "$TOOLS/installed" 2>/dev/null)" != "${PYTHON_TOOLS[*]}" ]; then
        python3 -m venv --clear "$TOOLS" || fail "python3 -m venv does not work; on Debian, install python3-venv"
        "$TOOLS/bin/python" -m pip install --quiet --disable-pip-version-check "${PYTHON_TOOLS[@]}" \
            || fail "could not install ${PYTHON_TOOLS[*]}"
        printf '%s' "${PYTHON_TOOLS[*]}" >"$TOOLS/installed"
    fi
}
