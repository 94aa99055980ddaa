"""Settings come from the file, under the environment, under flags; the example is the defaults."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from interview_cli.config import (
    Tables,
    example_text,
    find_network,
    load_settings,
    tables_as_plain,
    tables_as_toml,
)
from interview_cli.errors import UsageError


def test_the_example_loads_and_equals_the_defaults(tmp_path: Path):
    """Every setting stands in the example with its default, and nothing else does."""
    file = tmp_path / "config.toml"
    file.write_text(example_text())
    assert load_settings({}, config=file).tables == Tables()

    def keys(table: object) -> set[tuple[str, str]]:
        assert isinstance(table, dict)
        return {(name, key) for name, content in table.items() for key in content}

    assert keys(tomllib.loads(example_text())) == keys(tables_as_plain(Tables()))


def test_what_is_shown_can_be_read_back(tmp_path: Path):
    """`config show` prints a file that means the same."""
    file = tmp_path / "config.toml"
    file.write_text(tables_as_toml(Tables()))
    assert load_settings({}, config=file).tables == Tables()


def test_the_environment_lies_over_the_file(tmp_path: Path):
    """A variable wins over the file; lists are split at commas."""
    file = tmp_path / "config.toml"
    file.write_text("[prep]\nquestions = 5\nlanguage = 'en'\n")
    environ = {
        "INTERVIEW_PREP__QUESTIONS": "9",
        "INTERVIEW_PREP__FORMATS": "md, json",
        "INTERVIEW_CACHE__ENABLED": "false",
    }
    tables = load_settings(environ, config=file).tables
    assert tables.prep.questions == 9
    assert tables.prep.formats == ("md", "json")
    assert tables.cache.enabled is False


@pytest.mark.parametrize(
    ("text", "environ", "named"),
    [
        ("[prep]\nquestions = 'many'\n", {}, "prep.questions"),
        ("[prep]\nquestionz = 3\n", {}, "prep.questionz"),
        ("[prep\n", {}, "not valid TOML"),
        ("", {"INTERVIEW_PREP__FORMATS": "docx"}, "prep.formats"),
        ("", {"INTERVIEW_NO__SUCH": "1"}, "INTERVIEW_NO__SUCH"),
    ],
)
def test_a_setting_that_can_t_be_used_is_named(
    tmp_path: Path, text: str, environ: dict[str, str], named: str
):
    """The message says which setting it is."""
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        load_settings(environ, config=file)
    assert named in str(caught.value)


def test_a_config_file_that_was_named_must_be_there(tmp_path: Path):
    """A wrong --config is an error, a missing default file is not."""
    with pytest.raises(UsageError, match="There is no config file"):
        load_settings({}, config=tmp_path / "none.toml")
    assert load_settings({"INTERVIEW_HOME": str(tmp_path)}).tables == Tables()


def test_home_puts_everything_under_one_folder(tmp_path: Path):
    """Config, data and cache lie under INTERVIEW_HOME."""
    paths = load_settings({"INTERVIEW_HOME": str(tmp_path)}).paths
    assert {paths.config.parent, paths.data.parent, paths.cache.parent} == {tmp_path}


def test_the_network_is_as_other_programs_have_it():
    """Proxy, exceptions and certificates come from the usual variables."""
    network = find_network(
        {"https_proxy": "http://proxy:3128", "NO_PROXY": "intranet", "REQUESTS_CA_BUNDLE": "/ca.pem"}
    )
    assert (network.proxy, network.no_proxy, network.ca_file) == ("http://proxy:3128", "intranet", "/ca.pem")


@pytest.mark.parametrize("count", ["0", "-3", "61"])
def test_a_count_of_questions_no_command_would_take_is_refused(count: str):
    """What `--questions` refuses, a file or a variable can't bring in."""
    with pytest.raises(UsageError, match="between 1 and 60"):
        load_settings({"INTERVIEW_PREP__QUESTIONS": count})


def test_an_unknown_table_is_said_to_be_none(tmp_path: Path):
    """In words of ours, with the file to mend."""
    path = tmp_path / "config.toml"
    path.write_text("[nope]\nx = 1\n")
    with pytest.raises(UsageError, match="There is no setting nope") as caught:
        load_settings({}, config=path)
    assert str(path) in caught.value.hint


def test_secrets_are_not_shown():
    """`config show` is what people paste into a bug report."""
    settings = load_settings(
        {"INTERVIEW_REDDIT__CLIENT_SECRET": "hush", "INTERVIEW_REDDIT__FEED_TOKEN": "hush"}
    )
    assert "hush" not in tables_as_toml(settings.tables)
    assert settings.tables.reddit.client_secret == "hush"
