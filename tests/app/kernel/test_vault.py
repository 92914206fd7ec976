"""Secrets survive the program, lie in one place, and are read by nobody else."""

import os
from pathlib import Path

import keyring
import pytest

from app.kernel import vault as vaults
from app.kernel.cipher import StoreKey
from app.kernel.vault import Place, Vault

Ring = dict[tuple[str, str], str]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    """The system has a key ring, for as long as the test."""
    kept: Ring = {}
    monkeypatch.setattr(vaults, "_has_key_ring", lambda: True)
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)))
    monkeypatch.setattr(keyring, "set_password", lambda service, user, value: kept.update({(service, user): value}))
    return kept


def test_a_secret_is_made_once_and_found_again(tmp_path: Path) -> None:
    first = Vault(tmp_path).secret("pepper")
    assert len(first) == 32
    assert Vault(tmp_path).secret("pepper") == first
    assert Vault(tmp_path).secret("seal") != first


def test_without_a_key_ring_a_file_only_its_owner_reads(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    vault.secret("pepper")
    assert vault.place is Place.FILE
    assert os.name == "nt" or vault.path("pepper").stat().st_mode & 0o077 == 0


def test_a_key_ring_leaves_no_file(tmp_path: Path, ring: Ring) -> None:
    vault = Vault(tmp_path)
    value = vault.secret("pepper")
    assert vault.place is Place.KEY_RING and not vault.path("pepper").exists()
    assert Vault(tmp_path).read("pepper") == value
    assert [user for _service, user in ring] == [f"{vault.store_id}/pepper"]


def test_two_stores_on_one_pc_do_not_share_secrets(tmp_path: Path, ring: Ring) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    assert Vault(tmp_path / "one").secret("pepper") != Vault(tmp_path / "two").secret("pepper")


def test_a_store_that_has_its_key_in_a_file_goes_on_with_it(tmp_path: Path, ring: Ring) -> None:
    (tmp_path / "forecourt.key").write_bytes(b"k" * 32)
    assert Vault(tmp_path).secret("chain") == b"k" * 32
    assert not ring


def test_a_throw_away_store_leaves_the_key_ring_alone(tmp_path: Path, ring: Ring) -> None:
    Vault(tmp_path, wants_key_ring=False).secret("pepper")
    assert not ring


def test_the_key_of_a_database_goes_by_its_own_id_and_never_takes_anothers_place(tmp_path: Path, ring: Ring) -> None:
    vault, first, second = Vault(tmp_path), StoreKey(bytes(20)), StoreKey(bytes(range(20)))
    vault.secret("pepper")
    vault.keep_key(first)
    vault.keep_key(second)
    vault.change_id("another-store")
    assert vault.kept_keys() == (second, first)
    assert not vault.key_is_in_file(second) and not list(tmp_path.glob("*cipher*"))
    assert vault.names() == (), "a backup brings no key of a database"
