"""What a model costs: the settings first, then a table of known providers, and no guess where neither says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from curation.core.errors import ConfigError
from curation.core.ports import Request
from curation.generation.settings import Passes
from curation.generation.settings import Settings as GenerateSettings
from curation.pipeline import composition
from curation.pipeline.config import Config, Models
from curation.pipeline.models import prices as model_prices
from curation.services import prices
from curation.services.model_hosts import KNOWN
from curation.services.settings import Endpoint, Options, Price
from curation.services.spending_limits import SpendingLimit
from hypothesis import given
from hypothesis import strategies as st

OPENAI = "https://api.openai.com/v1"
NONE = Options()


def test_the_settings_go_before_the_table() -> None:
    own = Options(price=Price(input=9.0, output=90.0))
    found = prices.known(OPENAI, "gpt-5-mini", own)
    assert found is not None
    assert (found.price.input, found.source, found.as_of) == (9.0, "models.options.price", "")


def test_a_dated_snapshot_costs_what_its_model_costs() -> None:
    plain = prices.known(OPENAI, "gpt-5-mini", NONE)
    assert plain == prices.known(OPENAI, "gpt-5-mini-2025-08-07", NONE)
    assert plain is not None
    assert plain.money(1_000_000, 2_000_000) == pytest.approx(plain.price.input + 2 * plain.price.output)


@pytest.mark.parametrize(
    ("url", "model"),
    [
        (OPENAI, "gpt-99"),
        ("http://127.0.0.1:8000/v1", "gpt-5-mini"),
        ("", ""),
        ("plugin:thing", "gpt-5-mini"),
    ],
)
def test_no_price_is_guessed(url: str, model: str) -> None:
    assert prices.known(url, model, NONE) is None


def test_batches_cost_the_share_that_the_provider_says() -> None:
    plain, batch = (prices.known(OPENAI, "gpt-5", Options(batch=b)) for b in (False, True))
    assert plain is not None and batch is not None
    assert batch.price.output == pytest.approx(plain.price.output / 2)


def test_every_provider_of_the_table_says_where_and_when_and_is_one_that_requests_may_go_to() -> None:
    for provider in prices.table():
        assert set(provider.hosts) <= set(KNOWN)
        assert urlsplit(provider.source).scheme == "https"
        date.fromisoformat(provider.as_of)
        assert provider.models and all(0 < p.input <= p.output for p in provider.models.values())


def test_the_table_of_a_workspace_stands_in_place_of_the_shipped_one(tmp_path: Path) -> None:
    place = tmp_path / "schemas" / "models"
    place.mkdir(parents=True)
    (place / "prices.toml").write_text(
        '[[provider]]\nname = "Ours"\nhosts = ["llm.example.org"]\ncurrency = "EUR"\nsource = "https://llm.example.org/prices"\n'
        'as_of = "2026-01-02"\n[provider.models]\n"m" = { input = 1, output = 2 }\n'
    )
    found = prices.known("https://llm.example.org/v1", "m", NONE, tmp_path)
    assert found is not None and (found.currency, found.as_of) == ("EUR", "2026-01-02")
    assert prices.known(OPENAI, "gpt-5-mini", NONE, tmp_path) is None
    (place / "prices.toml").write_text('[[provider]]\nname = "Ours"\nas_of = "today"\n')
    with pytest.raises(ConfigError) as caught:
        prices.known(OPENAI, "gpt-5-mini", NONE, tmp_path)
    assert {issue.where for issue in caught.value.issues} >= {
        f"schemas/models/prices.toml > provider > 0 > {name}" for name in ("hosts", "as_of", "models")
    }


def test_a_bill_adds_up_what_is_known_and_names_what_is_not(tmp_path: Path) -> None:
    models = Models.model_validate(
        {
            "completer": OPENAI, "model": "gpt-5-mini",
            "more": {
                "checker": {"completer": "https://api.anthropic.com", "model": "claude-sonnet-4-5"},
                "local": {"completer": "http://localhost:8080/v1", "model": "llama"},
            },
        }
    )  # fmt: skip
    bill = model_prices.bill(models, tmp_path, {"": (1_000_000, 0), "checker": (0, 1_000_000)})
    assert bill.money == pytest.approx(0.25 + 15.0)
    assert (bill.currency, bill.unknown) == ("USD", ())
    assert "USD 15.25" in bill.told()
    bill = model_prices.bill(models, tmp_path, {"": (1_000_000, 0), "local": (5, 5)})
    assert (bill.money, bill.unknown) == (None, ("llama at localhost",))
    assert bill.told() == "cost not known: no price for llama at localhost"


def test_a_price_of_the_settings_holds_for_no_other_model(tmp_path: Path) -> None:
    models = Models.model_validate(
        {
            "completer": "http://localhost:1/v1", "model": "m", "options": {"price": {"input": 1, "output": 2}},
            "more": {"same": {"model": "m"}, "another": {"model": "n"}, "other": {"model": "o", "options": {"concurrency": 2}}},
        }
    )  # fmt: skip
    known = {
        name: model_prices.price_of(models, tmp_path, name) is not None
        for name in ("", "same", "another", "other")
    }
    assert known == {"": True, "same": True, "another": False, "other": False}


BUDGET = Options(budget_money=20)


@pytest.mark.parametrize(
    ("models", "missing"),
    [
        (Models(completer=OPENAI, model="gpt-5-mini", options=BUDGET), []),
        (Models(completer=OPENAI, model="gpt-99", options=BUDGET), ["models.options"]),
        (Models(completer=OPENAI, model="gpt-99", options=Options(budget_tokens=9)), []),
        # A further model has the budget of the first one and not its price, unless it is the same model.
        (
            Models(
                completer="http://127.0.0.1:8000/v1",
                model="a",
                options=BUDGET.model_copy(update={"price": Price(input=1, output=2)}),
                more={"same": Endpoint(model="a"), "second": Endpoint(model="b")},
            ),
            ["models.more.second.options"],
        ),
        (
            Models(
                completer=OPENAI,
                model="gpt-5-mini",
                more={"second": Endpoint(completer="http://127.0.0.1:8000/v1", model="b", options=BUDGET)},
            ),
            ["models.more.second.options"],
        ),
    ],
)
def test_a_budget_in_money_names_each_model_that_has_no_price(
    models: Models, missing: list[str], tmp_path: Path
) -> None:
    issues = model_prices.without_price(models, tmp_path)
    assert [issue.where for issue in issues] == [f"curation.toml > {table}.price" for table in missing]
    for issue in issues:
        assert "the budget of 20 cannot be kept: no price is known for" in issue.message
        assert issue.where.removeprefix("curation.toml > ").removesuffix(".price") in issue.message


PASSES = GenerateSettings(
    passes=Passes(writer="gpt-5", judge="gpt-5", checker="second", solvers=("", "gpt-5-mini"))
)


def test_a_model_that_passes_name_by_its_own_name_is_paid_at_its_own_price(tmp_path: Path) -> None:
    models = Models(
        completer=OPENAI, model="gpt-5-mini", options=BUDGET, more={"second": Endpoint(model="gpt-5-nano")}
    )
    router = composition.router(tmp_path, Config(models=models, generate=PASSES, dataset=[]))
    for name in ("", "second", "gpt-5"):
        sent, _ = router._sent(Request(name, (), None, 0.0, 9, 0))
        known = model_prices.price_of(models, tmp_path, name)
        assert known is not None and sent.price == known.price
    assert router.named["gpt-5"].spending_limits[0] is router.own.spending_limits[0]
    plain = composition.router(tmp_path, Config(models=models, dataset=[]))
    assert router.fingerprint == plain.fingerprint
    router.close()
    plain.close()


def test_the_price_that_the_settings_give_for_the_first_model_is_never_that_of_another(
    tmp_path: Path,
) -> None:
    own = BUDGET.model_copy(update={"price": Price(input=70, output=90)})
    models = Models(
        completer=OPENAI, model="gpt-5-mini", options=own, more={"second": Endpoint(model="gpt-5-nano")}
    )
    router = composition.router(tmp_path, Config(models=models, generate=PASSES, dataset=[]))
    paid = {
        name: router._sent(Request(name, (), None, 0.0, 9, 0))[0].price for name in ("", "second", "gpt-5")
    }
    router.close()
    assert paid.pop("") == own.price
    for name, model in (("second", "gpt-5-nano"), ("gpt-5", "gpt-5")):
        listed = prices.known(OPENAI, model, BUDGET, tmp_path)
        assert listed is not None and paid[name] == listed.price
        assert model_prices.price_of(models, tmp_path, name) == listed


def test_a_budget_in_money_ends_before_a_model_is_asked_that_only_a_pass_names_and_that_has_no_price(
    tmp_path: Path,
) -> None:
    models = Models(completer=OPENAI, model="gpt-5-mini", options=BUDGET)
    passes = GenerateSettings(passes=Passes(closed=("gpt-99.1",)))
    with pytest.raises(ConfigError) as error:
        composition.router(tmp_path, Config(models=models, generate=passes, dataset=[]))
    (issue,) = error.value.issues
    assert issue.where == 'curation.toml > models.more."gpt-99.1".options.price'
    assert '[models.more."gpt-99.1"]' in issue.message


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0, 2), st.booleans()), max_size=30))
def test_a_spending_limit_never_holds_and_spends_more_than_its_limits_and_gives_back_all_it_held(
    asked: list[tuple[int, float, bool]],
) -> None:
    spending_limit = SpendingLimit(tokens=200, money=5.0)
    tokens, money = 0, 0.0
    for size, cost, answered in asked:
        if not spending_limit.hold(size, cost):
            assert tokens + size > 200 or money + cost > 5.0 - 1e-6
            continue
        assert tokens + size <= 200 and money + cost <= 5.0 + 1e-6
        spending_limit.let_go(size, cost)
        if answered:
            spending_limit.spend(size, cost)
            tokens, money = tokens + size, money + cost
    assert spending_limit.hold(200 - tokens, max(0.0, 5.0 - money - 1e-6))
