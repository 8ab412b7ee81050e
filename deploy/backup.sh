#!/bin/sh
# A case in a folder, backed up while people work on it: `backup.sh CASE TARGET`. TARGET must not exist yet.
# What is copied is one state of the case: the store first, then every kept file that it can name.
set -eu
umask 077
case_folder=${1:?"backup.sh CASE TARGET: the folder of the case"}
target=${2:?"backup.sh CASE TARGET: a folder that does not exist yet"}
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-$root/.venv/bin/python}

[ -e "$case_folder/case.sqlite" ] || { echo "There is no case in $case_folder." >&2; exit 2; }
[ ! -e "$target" ] || { echo "$target is there already. Name another folder." >&2; exit 2; }
partial=$target.partial
rm -rf "$partial"
mkdir -p "$partial"

"$python" - "$case_folder" "$partial" <<'PY'
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

case, target = map(Path, sys.argv[1:])
for name in ("case.sqlite", "case.sqlite.readings"):
    if (case / name).exists():
        address = (case / name).resolve().as_uri()
        with closing(sqlite3.connect(f"{address}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target / name)) as new:
            old.backup(new)
PY
for folder in sources mappings; do
    [ ! -d "$case_folder/$folder" ] || cp -R -p "$case_folder/$folder" "$partial/$folder"
done
sync
# Whoever finds the folder under its own name finds a whole backup.
mv "$partial" "$target"
echo "Backed up to $target. Verify it: tracer --case $target verify"
