"""Writes what is known from the code: pages of commands, settings, issue codes, and JSON Schemas of the records. `--check` only says whether they are current."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from curation.core.records import RECORDS, Record
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

if TYPE_CHECKING:
    from click import Command, Parameter

ROOT = Path(__file__).resolve().parent.parent
NOTE = "<!-- Written by docs/generate.py from the code; run `make docs` after a change. -->\n"


def commands() -> Iterator[tuple[str, Command]]:
    """Every command with its full name, in the order of `--help`, groups left out."""

    def walk(name: str, command: Any) -> Iterator[tuple[str, Command]]:
        if hasattr(command, "commands"):
            for inner, part in command.commands.items():
                if not part.hidden:
                    yield from walk(f"{name} {inner}", part)
        else:
            yield name, command

    yield from walk("curation", _program())


@cache
def _program() -> Any:
    """The command of the whole program, built once."""
    import typer
    from curation.cli.main import app

    return typer.main.get_command(app)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _parameter(parameter: Parameter) -> str:
    words = _cell(getattr(parameter, "help", None) or "")
    if parameter.param_type_name == "argument":
        name = (parameter.metavar or parameter.name or "").upper()
        return f"| `{name}` | {'required' if parameter.required else 'optional'} | {words} |"
    names = ", ".join(f"`{o}`" for o in [*parameter.opts, *parameter.secondary_opts])
    default = parameter.default
    shown = "" if default in (None, False, "", (), []) or callable(default) else f"`{default}`"
    if default is True and parameter.secondary_opts:
        shown = f"`{parameter.opts[0]}`"
    return f"| {names} | {'required' if parameter.required else shown} | {words} |"


def cli_page() -> str:
    """The reference of all commands."""
    lines = [NOTE, "# Commands\n"]
    lines.append(
        "stdout is for results, stderr for progress and notes. Exit codes: 0 done, 1 the input, the settings or the order "
        "is wrong (every finding is listed), 2 usage, 3 a service failed: try again, 4 a fault of this package (it says where the details are), 130 interrupted. `--offline` (or `CURATION_OFFLINE=1`) "
        "before the command opens no socket. Shell completion: `curation --install-completion`.\n"
    )
    for name, command in commands():
        lines.append(f"## `{name}`\n")
        lines.append(" ".join((command.help or "").split("\f")[0].split()) + "\n")
        shown = [p for p in command.params if not getattr(p, "hidden", False) and p.name != "help"]
        if shown:
            lines += ["| parameter | default | |", "|---|---|---|", *map(_parameter, shown), ""]
    return "\n".join(lines)


def settings() -> Iterator[tuple[str, type[BaseModel]]]:
    """Every table of `curation.toml` with its model, outer before inner."""
    from curation.pipeline.config import Config

    def inner(annotation: Any) -> type[BaseModel] | None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        return next((m for a in get_args(annotation) if (m := inner(a))), None)

    def walk(path: str, model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
        yield path, model
        for name, info in model.model_fields.items():
            if part := inner(info.annotation):
                yield from walk(f"{path}.{name}" if path else name, part)

    yield from walk("", Config)


def _default(info: Any) -> str:
    if info.default_factory is not None:
        return f"`{_toml(info.default_factory())}`"
    if info.default is PydanticUndefined:
        return "required"
    if info.default is None:
        return "not set"
    return "its own table" if isinstance(info.default, BaseModel) else f"`{_toml(info.default)}`"


def _toml(value: Any) -> str:
    """A value as it is written in `curation.toml`."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{k} = {_toml(v)}' for k, v in value.items())} }}" if value else "{}"
    return str(value)


def _brackets(path: str) -> str:
    """The heading of a table as it stands in the file: `[[dataset]]` where there may be several, `[models.more.NAME]` below names of one's own."""
    from curation.pipeline.config import Config

    model: Any = Config
    several, parts = False, []
    for part in path.split("."):
        annotation = model.model_fields[part].annotation
        text = str(annotation)
        several = "list[" in text or "tuple[" in text
        parts += [part, "NAME"] if "dict[" in text else [part]
        model = next(known for name, known in settings() if name == ".".join(p for p in parts if p != "NAME"))
    return f"[[{'.'.join(parts)}]]" if several else f"[{'.'.join(parts)}]"


