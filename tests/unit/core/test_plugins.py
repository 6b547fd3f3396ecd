"""Plugins by name: found, named, digested, guarded; and what a wrong one is told."""

import importlib
import sys

import pytest
from curation.core import plugins
from curation.core.errors import ConfigError, InputError, PluginError

import plugin_package

TABLE = {"fold": "curation.core.digests:fold"}


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setattr(plugins, "LOGS", plugins.ContextVar("logs", default=tmp_path / "logs"))
    return plugin_package.write(tmp_path / "site", monkeypatch)


def test_a_name_in_the_table_and_a_dotted_name_are_the_same_plugin():
    by_name = plugins.resolve("reader", "fold", TABLE)
    dotted = plugins.resolve("reader", "curation.core.digests:fold", TABLE)
    assert by_name == dotted
    assert by_name.shipped and by_name.name == "fold" and by_name.digest == ""


@pytest.mark.parametrize(
    "name", ["nothing", "no.such.module:thing", "curation.core.digests:nothing", "a:", ":b"]
)
def test_an_unknown_plugin_is_a_setting_error_that_names_the_place(name):
    with pytest.raises(ConfigError) as caught:
        plugins.resolve("reader", name, TABLE, where="ingest.readers.mine")
    assert [issue.where for issue in caught.value.issues] == ["ingest.readers.mine"]
    assert "\n" not in str(caught.value)


def test_an_unknown_name_is_told_the_names_there_are():
    with pytest.raises(ConfigError, match="there are fold"):
        plugins.resolve("reader", "nothing", TABLE)


@pytest.mark.slow
def test_a_plugin_from_outside_has_a_qualified_name_and_the_digest_of_its_package(package):
    found = plugins.resolve("reader", f"{package}.reading:read", TABLE)
    assert (found.name, found.own_name, found.shipped) == (f"{package}/read", "read", False)
    assert found.digest == plugins.source_digest(package)
    assert (found.distribution, found.version) == ("", "")


def test_an_edit_anywhere_in_the_package_changes_the_digest_and_a_cache_file_does_not(package, tmp_path):
    before = plugins.source_digest(package)
    folder = tmp_path / "site" / package
    (folder / "__pycache__").mkdir(exist_ok=True)
    (folder / "__pycache__" / "reading.cpython-311.pyc").write_bytes(b"x")
    assert plugins.source_digest(package) == before
    (folder / "inner").mkdir()
    (folder / "inner" / "deep.py").write_text("X = 1\n", "utf-8")
    added = plugins.source_digest(package)
    (folder / "inner" / "deep.py").write_text("X = 2\n", "utf-8")
    assert len({before, added, plugins.source_digest(package)}) == 3


def test_a_module_of_one_file_is_digested_too_and_an_absent_one_has_a_digest(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "onefile.py").write_text("X = 1\n", "utf-8")
    before = plugins.source_digest("onefile")
    (tmp_path / "onefile.py").write_text("X = 2\n", "utf-8")
    importlib.invalidate_caches()
    assert plugins.source_digest("onefile") not in (before, plugins.source_digest("neverwritten"))


def test_an_entry_point_is_found_by_its_name_with_the_version_of_its_distribution(tmp_path, monkeypatch):
    site = tmp_path / "site"
    package = plugin_package.write(site, monkeypatch)
    plugin_package.offer(site, package, **{"reader.rules": f"{package}.reading:read"})
    sys.path.append(str(tmp_path / "unused"))  # a longer path is looked through anew
    try:
        found = plugins.resolve("reader", "rules", TABLE)
        assert (found.name, found.distribution, found.version) == (f"{package}/read", package, "2.5")
        assert set(plugins.entry_points("reader")) >= {"rules"}
        assert "rules" not in plugins.entry_points("check")
    finally:
        sys.path.remove(str(tmp_path / "unused"))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def read(:\n", "SyntaxError"),
        ("1 / 0\n", "ZeroDivisionError"),
        ("import no_such_library_anywhere\n", "no_such_library_anywhere"),
        ("read = 3\n", "it cannot be called"),
        ("other = 3\n", "read"),
    ],
)
def test_a_module_that_cannot_be_used_is_one_line(tmp_path, monkeypatch, source, told):
    monkeypatch.setattr(plugins, "LOGS", plugins.ContextVar("logs", default=tmp_path / "logs"))
    package = plugin_package.write(tmp_path, monkeypatch, reading=source)
    with pytest.raises(ConfigError) as caught:
        plugins.resolve("reader", f"{package}.reading:read", TABLE, where="here")
    assert told in str(caught.value)
    assert str(caught.value).count("\n") == 0


SECRET = "the words of the document"


def outside(name="ext/own"):
    return plugins.Plugin("check", name, "ext:own", len, shipped=False)


def test_what_a_plugin_raises_names_it_and_the_row_and_keeps_the_words_in_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(plugins, "LOGS", plugins.ContextVar("logs", default=tmp_path / "logs"))
    with pytest.raises(PluginError) as caught, plugins.guard(outside(), "item q-1"):
        raise ValueError(SECRET)
    text = str(caught.value)
    assert text.startswith("check plugin ext/own: item q-1: raised ValueError")
    assert SECRET not in text and caught.value.__suppress_context__
    (log,) = (tmp_path / "logs").iterdir()
    assert SECRET in log.read_text("utf-8") and log.name in text


def test_an_error_of_this_package_and_an_interrupt_pass_a_guard():
    with pytest.raises(InputError), plugins.guard(outside(), "x"):
        raise InputError.one("x", "y", "z")
    with pytest.raises(KeyboardInterrupt), plugins.guard(outside(), "x"):
        raise KeyboardInterrupt


def test_what_a_part_of_this_package_raises_is_not_dressed_up():
    shipped = plugins.resolve("reader", "fold", TABLE)
    with pytest.raises(ZeroDivisionError), plugins.guard(shipped, "x"):
        raise ZeroDivisionError


def test_guarded_gives_what_there_is_until_the_plugin_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(plugins, "LOGS", plugins.ContextVar("logs", default=tmp_path / "logs"))

    def results():
        yield from (1, 2)
        raise KeyError(SECRET)

    seen = []
    with pytest.raises(PluginError, match="raised KeyError"):
        seen += [seen.append(one) for one in plugins.guarded(outside(), "x", results)]
    assert seen == [1, 2]
    assert list(plugins.guarded(outside(), "x", lambda: [3, 4])) == [3, 4]


def test_a_taken_name_is_refused_unless_it_is_given_up():
    taker = outside("ext/stem-empty")
    with pytest.raises(ConfigError, match="plugin-name-taken"):
        plugins.admit([taker], ["stem-empty"], [], "lint")
    assert plugins.admit([taker], ["stem-empty"], ["stem-empty"], "lint") == [taker]
    with pytest.raises(ConfigError, match="plugin-replaces-nothing"):
        plugins.admit([taker], ["other"], ["stem-empty"], "lint")


def test_two_plugins_of_one_name_are_refused_and_one_named_twice_is_not():
    one = outside()
    other = plugins.Plugin("check", one.name, "ext.other:own", len, shipped=False)
    with pytest.raises(ConfigError, match="two plugins are called ext/own"):
        plugins.admit([one, other], [], [], "lint")
    assert plugins.admit([one, one], [], [], "lint") == [one, one]
