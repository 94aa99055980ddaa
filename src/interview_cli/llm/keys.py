"""The one file that knows keyring: where keys are kept, and how they are found.

In order: the environment, then the file `keys.json` beside the config (0600), which holds either the key or a note that it is in the
system's keyring. The keyring is asked only when that note is there: some open a dialog.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from interview_cli.errors import SetupNeeded, UsageError
from interview_cli.llm.settings import Provider
from interview_cli.store.files import write_private

KEYS_FILE: Final = "keys.json"
_SERVICE: Final = "interview-cli"
_IN_KEYRING: Final = {"keyring": True}
Place = Literal["keyring", "file"]


def find_key(provider: Provider, environ: Mapping[str, str], folder: Path) -> str | None:
    """The key of `provider`, from its own variable, or kept by `set_key`; None when there is none.

    A provider on this machine needs none and gets a word that stands for one. No key is looked for under another
    provider's name. Raises `UsageError` for a file that others can read.
    """
    if provider.key_env and environ.get(provider.key_env, "").strip():
        return environ[provider.key_env].strip()
    entry = read_keys(folder).get(provider.name)
    if isinstance(entry, str) and entry:
        return entry
    if entry == _IN_KEYRING:
        return _from_keyring(provider.name)
    return "no-key-needed" if provider.is_local and not provider.key_env else None


def set_key(name: str, key: str, folder: Path, *, use_keyring: bool = True) -> Place:
    """Keep `key` for the provider `name`: in the system's keyring where there is one, else in a 0600 file; says where."""
    key = key.strip()
    if not key or any(c.isspace() or not c.isprintable() for c in key):
        raise UsageError("That is no key: it is empty or holds spaces.", "Paste the key alone.")
    kept: Place = "keyring" if use_keyring and _to_keyring(name, key) else "file"
    keys = {**read_keys(folder), name: _IN_KEYRING if kept == "keyring" else key}
    write_private(folder / KEYS_FILE, json.dumps(keys, indent=2).encode() + b"\n")
    return kept


def forget_key(name: str, folder: Path) -> bool:
    """Take the key of `name` away from file and keyring; whether there was one."""
    keys = read_keys(folder)
    if name not in keys:
        return False
    if keys.pop(name) == _IN_KEYRING:
        _delete_from_keyring(name)
    write_private(folder / KEYS_FILE, json.dumps(keys, indent=2).encode() + b"\n")
    return True


def read_keys(folder: Path) -> dict[str, object]:
    """What stands in the key file. Raises `UsageError` when it can't be read or others can read it."""
    path = folder / KEYS_FILE
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            raise UsageError(f"{path} can be read by others (mode {mode:04o}).", f"chmod 600 {path}")
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The key file {path} can't be read: {error}.",
            "Delete it and set the keys anew: interview config set-key PROVIDER",
        ) from error
    return data if isinstance(data, dict) else {}


def _to_keyring(name: str, key: str) -> bool:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return False
    try:
        keyring.set_password(_SERVICE, name, key)
        kept: str | None = keyring.get_password(_SERVICE, name)
    except (KeyringError, RuntimeError, OSError):
        return False
    return kept == key


def _from_keyring(name: str) -> str | None:
    again = f"Set it again: interview config set-key {name}"
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise SetupNeeded(
            f"The key of {name} is in the keyring, and keyring is not installed.", again
        ) from None
    try:
        kept: str | None = keyring.get_password(_SERVICE, name)
    except (KeyringError, RuntimeError, OSError) as error:
        raise SetupNeeded(f"The keyring with the key of {name} can't be opened: {error}.", again) from error
    return kept


def _delete_from_keyring(name: str) -> None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return
    try:
        keyring.delete_password(_SERVICE, name)
    except (KeyringError, RuntimeError, OSError):
        return
