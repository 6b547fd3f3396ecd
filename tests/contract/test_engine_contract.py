"""One suite for every engine: the local one, and Ray on two nodes of loopback, one of which dies in the middle."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator, Sequence

import polars as pl
import pytest
from curation.core.ports import Engine
from curation.dedup import deduplicate
from curation.dedup.settings import Settings
from curation.services.local_engine import LocalEngine


def texts(n: int) -> pl.DataFrame:
    """`n` texts of made-up words; every third is the one before with a slip, every seventh with a negation."""
    rng = random.Random(3)
    words = ["".join(rng.choices("abdeiklmnoprstu", k=rng.randint(3, 9))) for _ in range(3_000)]
    made: list[str] = []
    for k in range(n):
        new = rng.choices(words, k=14)
        if k % 3 == 1:
            new = made[-1].split()
            new[5] = new[5][:-1] + new[5][-1] * 2
        elif k % 7 == 2:
            new = ["not", *made[-1].split()]
        made.append(" ".join(new))
    return pl.DataFrame({"id": [f"r{k:05}" for k in range(n)], "text": made})


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """Two Ray nodes that listen on loopback only, shut down by themselves."""
    before = os.environ.get("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER")
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # Ray reads it when it is first imported
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    size = {"num_cpus": 1, "object_store_memory": 200 * 1024**2}
    made = Cluster(initialize_head=True, head_node_args={**size, "include_dashboard": False})
    made.add_node(**size)
    ray.init(address=made.address, log_to_driver=False)
    yield made
    ray.shutdown()
    made.shutdown()
    if before is None:
        del os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"]
    else:
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = before


@pytest.fixture(params=["one thread", "four threads", pytest.param("ray", marks=pytest.mark.cluster)])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "ray":
        request.getfixturevalue("cluster")
        from curation.services.ray_engine import RayEngine

        return RayEngine(workers=2)
    return LocalEngine(workers=1 if request.param == "one thread" else 4)


class Halves(Sequence[int]):
    """Two numbers, and an answer to any other place too, as a slice beyond the end of a table is an empty table."""

    def __len__(self) -> int:
        return 2

    def __getitem__(self, place: int) -> int:  # type: ignore[override]
        return place


@pytest.mark.slow
def test_a_sequence_ends_where_its_length_says(engine: Engine) -> None:
    assert engine.map(str, Halves()) == ["0", "1"]


@pytest.mark.slow
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    def slow_square(x: int) -> int:  # local, so that it travels by value: a worker cannot import a test
        time.sleep(0.002 * (7 - x % 7))
        return x * x

    assert engine.map(slow_square, list(range(40))) == [x * x for x in range(40)]


def test_no_items_give_no_results(engine: Engine) -> None:
    def slow_square(x: int) -> int:  # local, so that it travels by value: a worker cannot import a test
        time.sleep(0.002 * (7 - x % 7))
        return x * x

    assert engine.map(str, []) == []


def test_an_error_of_an_item_reaches_the_caller_as_it_was(engine: Engine) -> None:
    def refuse_three(x: int) -> int:
        if x == 3:
            raise ValueError("three")
        return x

    with pytest.raises(ValueError, match="three"):
        engine.map(refuse_three, list(range(8)))


@pytest.mark.slow
def test_dedup_is_the_same_on_every_engine(engine: Engine) -> None:
    items = texts(9_000)  # more than one part of every stage
    expected, found = deduplicate(items, Settings()), deduplicate(items, Settings(), engine=engine)
    assert expected.clusters.height > 1_600
    assert found.kept == expected.kept
    assert found.clusters.equals(expected.clusters)
    assert found.edges.equals(expected.edges)


@pytest.mark.cluster
def test_a_node_that_dies_in_the_middle_costs_time_and_nothing_else(cluster: object) -> None:
    from curation.services.ray_engine import RayEngine
    from ray.cluster_utils import Cluster

    assert isinstance(cluster, Cluster)
    extra = cluster.add_node(num_cpus=1, object_store_memory=200 * 1024**2)
    killed: list[bool] = []

    class Killing(RayEngine):
        """Takes the extra node away while the tasks of the first map are running."""

        def map(self, function, items):  # type: ignore[no-untyped-def]
            import threading

            if not killed:
                killed.append(True)
                timer = threading.Timer(0.05, lambda: cluster.remove_node(extra, allow_graceful=False))
                timer.start()
            return super().map(function, items)

    items = texts(9_000)
    expected, found = (
        deduplicate(items, Settings()),
        deduplicate(items, Settings(), engine=Killing(workers=3)),
    )
    assert killed
    assert found.clusters.equals(expected.clusters)
    assert found.edges.equals(expected.edges)
