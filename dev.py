#!/usr/bin/env python3
"""The project's commands, from nothing but Python: serve, build, check, fix, test, engines, publish, lock.

Standard library only, because it runs before anything is installed.
"""

import contextlib
import ctypes
import glob
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

if sys.version_info < (3, 11, 5):
    sys.exit(
        "This project needs Python 3.11.5 or newer; this is Python {}.{}.{}. Install a newer one, then run the same "
        "command with it, for example: python3.12 dev.py serve".format(*sys.version_info)
    )

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SITE = ROOT / "site"
LOCKS = {"site": ROOT / "requirements.txt", "tests": ROOT / "tests" / "requirements.txt"}
# the shell without a window first: the tests take two thirds of the time in it
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
BROWSER_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
OWN = {"PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}  # the tests run as pyproject.toml says
FIREFOX_APPS = ("/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe")


def say(text: str) -> None:
    """Print one line per step, at once, so that a waiting person sees what happens."""
    print("dev.py: " + text, flush=True)


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is done now, and how many seconds it took; a step that fails says why in its own words."""
    say(text + " ...")
    start = time.monotonic()
    yield
    say(f"{text}: {time.monotonic() - start:.0f} s")


def run(*command: object, env: Mapping[str, str] | None = None, silent: bool = False) -> int:
    """Run a command in the project folder and give its exit code; two variables silence Material's adverts."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    # names of files in any alphabet, whatever the language of the machine
    ours = {**quiet, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "hooks")}
    environment = {**os.environ, **ours, **(env or {})}
    output = subprocess.DEVNULL if silent else None
    parts = [str(part) for part in command]
    # what is started holds the lock too: it may outlive this process when that is killed
    inherited = () if os.name == "nt" else tuple(held)
    return subprocess.run(parts, cwd=ROOT, env=environment, stdout=output, pass_fds=inherited).returncode


held: list[int] = []  # the file by which this process holds the lock


def taken(file: int) -> bool:
    """Whether another process holds the lock; if not, it is ours until all that inherited the file have ended."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return True
    return False


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other command writes here, because two that build at once would mix their files."""
    if held:
        yield
        return
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "building").open("a") as file:
        if taken(file.fileno()):
            say("another command builds or tests here; waiting until it has ended ...")
            while taken(file.fileno()):
                time.sleep(0.2)
        held.append(file.fileno())
        try:
            yield
        finally:
            held.clear()


def python() -> pathlib.Path:
    """The Python of the project's own environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def start(name: str, *arguments: object, env: Mapping[str, str] | None = None) -> int:
    """Run a command of hooks/commands and give its exit code."""
    return run(python(), "-m", f"commands.{name}", *arguments, env=env)


def installed(name: str) -> str:
    """The fingerprint of the lock that was installed last; empty when it was none."""
    stamp = VENV / ("lock-" + name)
    return stamp.read_text() if stamp.exists() else ""


def environment(*names: str) -> None:
    """Make `.venv` and install the named locks, unless it is there and the locks have not changed.

    Exits with one sentence when the environment cannot be made.
    """
    if any(installed(name) != wanted(name) for name in names) or not python().exists():
        with alone():
            install(*names)


def wanted(name: str) -> str:
    """The fingerprint of a lock and of this Python."""
    return hashlib.sha256(LOCKS[name].read_bytes() + sys.version.encode()).hexdigest()


def install(*names: str) -> None:
    """Make `.venv` anew where a lock has changed, and install what another command has not installed meanwhile."""
    if not python().exists() or any(installed(name) not in ("", wanted(name)) for name in names):
        with step("making the environment in .venv"):
            shutil.rmtree(VENV, ignore_errors=True)
            if run(sys.executable, "-m", "venv", VENV):
                sys.exit("Python could not make an environment. On Debian and Ubuntu run: apt-get install python3-venv")
    for name in names:
        if installed(name) != wanted(name):
            with step("installing the packages of " + LOCKS[name].relative_to(ROOT).as_posix()):
                if run(
                    python(),
                    "-m",
                    "pip",
                    "install",
                    "-qq",
                    "--disable-pip-version-check",
                    "--require-hashes",
                    "--no-deps",
                    "--only-binary=:all:",
                    "--requirement",
                    LOCKS[name],
                ):
                    sys.exit("The packages could not be installed: see the lines above. Is there a network?")
            (VENV / ("lock-" + name)).write_text(wanted(name))


def apt_get(*packages: str) -> None:
    """Install Debian packages, where that is possible: as root, on a machine that has apt-get."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        with step(f"installing {' and '.join(packages)} with apt-get"):
            for part in (("update", "-qq"), ("install", "-y", "-qq", *packages)):
                run("apt-get", *part, silent=True, env={"DEBIAN_FRONTEND": "noninteractive"})


