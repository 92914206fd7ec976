"""Broken and forged papers and backups: told in one sentence, never a crash, nothing written outside the scratch."""

import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import make
import pytest

from app.desk import Store
from app.kernel.refusal import Trouble
from app.order.workflow import Stage
from app.overview.papers import open_paper
from app.paper.queries import papers_of
from app.paper.verify import own_certificates, verify_file, verify_with
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.prove import prove
from app.upkeep.opening import desk_for
from tests.faults.damaged import damaged

pytestmark = pytest.mark.faults
SEED = 20261126
PAPERS, PAPERS_LONG, BACKUPS, BACKUPS_LONG = 200, 2000, 60, 1000
# What a forger packs: names that lead out, are devices, links or folders, twice the same, or far too many.
NAMES = ("../evil", "/evil", "C:\\evil", "files/aa/bb/CON", "keys/../evil", "forecourt.db", "manifest.json", "x" * 300)


def test_a_broken_paper_is_never_intact(store: Store, is_long: bool, counted: Callable[[str], None]) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    desk, dice = make.desk(replace(store, makes_files_later=False)), random.Random(SEED)
    sound = tuple(open_paper(desk, paper.id) for paper in papers_of(desk, order_id)[:4])
    certificate = own_certificates(desk)[0]
    assert all(verify_file(desk, paper).is_intact for paper in sound), "control"
    told, unreadable = 0, 0
    for _one in range(PAPERS_LONG if is_long else PAPERS):
        content = damaged(dice, sound)
        if content in sound:
            continue
        try:
            assert not verify_file(desk, content).is_intact
            assert not verify_with(content, certificate=certificate).is_intact
            told += 1
        except Trouble as trouble:
            assert trouble.sentence
            unreadable += 1
    counted(f"broken papers: {told} told, {unreadable} unreadable, 0 taken for intact, seed {SEED}")


def forged(dice: random.Random, backup: Path, target: Path) -> None:
    """Another archive with the same members, some left out or altered, and strangers among them."""
    with zipfile.ZipFile(backup) as real, zipfile.ZipFile(target, "w") as file:
        for info in real.infolist():
            if dice.random() < 0.1:
                continue
            content = real.read(info)
            file.writestr(info.filename, damaged(dice, (content,)) if content and dice.random() < 0.1 else content)
        for name in dice.sample(NAMES, dice.randrange(3)):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = dice.choice((0, 0o120777 << 16, 0o40755 << 16))
            file.writestr(entry, dice.randbytes(50))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_broken_backup_is_never_proved(
    store: Store, tmp_path: Path, is_long: bool, counted: Callable[[str], None]
) -> None:
    make.order(store, stage=Stage.CHECKED_IN)
    backup = Path(back_up(desk_for(store), tmp_path / "shelf", why=Why.ASKED).path)
    scratch, bad, dice = tmp_path / "scratch", tmp_path / "in" / "bad.zip", random.Random(SEED)
    for folder in (scratch, bad.parent):
        folder.mkdir()
    sound, whole = backup.read_bytes(), prove(backup, scratch=scratch)
    beside = set(tmp_path.rglob("*")) | {bad}
    told, harmless = 0, 0
    for _one in range(BACKUPS_LONG if is_long else BACKUPS):
        if dice.randrange(2):
            bad.write_bytes(damaged(dice, (sound,)))
        else:
            forged(dice, backup, bad)
        try:
            # Where the format keeps nothing of ours a byte may differ; what is inside is all there then.
            assert prove(bad, scratch=scratch) == whole
            harmless += 1
        except Trouble as trouble:
            assert trouble.sentence and trouble.remedy
            told += 1
    assert set(tmp_path.rglob("*")) <= beside
    assert told > harmless
    counted(f"broken backups: {told} told, {harmless} whole in all that is ours, 0 crashed, seed {SEED}")
