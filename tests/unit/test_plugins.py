"""Plugins by name."""

import pytest
from curation.core import plugins
from curation.core.errors import ConfigError

TABLE = {"fold": "curation.core.digests:fold"}


def test_a_name_in_the_table_and_a_dotted_name_are_the_same_plugin():
    assert plugins.find("fold", TABLE, "reader") is plugins.find("curation.core.digests:fold", {}, "reader")


@pytest.mark.parametrize("name", ["nothing", "no.such.module:thing", "curation.core.digests:nothing"])
def test_an_unknown_plugin_is_a_setting_error(name):
    with pytest.raises(ConfigError):
        plugins.find(name, TABLE, "reader")


def test_the_fingerprint_names_the_source():
    from curation.core.digests import fold, sha256
    from curation.core.errors import visible

    assert plugins.fingerprint(fold) == plugins.fingerprint(sha256)
    assert plugins.fingerprint(fold) != plugins.fingerprint(visible)
