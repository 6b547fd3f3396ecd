"""The search for cycles goes on as it was before."""

import gc

from curation.core import cycle_search


def test_the_search_goes_on_behind_the_outermost_block_alone():
    assert gc.isenabled()
    with cycle_search.put_off():
        with cycle_search.put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off():
    gc.disable()
    try:
        with cycle_search.put_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
