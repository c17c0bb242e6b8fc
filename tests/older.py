"""The built site as a browser takes it that has nothing newer than tests/floor.yml allows: `python tests/older.py`
shows it.

Rules and lines of styles fall, and scripts find names gone. Masks under their old name fall too, so that each sign
shows bare.
"""

from __future__ import annotations

import functools
import http.server
import json
import pathlib
import shutil
import tempfile

import floor

SITE = pathlib.Path(__file__).parent.parent / "site"
LIST = floor.Floor(floor.DATA.read_text("utf-8"))
# takes names away before a script runs, from the window and from every kind of object
GONE = """{
  const {global, member} = %s;
  for (const name of global) delete globalThis[name];
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const kind = Object.getOwnPropertyDescriptor(globalThis, name).value;
    if (typeof kind === "function" && kind.prototype) for (const one of member) delete kind.prototype[one];
  }
}
"""


def has(thing: floor.Thing) -> bool:
    """What our oldest browsers have, without masks."""
    return LIST.has(thing) and not thing.name.startswith("-webkit-mask")


def older(site: pathlib.Path, to: pathlib.Path) -> None:
    """Write a copy of a built site as our oldest browsers take it."""
    shutil.copytree(site, to, ignore=shutil.ignore_patterns("*.pdf", "*.zip"))
    new = {
        kind: [thing.name for thing in LIST.since if thing.kind == kind and not has(thing)]
        for kind in ("global", "member")
    }
    for path in to.rglob("*.css"):
        path.write_text(floor.cut(path.read_text("utf-8"), has), "utf-8")
    for path in to.rglob("*.js"):
        path.write_text(GONE % json.dumps(new) + path.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        older(SITE, pathlib.Path(folder, "site"))
        print("Styles and scripts of the oldest browsers: http://127.0.0.1:8001", flush=True)
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=f"{folder}/site")
        http.server.ThreadingHTTPServer(("127.0.0.1", 8001), handler).serve_forever()
