"""The command as a process: what ends it ends its server, whatever the signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from functools import partial
from pathlib import Path

import pytest

from tests.neo4j_server.port import free_port

ROOT = Path(__file__).parents[2]


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_for(what, seconds=120):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"not so after {seconds} s"
        time.sleep(0.1)


def group_of(leader):
    """The processes that still run in the group that this one began."""
    found = subprocess.run(["ps", "-e", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in found.splitlines()]
    return [pid for pid, group, state in rows if int(group) == leader and not state.startswith("Z")]


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_signal_to_the_command_ends_its_server(sample_case, sent):
    port = free_port()
    program = [sys.executable, "-c", "from tracer.cli import main; main()"]
    command = [*program, "--case", str(sample_case), "dashboard", "--port", str(port)]
    started = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TRACER_LANG": "en"},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that starts the tests in the background hands on that Ctrl-C is ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    try:
        wait_for(lambda: answers(port) or started.poll() is not None)
        assert started.poll() is None
        started.send_signal(sent)
        _, complaint = started.communicate(timeout=120)
        wait_for(lambda: not group_of(started.pid))
        assert not answers(port)
        assert "Traceback" not in complaint
    finally:
        if group_of(started.pid):
            os.killpg(started.pid, signal.SIGKILL)
