"""The rooms of the code in numbers: `python benchmarks/house.py [folder]`.

Files, lines and statements (every node of Python's grammar that is one, docstrings among them) of each room, how deep
imports go, and the functions that are hardest to follow.
"""

from __future__ import annotations

import ast
import collections
import functools
import pathlib
import sys

from radon.complexity import cc_rank, cc_visit

ROOT = pathlib.Path(__file__).resolve().parent.parent


def imports(path: pathlib.Path, hooks: pathlib.Path) -> set[pathlib.Path]:
    """Files of the house that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name}" for name in names] + [node.module or ""]
        for name in names:
            file = hooks.joinpath(*name.split(".")).with_suffix(".py")
            found |= {file} & {file for file in (file,) if file.is_file()}
    return found - {path}


def main() -> None:
    """Print the table."""
    hooks = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "hooks").resolve()
    files = sorted(hooks.rglob("*.py"))
    rooms: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for path in files:
        text = path.read_text("utf-8")
        counts = (1, text.count("\n"), sum(isinstance(node, ast.stmt) for node in ast.walk(ast.parse(text))))
        for room in (path.parent.name if path.parent != hooks else "loose", "all"):
            rooms[room] = [old + new for old, new in zip(rooms[room], counts, strict=True)]
    print(f"{'room':12} {'files':>5} {'lines':>6} {'statements':>10}")
    for room, (count, lines, statements) in sorted(rooms.items(), key=lambda item: (item[0] == "all", item[0])):
        print(f"{room:12} {count:5} {lines:6} {statements:10}")
    arrows = {path: imports(path, hooks) for path in files}

    @functools.cache
    def floor(path: pathlib.Path) -> int:
        return 1 + max((floor(below) for below in arrows[path]), default=0)

    print(f"{max(map(floor, files))} floors, {sum(map(len, arrows.values()))} arrows")
    blocks = [(block, path) for path in files for block in cc_visit(path.read_text("utf-8"))]
    for block, path in sorted(blocks, key=lambda item: -item[0].complexity)[:5]:
        where = f"{path.relative_to(hooks)}:{block.lineno} {block.name}"
        print(f"{cc_rank(block.complexity)} {block.complexity:3} {where}")


if __name__ == "__main__":
    main()
