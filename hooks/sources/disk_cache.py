"""What takes long to work out is kept in `.cache/`, under the hash of all that it is worked out from."""

import contextlib
import functools
import hashlib
import json
import os
import pathlib
import threading
from collections.abc import Callable, Iterable
from typing import Any

from sources.files import ROOT

read = functools.cache(pathlib.Path.read_bytes)


def cached(kind: str, parts: Iterable[object], make: Callable[[], bytes]) -> bytes:
    """What `make` gives, made only when it was not kept before for the same `parts`, which must be all that it uses; a
    path stands for the bytes of that file.
    """
    used = (read(part) if isinstance(part, pathlib.Path) else repr(part).encode() for part in parts)
    path = ROOT / ".cache" / kind / hashlib.sha256(b"\0".join(used)).hexdigest()[:32]
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    made = make()
    with contextlib.suppress(OSError):  # a folder that cannot be written costs time, nothing else
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")  # two may make it at once
        half.write_bytes(made)
        half.replace(path)
    return made


def cached_json(kind: str, parts: Iterable[object], make: Callable[[], Any]) -> Any:
    """The same for what JSON can hold: lists for tuples."""
    return json.loads(cached(kind, parts, lambda: json.dumps(make()).encode()))
