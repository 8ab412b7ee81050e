#!/bin/sh
# Finds or installs a Chromium for the browser tests. Without one it says so, and the tests say so again.
set -u
cd "$(dirname "$0")/.."

found() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
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

found && exit 0
fetched 2>/dev/null && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests (apt-get)."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } </dev/null >/dev/null 2>&1
    found && exit 0
fi

echo "Fetching Chromium for the browser tests (playwright)."
timeout 300 .venv/bin/playwright install chromium </dev/null >/dev/null 2>&1 && fetched 2>/dev/null && exit 0

echo "No Chromium on this machine and none could be installed: the browser tests will be left out."
exit 0
