"""The compose file keeps its promises: loopback ports, secrets in files, nobody root; and Neo4j takes its settings."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess

import pytest
from neo4j import GraphDatabase

from tests.neo4j_server.server import RELEASES

yaml = pytest.importorskip("yaml", reason="reads the compose file with PyYAML")

READERS = {
    "neo4j": {"neo4j_auth"},
    "dashboard": {"neo4j_password", "dashboard_token"},
    "proxy": {"tls_certificate", "tls_key"},
}
USERS = {
    "neo4j_auth": 7474,
    "neo4j_password": 10001,
    "dashboard_token": 10001,
    "tls_key": 10002,
    "tls_certificate": 10002,
}


@pytest.fixture(scope="module")
def deploy(project_root):
    return project_root / "deploy"


@pytest.fixture(scope="module")
def compose(deploy):
    return yaml.safe_load((deploy / "compose.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def services(compose):
    return compose["services"]


def neo4j_settings(services):
    """The lines of neo4j.conf that the image makes of its environment."""
    given = services["neo4j"]["environment"]
    names = [name for name in given if name.startswith("NEO4J_") and not name.endswith("_FILE")]
    return {
        re.sub("_(?!_)", ".", name.removeprefix("NEO4J_").replace("__", "\0")).replace("\0", "_"): str(given[name])
        for name in names
    }


def test_every_port_listens_on_loopback_unless_the_office_says_otherwise(services):
    ports = {name: service.get("ports", []) for name, service in services.items()}
    assert ports.pop("dashboard") == ["${TRACER_LISTEN:-127.0.0.1}:8443:8443"]
    assert "proxy" in ports and ports["neo4j"]
    assert all(port.startswith("127.0.0.1:") for own in ports.values() for port in own)


def test_each_secret_is_a_file_for_the_one_service_that_needs_it(compose, services):
    assert {name: set(service["secrets"]) for name, service in services.items()} == READERS
    assert all(kept == {"file": f"./secrets/{name}"} for name, kept in compose["secrets"].items())
    assert set(compose["secrets"]) == set().union(*READERS.values())


def test_no_environment_holds_a_password(services):
    for service in services.values():
        for name, value in service["environment"].items():
            if re.search("AUTH|PASS|TOKEN|KEY|SECRET", name):
                assert name.endswith("_FILE") and value.startswith("/run/secrets/"), name
    assert not {name for name in services["proxy"]["environment"] if "NEO4J" in name or "TOKEN" in name}


def test_nobody_is_root_and_nothing_is_gained(services):
    users = {name: int(service["user"].split(":")[0]) for name, service in services.items()}
    assert users == {"neo4j": 7474, "dashboard": 10001, "proxy": 10002}
    for service in services.values():
        assert service["cap_drop"] == ["ALL"] and "no-new-privileges:true" in service["security_opt"]
        assert "privileged" not in service
        assert not any("docker.sock" in volume for volume in service.get("volumes", []))
    assert services["dashboard"]["read_only"] and services["proxy"]["read_only"]


def test_every_service_says_whether_it_is_well_and_has_its_limits(services):
    assert all(service["healthcheck"]["test"] and service["mem_limit"] for service in services.values())
    assert services["dashboard"]["depends_on"]["neo4j"] == {"condition": "service_healthy"}
    assert services["proxy"]["network_mode"] == "service:dashboard"


def test_every_image_has_its_release(services, deploy):
    assert services["neo4j"]["image"] == f"neo4j:{RELEASES[0]}-community"
    assert all(re.search(r":\d+\.\d+|^tracer-dashboard$", service["image"]) for service in services.values())
    bases = re.findall(r"^FROM (\S+)", (deploy / "dashboard" / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert bases and all(re.search(r":\d+\.\d+", base) for base in bases)


def test_what_is_kept_lies_on_volumes(compose, services):
    kept = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert {name for name in kept if not name.startswith(".")} == set(compose["volumes"])
    assert "neo4j-data:/data" in services["neo4j"]["volumes"]
    assert "case-files:/case" in services["dashboard"]["volumes"]
    assert services["dashboard"]["environment"]["TRACER_FILES"] == "/case"


def test_the_settings_fit_into_the_memory_of_their_container(services):
    settings = neo4j_settings(services)
    size = {name: int(value.removesuffix("g")) for name, value in settings.items() if re.fullmatch(r"\d+g", value)}
    heap = size["server.memory.heap.max_size"]
    assert heap + size["server.memory.pagecache.size"] < int(services["neo4j"]["mem_limit"].removesuffix("g"))
    assert size["db.memory.transaction.max"] < size["dbms.memory.transaction.total.max"] < heap


@pytest.mark.one_release(RELEASES[0])
@pytest.mark.neo4j
def test_a_server_takes_exactly_these_settings(services, new_neo4j, neo4j_release):
    settings = neo4j_settings(services)
    server = new_neo4j(neo4j_release, settings=settings)
    with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
        asked = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"
        rows = driver.execute_query(asked, names=list(settings)).records
        refused = "LOAD CSV FROM 'file:///anything.csv' AS row RETURN row"
        with pytest.raises(Exception, match="allow_csv_import_from_file_urls"):
            driver.execute_query(refused)
    found = {row["name"]: row["value"] for row in rows}
    assert found.keys() == settings.keys()
    assert found["db.memory.transaction.max"] == "2.00GiB"
    assert found["dbms.memory.transaction.total.max"] == "3.00GiB"
    assert found["dbms.security.allow_csv_import_from_file_urls"] == "false"


def test_secrets_are_made_once_for_their_owner_alone(deploy, tmp_path):
    script = shutil.copy(deploy / "secrets.sh", tmp_path / "secrets.sh")
    subprocess.run(["sh", script, "tracer.example"], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "secrets").iterdir()}
    assert set(made) == set(USERS)
    for path in (tmp_path / "secrets").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert made["neo4j_auth"] == b"neo4j/" + made["neo4j_password"]
    assert len(made["neo4j_password"]) >= 30 and len(made["dashboard_token"]) >= 30
    assert made["neo4j_password"] != made["dashboard_token"]
    subprocess.run(["sh", script, "tracer.example"], check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "secrets").iterdir()} == made


def test_the_token_goes_from_its_file_to_the_screens_alone(deploy, tmp_path):
    (tmp_path / "token").write_text("an-invented-token-of-the-tests\n")
    program = tmp_path / "tracer"
    program.write_text('#!/bin/sh\necho "$1 $TRACER_DASHBOARD_TOKEN ${TRACER_TOKEN_FILE:-none}"\n')
    program.chmod(0o700)
    given = {"PATH": f"{tmp_path}:/usr/bin:/bin", "TRACER_TOKEN_FILE": str(tmp_path / "token")}
    start = ["sh", deploy / "dashboard" / "start.sh", "dashboard"]
    ran = subprocess.run(start, env=given, check=True, capture_output=True, text=True)
    assert ran.stdout == "dashboard an-invented-token-of-the-tests none\n"


def test_the_image_is_built_from_the_lock_and_holds_no_secret(deploy):
    assert "RUN sh deploy/install.sh runtime" in (deploy / "dashboard" / "Dockerfile").read_text("utf-8")
    left_out = (deploy / "dashboard" / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert left_out[left_out.index("*") :].index("/deploy/secrets") > left_out.index("!/deploy") - left_out.index("*")
    assert "/secrets/" in (deploy / ".gitignore").read_text("utf-8").split()


def test_the_sample_names_every_setting_that_the_office_may_choose(deploy):
    asked = set(re.findall(r"\$\{(TRACER_\w+)[:}]", (deploy / "compose.yaml").read_text("utf-8")))
    given = set(re.findall(r"^(TRACER_\w+)=", (deploy / "sample.env").read_text("utf-8"), re.MULTILINE))
    assert asked == given
