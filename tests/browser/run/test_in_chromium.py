"""The tests of alike.py, in Chromium."""

from tests.browser.run.alike import *  # noqa: F403

BROWSER = "Chromium"
