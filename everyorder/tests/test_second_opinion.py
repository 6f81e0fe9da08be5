"""Another engine sees no outcome that everyorder misses, and denies none it found."""

import importlib.util

import pytest
from second_opinion import ROOT, compare

PAIRS = ["race_conditions/lost_update", "deadlocks/parcels", "locks/stock_take"]


@pytest.mark.skipif(
    importlib.util.find_spec("interleave_test") is None,
    reason="interleave-test is not installed; it needs Python 3.12",
)
@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("which", ["broken", "fixed"])
def test_another_engine_agrees(pair, which, tmp_path):
    source = (ROOT / f"snippets/learn/{pair}_{which}.py").read_text("utf-8")
    assert compare(source, tmp_path.resolve()).verdict == "agree"
