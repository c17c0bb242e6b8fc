"""What takes long to make and depends on bytes alone is kept in `.cache/`, under the hash of what it is made from."""

import contextlib
import hashlib
import os
from collections.abc import Callable

from sources.files import ROOT


def kept(kind: str, parts: list[bytes], make: Callable[[], bytes]) -> bytes:
    """What `make` gives, made only when it was not kept before for the same `parts`, which must be all that it uses."""
    path = ROOT / ".cache" / kind / hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    made = make()
    with contextlib.suppress(OSError):  # a folder that cannot be written costs time, nothing else
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_bytes(made)
        half.replace(path)
    return made
