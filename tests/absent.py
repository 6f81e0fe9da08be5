"""What a test needs and this machine lacks."""

import os

import pytest


def absent(what: str, remedy: str):
    """Skip at a desk and fail in CI, where all of it must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"needs {what}: {remedy}", False)
    pytest.skip(f"needs {what}: {remedy}")
