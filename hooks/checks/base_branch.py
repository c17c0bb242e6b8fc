"""What is published: the branch that a change goes into, as git has it. A change is compared with nothing else, so a
writer may add, rename and take back within the own change.
"""

import os
import pathlib
import subprocess

from guard.repository import git


def commits(root: pathlib.Path) -> tuple[str, str]:
    """Two commits: the one with which a change is compared, and the newest that counts as published with all before it.

    Both are where the change left its base branch. On that branch itself they are the commit before, "" at the first
    one, and HEAD. Both are "" without git and with the last part of its history only.
    """
    if git(root, "rev-parse", "--is-shallow-repository") != "false\n":
        return "", ""
    target = os.environ.get("GITHUB_BASE_REF")
    branches = [*([f"refs/remotes/origin/{target}"] if target else []), "refs/remotes/origin/main", "refs/heads/main"]
    shared = next(filter(None, (git(root, "merge-base", "HEAD", branch) for branch in branches)), None)
    if shared in (None, git(root, "rev-parse", "HEAD")):
        return (git(root, "rev-parse", "--verify", "--quiet", "HEAD^1") or "").strip(), "HEAD"
    return (shared or "").strip(), (shared or "").strip()


def pages(root: pathlib.Path, at: str) -> dict[str, bytes]:
    """Every file of docs/ at a commit by its path inside docs/, but for the templates; empty for an unknown commit.

    Asked of git's own store, because what `git archive` gives can be changed by a file of the repository.
    """
    rows = [row.split("\t", 1) for row in (git(root, "ls-tree", "-r", "-z", at, "docs/") or "").split("\0")[:-1]]
    blobs = {name.removeprefix("docs/"): kind.split()[2] for kind, name in rows if kind.split()[1] == "blob"}
    asked = "\n".join(blobs.values()).encode() + b"\n"
    command = ["git", "cat-file", "--batch"]
    answer = subprocess.run(command, cwd=root, input=asked, capture_output=True, check=False).stdout if blobs else b""
    found, start = {}, 0
    for name in blobs:
        head = answer[start : answer.index(b"\n", start)]  # "<id> blob <bytes>"
        begin = start + len(head) + 1
        start = begin + int(head.split()[2]) + 1
        found[name] = answer[begin : start - 1]
    return {name: raw for name, raw in found.items() if "_templates/" not in name}
