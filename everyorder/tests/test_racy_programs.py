"""The programs of constructs/ are as they say: many, short, different, and they end."""

import pytest
from constructs import FAMILIES, programs
from constructs.observe import outcomes

ALL = list(programs())
LENGTH = 25  # lines of a program


def test_there_are_many():
    assert len(ALL) >= 900


def test_each_has_a_name_of_its_own():
    assert len({name for name, _ in ALL}) == len(ALL)
    full = [name for name, _ in programs(full=True)]
    assert len(set(full)) == len(full)
    assert {name for name, _ in ALL} <= set(full)


def test_each_is_short_and_is_python():
    for name, source in programs(full=True):
        compile(source, name, "exec")
        assert 8 <= source.count("\n") <= LENGTH, name


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_the_interpreter_shows_a_race_of(family):
    assert any(len(outcomes(source)) > 1 for _, source in family.programs(False))
