"""The tests of alike.py, in Firefox."""

from tests.browser.run.alike import *  # noqa: F403

BROWSER = "Firefox"
