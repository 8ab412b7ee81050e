#!/bin/sh
# Installs Tracer into .venv from the locked, hashed dependencies: `install.sh runtime` or `install.sh dev`.
# Does nothing when what is installed is what is locked. Exit 3: this machine lacks something, named in the message.
set -eu
cd "$(dirname "$0")/.."

wanted=$1
python=.venv/bin/python
stamp=.venv/tracer-installed

stop() {
    printf 'Tracer cannot be installed: %s\n' "$1" >&2
    exit 3
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_new_enough "$PYTHON" || stop "PYTHON=$PYTHON is not a Python 3.11 or newer."
        echo "$PYTHON"
        return
    fi
    for candidate in python3.13 python3.12 python3.11 python3 python; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "no Python 3.11 or newer was found. Install one, or name it: make install PYTHON=/path/to/python3.12"
}

make_venv() {
    base=$(find_python)
    "$base" -c 'import venv, ensurepip' 2>/dev/null || stop \
        "$base lacks venv or ensurepip. On Debian and Ubuntu: apt-get install python3-venv"
    echo "Making .venv with $("$base" --version)."
    "$base" -m venv .venv
}

# Everything that decides what gets installed, as one digest.
digest() {
    "$python" - <<'PY'
import hashlib
import sys
from pathlib import Path

component = Path("dashboards/graph_component")
paths = [Path("pyproject.toml"), *Path("deploy/lock").glob("*.txt")]
paths += [component / name for name in ("package.json", "package-lock.json", "build_frontend.py", "hatch_build.py")]
paths += (component / "frontend" / "src").rglob("*")
digest = hashlib.sha256(sys.version.encode() + str(Path.cwd()).encode())
for path in sorted(path for path in paths if path.is_file()):
    digest.update(path.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
print(digest.hexdigest())
PY
}

node_is_here() {
    command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(+(parseInt(process.versions.node) < 18))' >/dev/null 2>&1
}

# Only ready-made files: nothing is compiled here, and no build fetches anything unlocked.
install_locked() {
    "$python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r "$1"
}

case $wanted in
    runtime | dev) ;;
    *) stop "install.sh takes runtime or dev, not '$wanted'." ;;
esac

if [ ! -e .venv ]; then
    make_venv
fi
is_new_enough "$python" || stop ".venv holds no working Python 3.11 or newer. Remove the folder .venv and try again."
"$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null

now=$(digest)
if [ -e "$stamp" ]; then
    read -r kind was <"$stamp"
    if [ "$was" = "$now" ] && { [ "$kind" = dev ] || [ "$kind" = "$wanted" ]; }; then
        exit 0
    fi
fi

echo "Installing the locked dependencies ($wanted)."
install_locked deploy/lock/build.txt
install_locked "deploy/lock/$wanted.txt"
if ! node_is_here; then
    install_locked deploy/lock/node.txt
fi
"$python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
echo "Compiling the tracing kernels, once for this machine."
"$python" -c 'from tracer.analysis.tracing.kernels.ahead import compile_kernels
print("They run as machine code." if compile_kernels() else "No compiler or no folder for its code: they run as plain Python.")'
echo "$wanted $now" >"$stamp"
echo "Installed into .venv."
