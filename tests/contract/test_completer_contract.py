"""The completer against a scripted server over real HTTP."""

from __future__ import annotations

from dataclasses import replace

import pytest
from curation.core.errors import ConfigError
from curation.core.ports import Request
from curation.services.completions import connect
from curation.services.model_answers import parse_json
from curation.services.model_sender import retry_after
from curation.services.prices import Known
from curation.services.settings import Options, Price
from curation.services.spending_limits import SpendingLimit
from openai_server import Step, serve

pytestmark = pytest.mark.slow  # real HTTP, with waits

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
FAST = Options(backoff=0.01, timeout=2.0)


def fast(**more) -> Options:
    return FAST.model_copy(update=more)


def ask(text: str = "one", schema=SCHEMA) -> Request:
    return Request("m", ({"role": "user", "content": text},), schema, max_tokens=100)


def run(server, *requests, options=FAST, cache=None):
    completer = connect(server.url, "m", cache, options, api_key="")
    try:
        return list(completer.complete(requests)), completer.usage
    finally:
        completer.close()


def test_a_plain_answer_is_parsed_and_its_tokens_are_counted():
    with serve(Step('{"n": 3}')) as server:
        (answer,), usage = run(server, ask())
    assert (answer.status, answer.data, answer.cached) == ("ok", {"n": 3}, False)
    assert (usage.requests, usage.input_tokens, usage.output_tokens) == (1, 100, 50)
    # 100 tokens at 2 and 50 at 10 a million: 0.0002 + 0.0005
    assert usage.cost(Price(input=2, output=10)) == pytest.approx(0.0007)
    assert usage.cost(None) is None


def test_the_request_carries_its_schema_model_and_seed():
    with serve(Step('{"n": 3}')) as server:
        run(server, ask())
        body = server.requests[0]
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (body["model"], body["seed"], body["temperature"], body["max_tokens"]) == ("m", 0, 0.0, 100)


def test_a_429_waits_as_long_as_the_server_asks():
    with serve(Step(status=429, headers={"Retry-After": "1"}), Step('{"n": 1}')) as server:
        (answer,), usage = run(server, ask())
        gap = server.times[1] - server.times[0]
    assert answer.status == "ok"
    assert 0.95 < gap < 2.0
    assert usage.retries == 1


def test_a_429_makes_fewer_requests_run_at_once():
    steps = [Step(status=429, headers={"Retry-After": "0"}) for _ in range(8)] + [
        Step('{"n": 1}', slow=0.002)
    ]
    with serve(*steps) as server:
        completer = connect(server.url, "m", None, fast(concurrency=8, attempts=9), api_key="")
        answers = list(completer.complete([ask(str(i)) for i in range(12)]))
        completer.close()
    assert {a.status for a in answers} == {"ok"}
    # 8 * 0.75 ** 8 = 0.8: down to one at a time
    assert completer.sender.window.now == 1.0


@pytest.mark.parametrize("step", [Step(status=503), Step('{"n": 1}', cut=True), Step("", status=500)])
def test_a_server_error_or_a_cut_connection_is_tried_again(step):
    with serve(step, step, Step('{"n": 1}')) as server:
        (answer,), usage = run(server, ask())
    assert (answer.status, usage.retries, len(server.requests)) == ("ok", 2, 3)


def test_a_server_that_stays_down_is_a_transport_failure_and_not_an_exception():
    with serve(Step(status=503)) as server:
        (answer,), usage = run(server, ask(), options=fast(attempts=3))
    assert (answer.status, answer.data, len(server.requests), usage.requests) == ("transport", None, 3, 0)
    assert "503" in answer.error


def test_a_client_error_is_not_tried_again():
    with serve(Step(status=401)) as server:
        (answer,), _ = run(server, ask())
    assert (answer.status, len(server.requests)) == ("transport", 1)


def test_nobody_listening_is_a_transport_failure():
    with serve() as server:
        url = server.url
    completer = connect(url, "m", None, fast(attempts=2), api_key="")
    assert [a.status for a in completer.complete([ask()])] == ["transport"]


def test_a_slow_body_is_read_to_its_end():
    with serve(Step('{"n": 7}', slow=0.03)) as server:
        (answer,), _ = run(server, ask())
    assert answer.data == {"n": 7}


