"""A line that comes twice is shown twice.

raises: The screen did not show each line as often as it came.
deadlock: Somebody waits forever: the screen for a translation, or a
    translator for a line.
hangs: Somebody goes round a loop while waiting. Let a translator sleep
    until a line comes, and the screen until a translation is there.
"""

from answer import subtitle

screen = []
subtitle(["no", "no"], str.upper, screen.append)
assert screen == ["NO", "NO"], f"the screen showed {screen}"
