"""OSC 52: the terminal is asked to set its clipboard, and does not say whether it did.

https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (Operating System Commands)
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

# Terminals that cap a sequence at 100,000 bytes take this much text in it.
LARGEST = 74_994

_CANNOT = ("", "dumb", "linux")
# screen cuts long strings: its limit was 256 bytes for a long time.
_CHUNK = 240


def possible(text: str, environment: Mapping[str, str]) -> bool:
    """Whether the terminal may understand a request of this size."""
    return environment.get("TERM", "") not in _CANNOT and len(text.encode()) <= LARGEST


def sequence(text: str, environment: Mapping[str, str]) -> str:
    """The bytes to write to the terminal, wrapped where GNU screen stands between."""
    request = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if not environment.get("STY"):
        return request
    chunks = (request[at : at + _CHUNK] for at in range(0, len(request), _CHUNK))
    return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)
