"""Questions with pictures in Inspect: as they are, without their pictures, and with their texts; and the two runs compared in pairs."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from typing import Any

import pytest
from curation import release
from curation.core import tables
from curation.core.digests import sha256
from curation.core.errors import InputError
from curation.core.items import item_content
from curation.core.records import Candidate, Picture
from curation.measure import compare, logs
from curation.measure.release import load
from curation.measure.settings import Settings
from PIL import Image

from lazy_modules import need
from release_world import world

inspect_ai = need("inspect_ai", "the measure extra is not installed")
pytestmark = pytest.mark.slow


def drawing(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20 + number, 20), (10 * number, 90, 90)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A release of twelve questions, eight of them with a picture."""
    inputs, told, held = world(12), [], {}
    for number, one in enumerate(tables.rows(inputs.candidates, Candidate)):
        if number < 8:
            data = drawing(number)
            held[sha256(data)] = data
            shown = Picture(
                sha256=sha256(data),
                media_type="image/png",
                width=20 + number,
                height=20,
                alt=f"Shelf {number}.",
                licence="CC0-1.0",
            )
            one = one.model_copy(update={"pictures": [shown]})
        told.append(one.model_copy(update={"fingerprint": item_content.of(one)}))
    inputs = replace(inputs, candidates=tables.frame(told, Candidate), pictures=held)
    return release.cut(inputs, "1.0.0", tmp_path_factory.mktemp("r"), validate=False)


def model():
    """A model that knows the key (the first option) where it sees a picture, and guesses the second where it does not."""
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    def reply(input, tools, tool_choice, config):
        content = input[-1].content
        seen = not isinstance(content, str) and any(part.type == "image" for part in content)
        output = ModelOutput.from_content("mockllm/demo", "A" if seen else "B")
        output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
        return output

    return get_model("mockllm/demo", custom_outputs=reply, memoize=False)


def run(folder, out, pictures: str):
    from curation.harnesses import inspect_tasks

    task = inspect_tasks.questions(str(folder), pictures=pictures)
    return inspect_ai.eval(task, model=model(), log_dir=str(out), display="none", log_samples=True)[0]


def test_a_question_is_put_with_its_picture_before_its_words(folder):
    from curation.harnesses import inspect_tasks

    dataset = inspect_tasks.questions(str(folder)).dataset
    held = {base64.b64encode(drawing(n)).decode() for n in range(8)}
    shown = [sample for sample in dataset if not isinstance(sample.input, str)]
    assert (len(shown), len(dataset)) == (8, 12)
    for sample in shown:
        image, text = sample.input[0].content
        assert image.image.removeprefix("data:image/png;base64,") in held
        assert "How many cylinders" in text.text


def test_without_their_pictures_the_same_questions_are_put(folder):
    from curation.harnesses import inspect_tasks

    put = {
        mode: inspect_tasks.questions(str(folder), pictures=mode).dataset
        for mode in ("only", "left-out", "described")
    }
    ids = {mode: [sample.id for sample in dataset] for mode, dataset in put.items()}
    assert len(ids["only"]) == 8
    assert ids["only"] == ids["left-out"] == ids["described"]
    assert all(isinstance(sample.input, str) for sample in put["left-out"])
    assert all(sample.input.startswith("[Picture 1: Shelf ") for sample in put["described"])
    with pytest.raises(InputError, match="pictures-mode"):
        inspect_tasks.questions(str(folder), pictures="sometimes")


def test_what_a_picture_is_worth_is_a_comparison_of_pairs(folder, tmp_path):
    with_, without = run(folder, tmp_path / "with", "only"), run(folder, tmp_path / "without", "left-out")
    assert with_.status == without.status == "success"
    first, second = logs.load(tmp_path / "without", load(folder)), logs.load(tmp_path / "with", load(folder))
    found = compare.compare(first, second, Settings(rounds=200, by=("pictures",)))
    told = found["capability"]["overall"]
    assert (told["before"]["value"], told["after"]["value"], told["pairs"]) == (0.0, 1.0, 8)
    assert list(found["capability"]["by"]["pictures"]) == ["with a picture"]


def test_a_model_of_text_gets_a_task_of_the_questions_without_a_picture(folder):
    from curation.measure import tasks
    from curation.measure.release import load

    bound = load(folder)
    written = dict(tasks.files(bound))
    name = next(n for n in written if n.endswith("_text.yaml"))
    whole = written[name.replace("_text", "")]
    assert "doc_to_image" in whole and "<image>" in whole
    assert "doc_to_image" not in written[name] and "<image>" not in written[name]
    assert f"process_docs: !function {tasks.TEXT_ROWS}.text_alone" in written[name]

    import datasets

    space: dict[str, Any] = {}
    exec(written[f"lm_eval/{tasks.TEXT_ROWS}.py"], space)
    file = str(next(iter(bound.files.values())))
    rows = datasets.load_dataset("parquet", data_files={"test": file})["test"]
    shown = space["text_alone"](rows)
    assert len(rows) == 12 and len(shown) == 4
    assert "images" not in shown.column_names
