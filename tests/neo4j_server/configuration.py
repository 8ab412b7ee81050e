"""What neo4j.conf says: quiet, on loopback, with every folder inside the server's home."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

CERTIFICATES = "certificates"

_FOLDERS = ("data", "import", "licenses", "logs", "plugins", "run")
_BESIDE = (CERTIFICATES, "conf", "tmp")

_ALWAYS = {
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    # Twice five seconds of every stop pass waiting for Bolt's idle threads, long after the data are safe.
    "internal.server.bolt.thread_pool_shutdown_wait_time": "100ms",
}

# For a server whose graph is emptied and filled by every test: a plan, once made, stays. Otherwise every statement is
# planned anew in nearly every test, which takes most of the server's time.
PLANS_STAY = {"dbms.cypher.min_replan_interval": "1h", "db.index_sampling.background_enabled": "false"}
# For the settings of a server: every write is refused.
READ_ONLY = {"server.databases.default_to_read_only": "true"}
# A transaction that holds more than some thousand rows is refused.
LITTLE_MEMORY = {"dbms.memory.transaction.total.max": "24m", "db.memory.transaction.max": "4m"}
# Bolt takes TLS alone; private.key and public.crt lie in the folder of certificates.
ENCRYPTED = {
    "server.bolt.tls_level": "REQUIRED",
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.private_key": "private.key",
    "dbms.ssl.policy.bolt.public_certificate": "public.crt",
    "dbms.ssl.policy.bolt.client_auth": "NONE",
}


def make_folders(home: Path) -> None:
    """Every folder that the configuration names."""
    for name in (*_FOLDERS, *_BESIDE):
        (home / name).mkdir()


def write_configuration(home: Path, settings: Mapping[str, str]) -> None:
    """Writes conf/neo4j.conf: what always holds, and these settings over it."""
    folders = {f"server.directories.{name}": str(home / name) for name in _FOLDERS}
    folders["dbms.ssl.policy.bolt.base_directory"] = str(home / CERTIFICATES)
    lines = {**folders, **_ALWAYS, **settings}
    text = "".join(f"{name}={value}\n" for name, value in lines.items())
    (home / "conf" / "neo4j.conf").write_text(text, "utf-8")
