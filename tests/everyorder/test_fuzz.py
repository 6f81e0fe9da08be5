"""DPOR sees the outcomes that depth-first search without a bound sees."""

import pytest

from tests.everyorder.fuzz import compare, generate


@pytest.mark.parametrize("seed", range(40))
def test_dpor_and_depth_first_search_agree(seed):
    result = compare(seed, 150)
    if result is not None:
        missed, invented, _ = result
        assert not missed, generate(seed)
        assert not invented, generate(seed)
