"""Debian's Chromium: where it is, and how tests start it."""

import shutil
import subprocess

FLAGS = [
    "--headless",
    "--no-sandbox",  # Chromium refuses to run as root with it, as in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def chromium_version() -> str:
    """As in `156.0.8078.108`."""
    asked = subprocess.run(
        [chromium_path(), "--version"], capture_output=True, text=True
    )
    return asked.stdout.strip().removeprefix("Chromium ").partition(" ")[0]
