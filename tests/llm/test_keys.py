"""Keys: found in their own place, kept where only their owner can read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from interview_cli.errors import UsageError
from interview_cli.llm.keys import KEYS_FILE, find_key, forget_key, set_key
from interview_cli.llm.settings import KNOWN

_OF = {provider.name: provider for provider in KNOWN}


def test_a_key_is_kept_in_a_file_only_its_owner_reads(tmp_path: Path):
    """0600, found again, and gone when it is forgotten."""
    assert set_key("groq", " gsk_abc \n", tmp_path, use_keyring=False) == "file"
    assert stat.S_IMODE((tmp_path / KEYS_FILE).stat().st_mode) == 0o600
    assert find_key(_OF["groq"], {}, tmp_path) == "gsk_abc"
    assert forget_key("groq", tmp_path)
    assert find_key(_OF["groq"], {}, tmp_path) is None


def test_the_environment_comes_first_and_only_under_the_providers_own_name(tmp_path: Path):
    """Another provider's variable is no key for this one."""
    set_key("groq", "from-file", tmp_path, use_keyring=False)
    assert find_key(_OF["groq"], {"GROQ_API_KEY": "from-shell"}, tmp_path) == "from-shell"
    assert find_key(_OF["groq"], {"OPENAI_API_KEY": "other"}, tmp_path) == "from-file"
    assert find_key(_OF["openai"], {"GROQ_API_KEY": "other"}, tmp_path) is None


def test_a_server_of_ones_own_needs_no_key(tmp_path: Path):
    """The library wants a word there, so it gets one that is no secret."""
    assert find_key(_OF["ollama"], {}, tmp_path) == "no-key-needed"


def test_a_key_file_others_can_read_is_refused(tmp_path: Path):
    """With the command that mends it."""
    set_key("groq", "gsk_abc", tmp_path, use_keyring=False)
    (tmp_path / KEYS_FILE).chmod(0o644)
    with pytest.raises(UsageError, match="read by others") as caught:
        find_key(_OF["groq"], {}, tmp_path)
    assert caught.value.hint.startswith("chmod 600")


@pytest.mark.parametrize("key", ["", "   ", "two words", "line\nbreak"])
def test_what_is_no_key_is_not_kept(key: str, tmp_path: Path):
    """A slip of the clipboard is told at once."""
    with pytest.raises(UsageError):
        set_key("groq", key, tmp_path, use_keyring=False)
