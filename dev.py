#!/usr/bin/env python3
"""The project's commands, from nothing but Python: serve, build, check, test, engines, publish, lock.

Standard library only, because it runs before anything is installed.
"""

import contextlib
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
    environment = {**os.environ, **quiet, "PYTHONPATH": str(ROOT / "hooks"), **(env or {})}
    output = subprocess.DEVNULL if silent else None
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, stdout=output).returncode


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
    wanted = {name: hashlib.sha256(LOCKS[name].read_bytes() + sys.version.encode()).hexdigest() for name in names}
    if not python().exists() or any(installed(name) not in ("", wanted[name]) for name in names):
        with step("making the environment in .venv"):
            shutil.rmtree(VENV, ignore_errors=True)
            if run(sys.executable, "-m", "venv", VENV):
                sys.exit("Python could not make an environment. On Debian and Ubuntu run: apt-get install python3-venv")
    for name in names:
        if installed(name) != wanted[name]:
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
            (VENV / ("lock-" + name)).write_text(wanted[name])


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


def fresh() -> pathlib.Path:
    """An empty place beside `site/` to build into; what a killed build left there is taken away, dot files too."""
    new = ROOT / "site.new"
    shutil.rmtree(new, ignore_errors=True)
    return new


def swap(new: pathlib.Path) -> None:
    """Put a finished build where `site/` was; a run that is killed before leaves the old site whole."""
    old = ROOT / "site.old"
    shutil.rmtree(old, ignore_errors=True)
    if SITE.exists():
        SITE.rename(old)
    new.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)


def serve(*arguments: str) -> int:
    """Build and show the site on this machine, again after every change; problems are printed, not fatal."""
    environment("site")
    return start("start_mkdocs", "serve", "--dirty", "--no-strict", "--dev-addr", "127.0.0.1:8000", *arguments)


def build(*arguments: str) -> int:
    """Build the site into `site/`; any problem stops it and leaves the former `site/` as it was."""
    environment("site")
    new = fresh()
    code = start("start_mkdocs", "build", "--site-dir", new, *arguments)
    if code == 0:
        swap(new)
    return code


def preview(*arguments: str) -> int:
    """Build a copy into `preview/` that opens from disk and says that it is a preview."""
    environment("site")
    return start(
        "start_mkdocs",
        "build",
        "--clean",
        "--no-strict",
        "--site-dir",
        ROOT / "preview",
        *arguments,
        env={"PREVIEW": "true", "DIRECTORY_URLS": "false"},
    )


def pdf(site: pathlib.Path | str = SITE) -> int:
    """Make the leaflets and the copy that opens from disk, into a finished build; needs a browser."""
    environment("site", "tests")
    return start("pdf", site, env={"BROWSER": browser()})


def test(*arguments: str) -> int:
    """Check, build into `site/` with leaflets, and run all tests on it, browser included."""
    begun = time.time()
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(begun)))  # one day for all that this run makes and compares
    environment("site", "tests")
    new, path = fresh(), browser()
    with step("checking every source and building the site"):
        code = start("check", "--site-dir", new)
    if not code:
        with step("making the leaflets and the copy that opens from disk"):
            code = pdf(new)
    if code:
        return code
    swap(new)
    say("running all tests ...")
    code = run(python(), "-m", "pytest", *arguments, env={"BROWSER": path})
    say(
        f"{time.time() - begun:.0f} s in all; the tested site is in site/. To see it: python3 -m http.server"
        " --directory site 8000"
    )
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
    "watch": (
        "Report packages with flaws, dates that run out, pages due for a check, dead or retracted sources (asks other"
        " sites)."
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
