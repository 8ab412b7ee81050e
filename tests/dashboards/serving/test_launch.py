from __future__ import annotations

import socket
from pathlib import Path

import pytest

from dashboards.serving import launch
from dashboards.serving.config import streamlit_options
from dashboards.serving.security import LOOPBACK_HOSTS
from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer.wording.language import find_language


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_loopback_is_allowed(address):
    assert launch.check_address(address) == address


def test_localhost_is_one_address_and_not_two():
    assert launch.check_address("localhost") == "127.0.0.1"


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "example.org", ""])  # noqa: S104 - refused here
def test_every_other_address_is_refused_with_the_way_out(address):
    with pytest.raises(WrongUse, match="SSH tunnel"):
        launch.check_address(address)


def test_a_token_is_made_of_256_bits_or_taken_as_given():
    assert len({launch.launch_token(None) for _ in range(10)}) == 10
    assert len(launch.launch_token(None)) == 43
    assert launch.launch_token("0123456789abcdef") == "0123456789abcdef"
    with pytest.raises(WrongUse, match="at least 16"):
        launch.launch_token("0123456789abcde")


def test_a_port_in_use_is_told_before_the_start():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(EnvironmentFailure, match="--port"):
            launch.check_port("127.0.0.1", other.getsockname()[1])


def test_entry_address():
    assert launch.entry_address("127.0.0.1", 8501, "t") == "http://127.0.0.1:8501/?token=t"
    assert launch.entry_address("::1", 8501, "t") == "http://[::1]:8501/?token=t"


def test_refusal_ends_with_its_exit_code_and_no_traceback(capsys, monkeypatch):
    monkeypatch.setenv("TRACER_LANG", "ro")
    assert launch.main(["--address", "0.0.0.0"]) == 2  # noqa: S104 - refused here
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Ecranele nu pot asculta pe 0.0.0.0")


def test_the_address_is_printed_with_its_token_and_streamlit_gets_the_flags(capsys, monkeypatch):
    asked = {}

    class App:
        def run(self, *, config):
            asked.update(config)

    monkeypatch.setenv(launch.TOKEN_VARIABLE, "invented-token-of-a-test")
    monkeypatch.setenv("TRACER_LANG", "en")
    monkeypatch.setattr(launch, "check_port", lambda address, port: None)
    monkeypatch.setattr(launch, "build", lambda script, **_: App())
    assert launch.main(["--port", "8765"]) == 0
    assert "http://127.0.0.1:8765/?token=invented-token-of-a-test" in capsys.readouterr().out
    assert asked["server.port"] == 8765
    assert asked["server.address"] == "127.0.0.1"


def test_options_are_known_to_streamlit_and_close_every_door_outside():
    from streamlit.web.server.starlette.starlette_app import _validate_run_config

    options = streamlit_options("127.0.0.1", 8501, LOOPBACK_HOSTS, 256)
    assert _validate_run_config(options) == options
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorLinks"] is False
    assert options["server.enableStaticServing"] is False
    assert options["server.allowedHosts"] == ["127.0.0.1", "[::1]", "localhost"]


def test_streamlits_page_still_has_the_inline_script_that_is_hashed():
    import streamlit

    from dashboards.serving.security import hash_inline_scripts

    page = Path(streamlit.__file__).parent / "static" / "index.html"
    assert len(hash_inline_scripts(page.read_text(encoding="utf-8"))) >= 1


def test_an_upload_stays_in_memory_and_is_no_larger_than_what_may_be_imported(monkeypatch):
    from starlette.formparsers import MultiPartParser

    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1)
    launch.build(Path("app.py").resolve(), token="x" * 16, hosts=LOOPBACK_HOSTS, language=find_language("en"))
    assert MultiPartParser.spool_max_size > 1 << 40
    assert streamlit_options("127.0.0.1", 8501, LOOPBACK_HOSTS, 7)["server.maxUploadSize"] == 7
