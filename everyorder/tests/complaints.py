"""A check gives complaints: what is wrong and what to do, a sentence or two for each."""

from collections.abc import Iterable

import pytest


def none(complaints: Iterable[str]) -> None:
    """Fails with all that is wrong."""
    if said := list(complaints):
        pytest.fail("\n".join(said), pytrace=False)