def browser() -> str:
    """Path of a Chromium-like browser, installing one if need be; empty for Playwright's own.

    Exits with one sentence when none can be had.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    found = found or next((path for path in BROWSER_APPS if os.path.exists(path)), None)
    for package in BROWSERS[:2]:
        if not found:
            apt_get(package)
            found = shutil.which(package)
    if found:
        return found
    with step("installing Playwright's own browser"):
        if run(python(), "-m", "playwright", "install", "chromium"):
            sys.exit(
                "The tests need a browser and none could be installed. Install Chromium or Chrome, then run again."
            )
    return ""


def other_engines() -> dict[str, list[str]]:
    """The programs by which Firefox and WebKitGTK can be asked, installed if need be; no program for one that cannot be
    had.
    """

    def firefox() -> list[str]:
        found = (
            shutil.which("firefox-esr") or shutil.which("firefox") or next(filter(os.path.exists, FIREFOX_APPS), None)
        )
        return [found] if found else []

    def webkit() -> list[str]:
        browsers = glob.glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")
        found = [shutil.which("WebKitWebDriver"), *browsers[:1], shutil.which("Xvfb")]
        return [path for path in found if path] if len(found) == 3 and all(found) else []

    if not firefox():
        apt_get("firefox-esr")
    if not webkit():
        apt_get("webkit2gtk-driver", "xvfb")
    return {"firefox": firefox(), "webkit": webkit()}


def open_up(folder: pathlib.Path) -> None:
    """Let files be written and deleted in a folder that was made read-only."""
    for path, _, _ in os.walk(folder):
        os.chmod(path, 0o755)


def clear(folder: pathlib.Path) -> None:
    """Take away a folder, a read-only one too; nothing when it is not there."""
    open_up(folder)
    if folder.exists():
        shutil.rmtree(folder)


def fresh(to: pathlib.Path | None = None) -> pathlib.Path:
    """An empty place beside a site, ours or `to`, to build into. What a killed build left is taken away, or brought
    back where it is all there is.
    """
    site = (to or SITE).resolve()
    new, old = (site.with_name(site.name + end) for end in (".new", ".old"))
    if old.exists() and not site.exists():
        old.rename(site)
    clear(new)
    new.mkdir()
    return new


def exchange(one: pathlib.Path, other: pathlib.Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(AttributeError):  # a C library that has no such call
        if sys.platform == "linux":
            return bool(ctypes.CDLL(None).renameat2(-100, names[0], -100, names[1], 2) == 0)  # -100: from here
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(*names, 2) == 0)
    return False


def swap(new: pathlib.Path, to: pathlib.Path | None = None) -> None:
    """Put a finished build where a site, ours or `to`, was: who looks there, or kills this, finds the old or the new,
    whole. Where folders cannot change places in one step, one killed between two leaves the old site to `fresh`.
    """
    site = (to or SITE).resolve()
    old = site.with_name(site.name + ".old")
    clear(old)
    if not site.exists():
        new.rename(site)
    elif exchange(new, site):
        clear(new)
    else:
        site.rename(old)
        new.rename(site)
        clear(old)


def serve(*arguments: str) -> int:
    """Build and show the site on this machine, again after every change; problems are printed, not fatal."""
    environment("site")
    return start("start_mkdocs", "serve", "--dirty", "--no-strict", "--dev-addr", "127.0.0.1:8000", *arguments)


def build(*arguments: str) -> int:
    """Build the site into `site/`; any problem stops it and leaves the former `site/` as it was."""
    environment("site")
    with alone():
        new = fresh()
        code = start("start_mkdocs", "build", "--site-dir", new, *arguments)
        if code == 0:
            swap(new)
    return code


def preview(*arguments: str) -> int:
    """Build a copy into `preview/` that opens from disk and says that it is a preview."""
    environment("site")
    with alone():
        new = fresh()
        settings = {"PREVIEW": "true", "DIRECTORY_URLS": "false"}
        code = start("start_mkdocs", "build", "--no-strict", "--site-dir", new, *arguments, env=settings)
        if code == 0:
            swap(new, ROOT / "preview")
    return code


def pdf(site: str = "") -> int:
    """Make the leaflets and the copy that opens from disk, into a finished build; needs a browser."""
    environment("site", "tests")
    built = pathlib.Path(site or SITE).resolve()
    with alone():
        new = fresh(built)  # which brings back what a killed build left
        if not (built / "index.html").exists():
            sys.exit("There is no built site. Run first: python3 dev.py build")
        shutil.copytree(built, new, dirs_exist_ok=True, copy_function=shutil.copyfile)
        open_up(new)
        code = leaflets(new)
        if code == 0:
            swap(new, built)
    return code


def leaflets(site: pathlib.Path, answers: Mapping[str, str] | None = None) -> int:
    """Make the leaflets and the copy that opens from disk, into a build that nobody sees yet."""
    return start("pdf", site, env={"BROWSER": browser(), **(answers or {})})


def test(*arguments: str) -> int:
    """Check, build into `site/` with leaflets, and run all tests on it, browser included."""
    with alone():
        return tested(*arguments)


def tested(*arguments: str) -> int:
    """What `test` does while no other command writes here.

    The tests look at what this repository says. What the world said this week is put in after them, so that a notice on
    a source can make no test red and keep itself from readers.
    """
    begun = time.time()
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(begun)))  # one day for all that this run makes and compares
    answers = os.environ.pop("ANSWERS", "")
    environment("site", "tests")
    path = browser()
    code = made({})
    if code:
        return code
    say("running all tests ...")
    code = run(python(), "-m", "pytest", "-c", "pyproject.toml", *arguments, env=OWN | {"BROWSER": path})
    if not code and answers:
        say("putting in the answers of the weekly look ...")
        code = made({"ANSWERS": answers})
    say(
        f"{time.time() - begun:.0f} s in all; the tested site is in site/. To see it: python3 -m http.server"
        " --directory site 8000"
    )
    return code


def made(answers: Mapping[str, str]) -> int:
    """Check, and build into `site/` with leaflets; with the answers of the weekly look, where there are some."""
    new = fresh()
    with step("checking every source and building the site"):
        code = start("check", "--site-dir", new, env=answers)
    if not code:
        with step("making the leaflets and the copy that opens from disk"):
            code = leaflets(new, answers)
    if not code:
        swap(new)
    return code


def engines(*wanted: str) -> int:
    """Walk through the site in Chromium, Firefox and WebKitGTK; engines that are named must be there, for example:
    engines webkit
    """
    environment("site", "tests")
    programs = {"chromium": [browser()], **other_engines()}
    if missing := [name for name in programs if not programs[name]]:
        say(
            f"not found and not asked: {', '.join(missing)}. On Debian: apt-get install firefox-esr webkit2gtk-driver"
            " xvfb. WebKitGTK is for Linux alone."
        )
    if unknown := [name for name in wanted if not programs.get(name)]:
        sys.exit(f"There is no {' and no '.join(unknown)} to ask.")
    programs = {name: programs[name] for name in wanted or programs}
    return build() or run(
        python(),
        ROOT / "tests" / "engines" / "table.py",
        *(f"{name}={','.join(paths)}" for name, paths in programs.items()),
    )


def live(*arguments: str) -> int:
    """Look at the published site, for example: live https://example.org/ (needs nothing installed)."""
    return run(sys.executable, "-m", "commands.live", *arguments)


