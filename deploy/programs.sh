#!/bin/sh
# Finds or installs what the tests need beside Python: a Chromium for the screens, a Caddy for the proxy before them.
# Where one cannot be had it says so and goes on; the tests that need it say so again, by name.
set -u
cd "$(dirname "$0")/.."

first_of() {
    for name in "$@"; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

fetched() {
    .venv/bin/python - <<'PY'
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    sys.exit(not Path(playwright.chromium.executable_path).exists())
PY
}

browser() {
    first_of chromium chromium-browser google-chrome google-chrome-stable || fetched 2>/dev/null
}

# Only the program out of its package: a proxy that starts by itself has no business on a machine of tests.
unpacked_caddy() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || return 1
    echo "Fetching Caddy for the tests of the proxy (apt-get download)."
    folder=$(mktemp -d) || return 1
    { [ "$(id -u)" != 0 ] || chown _apt "$folder" 2>/dev/null || true; }
    (cd "$folder" && apt-get download -qq caddy) </dev/null >/dev/null 2>&1 &&
        mkdir -p .build/caddy && dpkg-deb -x "$folder"/caddy_*.deb .build/caddy
    rm -rf "$folder"
    [ -x "$caddy" ]
}

caddy=.build/caddy/usr/bin/caddy
proxy() {
    command -v caddy >/dev/null 2>&1 || [ -x "$caddy" ]
}

browser && proxy && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq </dev/null >/dev/null 2>&1
fi
if ! browser && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests (apt-get)."
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium </dev/null >/dev/null 2>&1
fi
if ! browser; then
    echo "Fetching Chromium for the browser tests (playwright)."
    timeout 300 .venv/bin/playwright install chromium </dev/null >/dev/null 2>&1
fi
browser || echo "No Chromium on this machine and none could be installed: the browser tests will be left out."
proxy || unpacked_caddy || echo "No Caddy on this machine and none could be fetched: the tests of the proxy will be left out."
exit 0
