#!/bin/sh
# Makes .venv from pinned versions, and sees to the system libraries that PDF needs.
#   scripts/setup.sh          what the program needs
#   scripts/setup.sh tests    and a browser for the tests
set -eu
cd "$(dirname "$0")/.."

has_library() { { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -q "$1"; }
has_font() { find /usr/share/fonts /usr/local/share/fonts -name '*.ttf' -o -name '*.otf' 2>/dev/null | grep -q .; }

wanted=""
if [ "$(uname -s)" = Linux ]; then
    has_library libpango-1.0.so.0 || wanted="$wanted libpango-1.0-0"
    has_library libpangoft2-1.0.so.0 || wanted="$wanted libpangoft2-1.0-0"
    has_library libharfbuzz-subset.so.0 || wanted="$wanted libharfbuzz-subset0"
    has_font || wanted="$wanted fonts-dejavu-core"
    if [ "${1:-}" = tests ] && ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
        wanted="$wanted chromium"
    fi
fi

python=""
for candidate in python3.11 python3.12 python3.13 python3; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
    exit 3
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || wanted="$wanted $(basename "$("$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}")')")-venv"

if [ -n "$wanted" ]; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "Installing:$wanted" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $wanted; } >/dev/null 2>&1 \
            || echo "That did not work. Install by hand:$wanted" >&2
    else
        echo "Not on this machine:$wanted" >&2
        echo "  Debian, Ubuntu:  sudo apt-get install$wanted" >&2
        echo "  Fedora:          sudo dnf install pango harfbuzz dejavu-sans-fonts chromium" >&2
        echo "  macOS:           brew install pango" >&2
        echo "Going on without: there will be no PDF, or some tests will be passed over." >&2
    fi
fi

# The stamp holds what the environment was made from; nothing is done when that has not changed.
stamp=.venv/.made-from
now=$(cat requirements-dev.txt pyproject.toml | cksum)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$now" ]; then
    echo "Making .venv (a minute the first time) ..." >&2
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$now" > "$stamp"
fi
