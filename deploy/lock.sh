#!/bin/sh
# Writes deploy/lock/*.txt: one set of versions for Python 3.11 to 3.13, every file with its hashes, no addresses.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile "$@" --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-header
}

compile pyproject.toml --extra dev --group build -o deploy/lock/dev.txt
# The smaller sets take their versions from the largest, so one never undoes another.
compile pyproject.toml --constraint deploy/lock/dev.txt -o deploy/lock/runtime.txt
compile --group build --constraint deploy/lock/dev.txt -o deploy/lock/build.txt
compile --group node --constraint deploy/lock/dev.txt -o deploy/lock/node.txt
