"""The seal in the settings: shown to everyone, exported as a file, renewed by a manager with a reason."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hands import type_words
from order_page import OpenAt, OpenPage
from PySide6.QtWidgets import QFileDialog, QLabel

from app.desk import Desk
from app.kernel.digest import short
from app.paper.certificate import seal_standing
from ui.settings.seal_section import SealSection

NUMBER = "WXD000025"


def section(open_at: OpenAt, staff_no: str) -> AbstractContextManager[OpenPage]:
    """The section with someone in front of it; the order only opens the page."""
    return open_at(staff_no, NUMBER, lambda worker, _order_id: SealSection(worker))


def words(opened: OpenPage, name: str) -> str:
    """What a line says."""
    label = opened.find(name)
    assert isinstance(label, QLabel)
    return label.text()


def test_it_shows_whose_seal_it_is_and_that_its_key_lies_in_a_file(open_at: OpenAt, store_time: None) -> None:
    with section(open_at, "S02") as opened:
        (row,) = seal_standing(opened.desk).certificates
        assert words(opened, "settings.seal.fingerprint") == short(row.fingerprint)
        assert words(opened, "settings.seal.valid") == "2026-11-22 to 2036-11-22"
        assert "beside the database" in words(opened, "settings.seal.place")
        assert not opened.sees("settings.seal.trouble")


def test_only_a_manager_is_offered_a_new_one(open_at: OpenAt) -> None:
    with section(open_at, "S02") as opened:
        assert not opened.sees("settings.seal.renew")
        assert opened.sees("settings.seal.export")


def test_a_manager_renews_it_after_a_reason_and_a_question(open_at: OpenAt) -> None:
    with section(open_at, "S01") as opened:
        opened.click("settings.seal.renew")
        assert opened.sees("settings.seal.reason.error")
        assert not opened.sees("settings.seal.confirm")
        type_words(opened.find("settings.seal.reason"), "旧电脑报废")
        opened.click("settings.seal.renew")
        opened.click("settings.seal.confirm.cancel")
        assert len(seal_standing(opened.desk).certificates) == 1
        opened.click("settings.seal.renew")
        opened.click("settings.seal.confirm.accept")
        new, old = seal_standing(opened.desk).certificates
        assert words(opened, "settings.seal.fingerprint") == short(new.fingerprint) != short(old.fingerprint)
        assert opened.said[-1].words == "There is a new seal. Export its certificate."
        assert opened.find("settings.seal.export").hasFocus(), "what is to be done next"


def test_the_public_certificate_goes_into_a_file(
    open_at: OpenAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "seal.pem"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    with section(open_at, "S02") as opened:
        opened.click("settings.seal.export")
        (row,) = seal_standing(opened.desk).certificates
    assert target.read_text(encoding="ascii") == row.pem
    assert "PRIVATE" not in target.read_text(encoding="ascii")


def test_a_lost_key_is_said_with_its_remedy(open_at: OpenAt, advisor: Desk) -> None:
    (row,) = seal_standing(advisor).certificates
    advisor.store.vault.path(f"seal-{row.fingerprint[:16]}").unlink()
    with section(open_at, "S02") as opened:
        assert opened.sees("settings.seal.trouble")