def _choices(info: Any) -> str:
    """The values that a setting may take, where its description does not name them all."""

    def literals(annotation: Any) -> list[str]:
        if get_origin(annotation) is Literal:
            return [_toml(value) for value in get_args(annotation)]
        return [one for part in get_args(annotation) for one in literals(part)]

    values = list(dict.fromkeys(literals(info.annotation)))
    told = info.description or ""
    if not values or all(value.strip('"') and f"`{value.strip(chr(34))}`" in told for value in values):
        return ""
    return f" Values: {', '.join(f'`{value}`' for value in values)}."


def _of(model: type[BaseModel], known: str) -> str:
    """Which keys of the table `known` a table takes that has the same or fewer keys."""
    whole = dict(settings())[known].model_fields
    return (
        ""
        if whole.keys() == model.model_fields.keys()
        else f": {', '.join(f'`{n}`' for n in model.model_fields)}"
    )


def settings_page() -> str:
    """The reference of all settings."""
    lines = [NOTE, "# Settings: `curation.toml`\n"]
    lines.append(
        "Defaults are written as in the file; *not set* means that the key has no value; its line says what counts then. "
        "An unknown or wrong key is an error that names its path; a former key with the value that is always used now is a note. What decides a result is here and in the key of its step; "
        "what only decides the speed is an option of the command.\n"
    )
    shown: dict[type[BaseModel], str] = {}
    for path, model in settings():
        lines.append(f"## `{_brackets(path)}`\n" if path else "## Top of the file\n")
        if known := next((name for other, name in shown.items() if issubclass(other, model)), None):
            lines.append(f"The keys of `{_brackets(known)}`{_of(model, known)}.\n")
            continue
        shown[model] = path
        lines.append(" ".join((model.__doc__ or "").split()) + "\n")
        lines += ["| key | default | |", "|---|---|---|"]
        lines += [
            f"| `{n}` | {_default(i)} | {_cell(i.description or '')}{_choices(i)} |"
            for n, i in model.model_fields.items()
        ]
        lines.append("")
    return "\n".join(lines)


@cache
def issue_codes() -> dict[str, list[tuple[str, str]]]:
    """Every issue code in the source with the modules that raise it and the words of the message."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((ROOT / "curation").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        text = path.read_text("utf-8")
        if "Issue(" not in text and ".one(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            code = node.args[1]
            if called not in {"Issue", "one"} or not isinstance(code, ast.Constant):
                continue
            if isinstance(code.value, str):
                message = (
                    node.args[2]
                    if len(node.args) > 2
                    else next((k.value for k in node.keywords if k.arg == "message"), None)
                )
                found.setdefault(code.value, []).append((module, _message(message)))
    return found


def _message(node: ast.expr | None) -> str:
    """The words of a message, `…` where a value is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.BinOp):
        return _message(node.left) + _message(node.right)
    return "…"


def issues_page() -> str:
    """The reference of all issue codes."""
    lines = [NOTE, "# Issue codes\n"]
    lines.append("An issue reads `place: severity[code] message`. `…` stands for what is filled in.\n")
    lines.append(
        "A *candidate* is a prompt, question or task that was generated. An *item* is what one person is asked to judge: a candidate "
        "or the mapping of a clause. A *row* is a line of a release. A *batch* is a set of items that was fixed for review. *Gold* "
        "are items with a known verdict. The *lot* of an audit is the list of accepted items that its sample is drawn from.\n"
    )
    lines += ["| code | message | from |", "|---|---|---|"]
    for code, places in sorted(issue_codes().items()):
        words = "<br>".join(dict.fromkeys(_cell(m) for _, m in places))
        lines.append(f"| `{code}` | {words} | {', '.join(dict.fromkeys(f'`{m}`' for m, _ in places))} |")
    return "\n".join([*lines, ""])


def record_schema(record: type[Record]) -> str:
    """The JSON Schema of a record type."""
    from curation.core import tables

    return tables.json_schema(record)


PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    "docs/settings.md": settings_page,
    "docs/issues.md": issues_page,
    **{f"schemas/records/{r.__name__.lower()}.schema.json": partial(record_schema, r) for r in RECORDS},
}
"""Every generated file with the function that writes it."""


def main() -> int:
    """Writes the pages, or with `--check` names those that are not current; gives the exit code."""
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    sys.stdout.write(f"{'stale' if '--check' in sys.argv else 'written'}: {', '.join(stale) or 'none'}\n")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
