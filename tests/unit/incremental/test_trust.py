"""Only builds by the same user on the same computer can seal what the next one believes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sitegen.incremental import trust
from sitegen.incremental.trust import SIZE, NoSecretError, Seal, own_seal

SEAL = Seal(b"k" * 32)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_what_was_sealed_can_be_opened_at_its_place_only() -> None:
    sealed = SEAL.close(b"data", "traces", "a")
    assert len(sealed) == SIZE + 4
    assert SEAL.open(sealed, "traces", "a") == b"data"
    assert SEAL.open(sealed, "traces", "b") == b""
    assert SEAL.open(sealed, "tracesa", "") == b""


@pytest.mark.parametrize("sealed", [b"", b"data", b"\0" * SIZE + b"data"])
def test_what_was_not_sealed_is_nothing(sealed: bytes) -> None:
    assert SEAL.open(sealed, "traces", "a") == b""


def test_every_bit_counts() -> None:
    sealed = SEAL.close(b"data", "traces", "a")
    for at in range(len(sealed)):
        altered = bytearray(sealed)
        altered[at] ^= 1
        assert SEAL.open(bytes(altered), "traces", "a") == b""


def test_another_secret_opens_nothing() -> None:
    assert Seal(b"other" * 6).open(SEAL.close(b"data", "a"), "a") == b""


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="modes, and where data is kept")


@linux_only
def test_the_secret_is_made_once_and_readable_by_its_user_only(data_folder: Path) -> None:
    first = own_seal()
    assert own_seal() == first
    (key,) = data_folder.rglob("*key*")
    assert key == data_folder / "sitegen/state-key"
    assert (key.stat().st_mode & 0o777, len(key.read_bytes())) == (0o600, 32)
    assert key.parent.stat().st_mode & 0o777 == 0o700


@linux_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_secret_that_others_can_read_is_none(data_folder: Path, mode: int) -> None:
    first = own_seal()
    (data_folder / "sitegen/state-key").chmod(mode)
    assert own_seal() != first
    assert (data_folder / "sitegen/state-key").stat().st_mode & 0o777 == 0o600


@linux_only
def test_a_secret_of_another_length_is_none(data_folder: Path) -> None:
    own_seal()
    (data_folder / "sitegen/state-key").write_bytes(b"short")
    assert len(own_seal().key) == 32


@linux_only
def test_where_no_secret_can_be_kept_there_is_no_seal(data_folder: Path) -> None:
    data_folder.write_text("a file where the folder should be")
    with pytest.raises(NoSecretError, match="data"):
        own_seal()


@linux_only
def test_a_folder_that_is_named_by_halves_is_not_used(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(data_folder))
    for named in ("data", ""):
        monkeypatch.setenv("XDG_DATA_HOME", named)
        assert trust.data_folder() == data_folder / ".local/share/sitegen"
