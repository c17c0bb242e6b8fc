"""Runs MkDocs for dev.py, after the guard has read the configuration, because a tag in it can run a program.

Where the machine is at fault it says so in one sentence, not in a traceback.
"""

import errno
import os
import pathlib
import sys

FULL = "The disk is full. Free some space and build again; the site of the last build is as it was."
NOT_ALLOWED = "{where} may not be read or written. Change its rights (chmod u+rw) and build again."
SAID = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: NOT_ALLOWED,
    errno.ENOENT: "{where} is missing. Bring it back (git checkout -- {where}) and build again.",
    errno.EADDRINUSE: "Another program answers at this address already. End it, or add --dev-addr 127.0.0.1:8001",
}


def sentence(error: BaseException) -> str:
    """What went wrong and what to do, for a fault of disk, file rights or installation; "" for anything else."""
    if isinstance(error, ImportError):
        return f'The package "{error.name}" is missing or broken. Delete the folder .venv and run the command again.'
    if isinstance(error, MemoryError):
        return "The memory is full. Close other programs and build again."
    if not isinstance(error, OSError):
        return ""
    where = os.path.relpath(error.filename) if isinstance(error.filename, str | os.PathLike) else "A file"
    said = SAID.get(error.errno or 0, "{where}: {why}. Mend that and build again.")
    return said.format(where=where, why=error.strerror or error)


def refused(folder: pathlib.Path) -> str:
    """Why nothing may read the configuration in this folder, after printing each reason; "" when all may. Whoever
    starts a program that reads one asks here first.
    """
    from guard import configuration

    found = configuration.first(folder)
    print(*found, sep="\n", end="\n" if found else "", flush=True)
    where = " and ".join(sorted({problem.path for problem in found}))
    return f"{where} could run a program or switch off a check, so nothing was built." if found else ""


def main(arguments: list[str]) -> int | str:
    """Exit code of MkDocs, or the sentence. Any other error is one of our own and keeps its traceback."""
    try:
        from sources import ROOT

        if why := refused(ROOT):
            return why
        from mkdocs.__main__ import cli

        return cli.main(arguments, prog_name="mkdocs")
    except (ImportError, MemoryError, OSError) as error:
        return "The build stopped. " + sentence(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