def lock(*arguments: str) -> int:
    """Write both locks again from their `requirements.in`."""
    environment("site", "tests")
    for name in LOCKS:
        say("locking " + name)
        if run(
            python(),
            "-m",
            "piptools",
            "compile",
            "--quiet",
            "--no-config",
            "--generate-hashes",
            "--strip-extras",
            "--allow-unsafe",
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--no-emit-trusted-host",
            *arguments,
            "--output-file",
            LOCKS[name].relative_to(ROOT),
            LOCKS[name].with_suffix(".in").relative_to(ROOT),
        ):
            return 1
    return 0


COMMANDS = {command.__name__: command for command in (serve, build, preview, pdf, test, engines, live, lock)}
# the others: each is a file of hooks/commands and needs nothing but the environment
IN_HOOKS = {
    "check": "Run every check of pages, data and settings (of our own code: test); prints all problems, sorted.",
    "fix": "Mend what a program can in docs/ (spaces, empty lines, bullets, marks, ids); says what is left for you.",
    "publish": "Add every new address and id to published.txt: from then on each is promised for good.",
    "ready": (
        "Say what still stops a launch, in order of harm: safety lines nobody confirmed, contacts, address, names."
    ),
    "same": "Build elsewhere, at another time, and with ProperDocs; the bytes must be the same.",
    "zensical": "Build with Zensical and report what it keeps of the site.",
    "summary": "Say in plain words what changed in the pages since a commit, for example: summary origin/main.",
    "evidence": (
        "List every number and grade that stands in more than one place; `evidence drawn`: twenty statements with what"
        " their sources found; `evidence effects/chemical.md`: all of one file."
    ),
    "review": (
        "Write one page to print for the clinician who signs off: every sentence with what its sources found, for"
        " example: review heel-pain."
    ),
    "watch": (
        "Ask what is new: notices on our sources, new studies, packages with flaws, dates that run out, dead links"
        " (asks other sites). --dry-run lists the calls."
    ),
}


def main(name: str = "", *arguments: str) -> int:
    """Run the command of this name, or list all."""
    if name in COMMANDS:
        return COMMANDS[name](*arguments)
    if name in IN_HOOKS:
        environment("site", "tests")
        return start(name, *arguments)
    said = {name: " ".join((command.__doc__ or "").split()) for name, command in COMMANDS.items()}
    for name, what in (said | IN_HOOKS).items():
        print(f"python3 dev.py {name:8} {what}")
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        where = os.path.relpath(error.filename) if error.filename else "A file"
        sys.exit(
            f"{where}: {error.strerror}. Change the rights of its folder (chmod u+rwx), or free space; then try again."
        )
