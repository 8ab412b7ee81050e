"""A self-signed certificate for a throw-away server."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def make_certificate(folder: Path) -> None:
    """Writes private.key and public.crt, good for one day, for localhost and 127.0.0.1.

    Raises: FileNotFoundError where openssl is not installed.
    """
    openssl = shutil.which("openssl")
    if openssl is None:
        raise FileNotFoundError("a server with TLS needs openssl for its certificate")
    folder.mkdir(parents=True, exist_ok=True)
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    # Its own authority, so it must say that it may sign: clients that check strictly ask for it.
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    names += ["-addext", "keyUsage=critical,digitalSignature,keyCertSign"]
    files = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run([openssl, *request, *names, *files], check=True, capture_output=True, timeout=60)
    (folder / "private.key").chmod(0o600)
