"""The table of methods names what the library has, on this Python."""

import importlib

import pytest

from everyorder.operations.methods import METHODS, Model, model_of


@pytest.mark.parametrize(("module", "name"), METHODS)
def test_the_library_has_each_of_them(module, name):
    one = getattr(importlib.import_module(module), name)()
    missing = [method for method in METHODS[module, name] if not hasattr(one, method)]
    assert not missing, f"operations/methods.py: {module}.{name} has no such methods"


def test_a_class_of_the_program_has_the_models_of_its_bases():
    thread = importlib.import_module("threading").Thread
    own = type("Own", (thread,), {})
    assert model_of(own, "join") is Model.JOIN
    assert model_of(own, "run") is Model.WRITE
