"""The page as answers.py wants it, by a channel to JavaScript; only under Pyodide.

assets/js/run/worker.js makes the channel and calls `bind`. What may suspend the program
is a thenable of the channel, since only jspi.js knows who waits.
"""

from everyorder import browser
from sitekit.live.answers import Desk


class Channel:
    """The Page of answers.py."""

    def __init__(self, channel):
        self.channel = channel

    def post(self, message: str) -> None:
        self.channel.post(message)

    def ask(self, prompt: str) -> str | None:
        self.channel.ask(prompt)
        return browser.suspend(self.channel.answer)

    def wait(self, seconds: float) -> None:
        self.channel.delay(seconds * 1000)
        browser.suspend(self.channel.delayed)

    def stopped(self) -> bool:
        browser.suspend(self.channel.breath)
        return bool(self.channel.stopped)


def bind(desk: Desk, fibers, channel) -> None:
    """From now on the desk answers this page, on these fibers."""
    browser.bind(fibers)
    desk.page = Channel(channel)
