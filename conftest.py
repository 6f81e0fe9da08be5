"""For all tests of the project: what has passed need not run again."""

pytest_plugins = ["tests.standing.plugin"]
