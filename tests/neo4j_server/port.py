"""A port of this machine that nobody uses."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

# Below the range from which systems take the near end of outgoing connections: a server that is down for a while finds
# its port free again, and a client that keeps knocking is never connected to itself.
_FIRST, _LAST = 20_000, 32_000


def free_port() -> int:
    """A port on 127.0.0.1 that could be bound a moment ago."""
    chance = random.SystemRandom()
    for _ in range(200):
        port = chance.randint(_FIRST, _LAST)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError(f"none of 200 ports tried between {_FIRST} and {_LAST} is free")