def test_a_body_that_trickles_for_ever_is_given_up():
    with serve(Step('{"n": 7}', slow=0.2)) as server:
        (answer,), _ = run(server, ask(), options=fast(deadline=0.3, attempts=1))
    assert answer.status == "transport"
    assert "0.3 s" in answer.error


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"n": 2}\n```',
        'Sure! Here it is:\n```\n{"n": 2}\n```\nAnything else?',
        'The answer: {"n": 2}.',
    ],
)
def test_fences_and_words_around_the_json_are_stripped(text):
    with serve(Step(text)) as server:
        (answer,), _ = run(server, ask())
    assert (answer.status, answer.data, len(server.requests)) == ("ok", {"n": 2}, 1)


def test_a_wrong_schema_is_asked_once_more_with_the_errors():
    with serve(Step('{"m": 2}'), Step('{"n": 2}')) as server:
        (answer,), usage = run(server, ask())
        again = server.requests[1]["messages"]
    assert (answer.status, answer.data) == ("ok", {"n": 2})
    assert "answer.n is missing" in again[-1]["content"]
    assert (answer.input_tokens, usage.requests) == (200, 2)


def test_two_wrong_answers_are_invalid_and_keep_the_raw_text():
    with serve(Step('{"m": 2}')) as server:
        (answer,), _ = run(server, ask())
    assert (answer.status, answer.text, len(server.requests)) == ("invalid", '{"m": 2}', 2)


def test_refused_and_empty_are_two_different_outcomes():
    with serve(Step("I'm sorry, but I can't help with that.")) as server:
        (refused,), _ = run(server, ask())
    with serve(Step("", refusal="No.")) as server:
        (declared,), _ = run(server, ask())
    with serve(Step("", finish="content_filter")) as server:
        (filtered,), _ = run(server, ask())
    with serve(Step("  ")) as server:
        (empty,), _ = run(server, ask())
    assert [a.status for a in (refused, declared, filtered, empty)] == ["refused"] * 3 + ["empty"]


def test_an_item_that_speaks_of_refusing_is_no_refusal():
    schema = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
    with serve(Step('{"text": "Write: I cannot help with that."}')) as server:
        (answer,), _ = run(server, ask(schema=schema))
    assert answer.status == "ok"


def test_the_budget_is_never_overstepped():
    # A request reserves 100 tokens of answer and about 9 of question; an answer uses 150. With 500: 3 answers are
    # 450, and a fourth could reach 559.
    with serve(Step('{"n": 1}')) as server:
        answers, usage = run(
            server, *(ask(str(i)) for i in range(6)), options=fast(budget_tokens=500, concurrency=1)
        )
    assert [a.status for a in answers] == ["ok"] * 3 + ["budget"] * 3
    assert usage.input_tokens + usage.output_tokens == 450
    assert len(server.requests) == 3


def test_the_budget_may_be_money():
    # 100 tokens in at 1000 and 50 out at 2000 a million are 0.2 an answer. A request may come to at most about
    # 9 in and 100 out: 0.209. With 0.5: after two answers 0.4, and a third could reach 0.609.
    price = Price(input=1000, output=2000)
    with serve(Step('{"n": 1}')) as server:
        answers, usage = run(
            server,
            *(ask(str(i)) for i in range(4)),
            options=fast(budget_money=0.5, price=price, concurrency=1),
        )
    assert [a.status for a in answers] == ["ok", "ok", "budget", "budget"]
    assert "0.5 money" in answers[2].error
    assert usage.cost(price) == pytest.approx(0.4)
    assert usage.told(Known(price, "", "models.options.price", "")).endswith(
        "200 tokens in, 100 out, cost 0.4000"
    )
    assert "cost" not in usage.told()


def test_money_without_a_price_is_an_error_of_the_settings():
    with pytest.raises(ConfigError, match="needs a price"):
        connect("http://127.0.0.1:9/v1", "m", None, fast(budget_money=1), api_key="")


def test_models_that_share_a_spending_limit_together_spend_no_more_than_it_holds():
    # An answer of the one costs 0.2, of the other 0.4; a request may come to at most 0.209 and 0.418.
    spending_limit = SpendingLimit(money=0.9)
    cheap, dear = Price(input=1000, output=2000), Price(input=2000, output=4000)
    with serve(Step('{"n": 1}')) as server:
        one, other = (
            connect(
                server.url,
                name,
                None,
                fast(concurrency=1),
                api_key="",
                spending_limits=[spending_limit],
                price=price,
            )
            for name, price in (("m", cheap), ("n", dear))
        )
        try:
            first = list(one.complete([ask("1")]))
            second = list(other.complete([ask("2"), ask("3")]))
            last = list(one.complete([ask("4")]))
        finally:
            one.close()
            other.close()
    assert [a.status for a in (*first, *second, *last)] == ["ok", "ok", "budget", "ok"]
    assert "0.9 money" in second[1].error


def test_answers_come_in_the_order_of_the_requests():
    def echo(body):
        return '{{"n": {}}}'.format(body["messages"][0]["content"])

    with serve(Step(echo, slow=0.02), *[Step(echo)] * 20) as server:
        answers, _ = run(server, *(ask(str(i)) for i in range(20)))
    assert [a.data["n"] for a in answers] == list(range(20))


def test_a_cached_answer_is_not_paid_for_again(tmp_path):
    with serve(Step('{"n": 1}')) as server:
        run(server, ask(), cache=tmp_path)
        (answer,), usage = run(server, ask(), cache=tmp_path)
        assert len(server.requests) == 1
    assert (answer.status, answer.cached, usage.requests, usage.cached) == ("ok", True, 0, 1)


def test_the_re_ask_is_cached_too(tmp_path):
    with serve(Step('{"m": 2}'), Step('{"n": 2}')) as server:
        run(server, ask(), cache=tmp_path)
        (answer,), usage = run(server, ask(), cache=tmp_path)
        assert len(server.requests) == 2
    assert (answer.data, answer.cached, usage.input_tokens) == ({"n": 2}, True, 0)


def test_equal_requests_at_once_are_paid_for_once(tmp_path):
    with serve(Step('{"n": 1}', slow=0.01)) as server:
        answers, usage = run(server, *[ask()] * 8, cache=tmp_path)
    assert {a.status for a in answers} == {"ok"}
    assert (len(server.requests), usage.requests, usage.cached) == (1, 1, 7)


def test_a_changed_word_is_another_request(tmp_path):
    with serve(Step('{"n": 1}')) as server:
        run(server, ask("a"), ask("b"), cache=tmp_path)
        run(server, replace(ask("a"), temperature=0.5), cache=tmp_path)
    assert len(server.requests) == 3


def test_a_transport_failure_is_not_kept(tmp_path):
    with serve(Step(status=503), Step('{"n": 1}')) as server:
        (first,), _ = run(server, ask(), cache=tmp_path, options=fast(attempts=1))
        (second,), _ = run(server, ask(), cache=tmp_path)
    assert (first.status, second.status) == ("transport", "ok")


def test_a_damaged_cache_entry_is_asked_for_again(tmp_path):
    with serve(Step('{"n": 1}')) as server:
        run(server, ask(), cache=tmp_path)
        (entry,) = tmp_path.glob("*/*.json")
        entry.write_text("{half")
        (answer,), _ = run(server, ask(), cache=tmp_path)
    assert (answer.status, len(server.requests)) == ("ok", 2)


def test_a_paid_answer_sweeps_what_killed_runs_left_in_the_cache(tmp_path, dead_process):
    left = [tmp_path / shard / f".{'a' * 64}.json.{dead_process}-{'0' * 32}" for shard in ("aa", "bb")]
    for path in left:
        path.parent.mkdir()
        path.write_text("{half")
    with serve(Step('{"n": 1}')) as server:
        run(server, ask(), cache=tmp_path)
    assert [path for path in left if path.exists()] == []


def test_replay_only_sends_nothing(tmp_path, monkeypatch):
    with serve(Step('{"n": 1}')) as server:
        run(server, ask("known"), cache=tmp_path)
        monkeypatch.setenv("CURATION_OFFLINE", "1")
        (known, unknown), _ = run(server, ask("known"), ask("unknown"), cache=tmp_path)
    assert (known.status, unknown.status, len(server.requests)) == ("ok", "transport", 1)


def test_an_address_that_is_none_is_a_settings_error():
    with pytest.raises(ConfigError, match="http"):
        connect("localhost:8000", "m")


def test_the_json_is_found_or_there_is_an_error():
    assert parse_json('before {"a": 2} after') == {"a": 2}
    with pytest.raises(ValueError, match="no JSON"):
        parse_json("none here")


def test_retry_after_is_read_as_seconds_or_as_a_date():
    assert retry_after("7") == 7.0
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert retry_after("soon") is None
    assert retry_after(None) is None
