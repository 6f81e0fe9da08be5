"""Debian's Firefox, headless, on one page that runs by itself; only where it is wanted."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.absent import absent

# No first-run pages, no questions, nothing asked of the network.
PREFERENCES = """\
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.sessionstore.resume_from_crash", false);
"""


def wanted() -> None:
    """Skip at a desk, where Firefox takes minutes; fail in CI where it is not there."""
    if not (os.environ.get("CI") or os.environ.get("RUN_FIREFOX")):
        pytest.skip("CI or RUN_FIREFOX is not set")
    if not path():
        absent("Firefox", "install firefox-esr, as .ci/run does")


def path() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def version() -> str:
    """As in `153.7.0`."""
    asked = subprocess.run([path(), "--version"], capture_output=True, text=True)
    return asked.stdout.strip().rpartition(" ")[2].removesuffix("esr")


@contextmanager
def opened(address: str, profile: Path) -> Iterator[subprocess.Popen]:
    """A Firefox with this page open, and with nothing kept from before in `profile`."""
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "user.js").write_text(PREFERENCES, "utf-8")
    command = [path(), "--headless", "--no-remote", "--profile", str(profile), address]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {
        "HOME": str(profile),
        "MOZ_DISABLE_CONTENT_SANDBOX": "1",
    }
    process = subprocess.Popen(command, env=environment, **quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)
