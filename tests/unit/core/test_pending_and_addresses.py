"""What a step could not do now ends its command with the right exit code; and which machines are this one or public."""

from __future__ import annotations

import pytest
from curation.core import pending
from curation.core.errors import InputError, ServiceError
from curation.core.records import Failure
from curation.core.remote.addresses import NetworkFault, addresses, is_global, is_loopback


def failure(kind: str, error: str = "no route") -> Failure:
    return Failure(step="generate", id="x", kind=kind, where="x", error=error)


def test_unsettled_failures_are_counted_by_kind_with_the_words_of_the_first():
    found = pending.of(
        [failure("rate-limited", "slow down"), failure("rate-limited", "again"), failure("unreachable")]
    )
    assert found == {
        "rate-limited": "2 requests rate-limited: slow down",
        "unreachable": "1 request unreachable: no route",
    }


def test_an_answer_that_was_rejected_for_good_is_not_pending():
    assert pending.of([failure("not-passed"), failure("clause-gone")]) == {}


@pytest.mark.parametrize("kind", ["rejected", "stopped", "budget", "recording-missing"])
def test_what_only_the_user_can_change_is_no_failure_of_a_service(kind):
    error = pending.error({"step generate": pending.of([failure(kind, "see the key")])})
    assert isinstance(error, InputError) and error.exit_code == 1
    (issue,) = error.issues
    assert (issue.where, issue.code) == ("step generate", "model-pending") and "see the key" in issue.message


@pytest.mark.parametrize(
    "kind", ["transport", "unreachable", "rate-limited", "server-error", "cut-off", "too-slow"]
)
def test_one_failure_of_a_service_makes_the_whole_a_failure_of_a_service(kind):
    error = pending.error(
        {"step map": pending.of([failure("budget")]), "step generate": pending.of([failure(kind)])}
    )
    assert isinstance(error, ServiceError) and error.exit_code == 3
    assert (
        "step map" in str(error)
        and "step generate" in str(error)
        and "run the same command again" in str(error)
    )


def test_where_nothing_is_pending_there_is_no_error():
    assert pending.error({}) is None
    assert pending.error({"step map": {}}) is None


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("10.1.2.3", False),
        ("192.168.0.9", False),
        ("169.254.169.254", False),
        ("127.0.0.1", False),
        ("224.0.0.1", False),
        ("2606:4700:4700::1111", True),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::5", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::", False),
    ],
)
def test_an_address_is_public_only_where_all_that_it_stands_for_is(address, public):
    assert is_global(address) is public


@pytest.mark.parametrize("host", ["localhost", "app.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_this_machine_is_known_by_each_of_its_names(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["localhost.example.org", "notlocalhost", "10.0.0.1", "example.org", "0.0.0.0", ""]
)
def test_another_machine_is_not_taken_for_this_one(host):
    assert not is_loopback(host)


def test_each_address_of_a_host_is_given_once():
    found = addresses("127.0.0.1", 80)
    assert found == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "no host at all", "\udcff"])
def test_a_name_that_cannot_stand_for_a_machine_is_a_fault_that_names_it(host):
    with pytest.raises(NetworkFault, match="cannot be resolved") as caught:
        addresses(host, 80)
    assert caught.value.kind == "unreachable"
