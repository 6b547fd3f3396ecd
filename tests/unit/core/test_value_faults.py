"""What a person reads who wrote a wrong value: what to write, not which type of the library it is not."""

from typing import Literal

import pytest
from curation.core import value_faults
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator


class Made(BaseModel):
    model_config = ConfigDict(extra="forbid")

    whole: int = 1
    share: float = Field(default=0.5, ge=0, lt=1)
    most: int = Field(default=3, gt=1, le=9)
    on: bool = True
    words: list[str] = []
    table: dict[str, str] = {}
    text: str = ""
    way: Literal["fixed", "sequential"] = "fixed"
    own: str = ""

    @field_validator("own")
    @classmethod
    def _own(cls, value: str) -> str:
        if value == "bad":
            raise ValueError("must be good")
        return value


class Needed(BaseModel):
    name: str


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"whole": "one"}, "write a whole number, without quotes"),
        ({"whole": 1.5}, "write a whole number, without quotes"),
        ({"whole": [1]}, "write a whole number, without quotes"),
        ({"share": "low"}, "write a number, without quotes"),
        ({"share": -0.5}, "write a number of at least 0"),
        ({"share": 1}, "write a number below 1"),
        ({"most": 1}, "write a number above 1"),
        ({"most": 10}, "write a number of at most 9"),
        ({"on": "perhaps"}, "write true or false, without quotes"),
        ({"words": "one"}, 'write a list, such as ["one", "two"]'),
        ({"table": "one"}, "write a table: names with their values"),
        ({"text": 3}, "write a text in quotes"),
        ({"way": "free"}, "write one of 'fixed' or 'sequential'"),
        ({"own": "bad"}, "must be good"),
    ],
)
def test_a_wrong_value_is_told_by_what_to_write(given, expected):
    with pytest.raises(ValidationError) as caught:
        Made.model_validate(given)
    (error,) = caught.value.errors()
    assert value_faults.told(error) == expected


def test_a_missing_value_is_told_as_missing():
    with pytest.raises(ValidationError) as caught:
        Needed.model_validate({})
    assert value_faults.told(caught.value.errors()[0]) == "is missing; write it"


def test_a_fault_without_words_of_its_own_keeps_those_that_it_has():
    assert value_faults.told({"type": "url_parsing", "msg": "is no address"}) == "is no address"
