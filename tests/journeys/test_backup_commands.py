"""`forecourt backup` and `forecourt restore` from outside; commands beside an open window."""

from pathlib import Path

from test_commands import Run, document
from test_commands import home as home
from test_commands import own_demo as own_demo
from test_commands import run as run

from app.upkeep.opening import FILE_NAME
from app.upkeep.store_lock import StoreLock


def test_a_backup_is_one_file_and_restores_into_an_empty_folder(run: Run, own_demo: Path, tmp_path: Path) -> None:
    made = run(own_demo, "backup", str(tmp_path / "shelf"))
    assert made.returncode == 0, made.stderr
    file = Path(made.stdout.strip())
    assert list((tmp_path / "shelf").iterdir()) == [file]
    assert "Proved by opening it" in made.stderr

    restored = run(None, "restore", str(file), "--into", str(tmp_path / "new"), "--json")
    assert restored.returncode == 0, restored.stderr
    assert document(restored)["restored"]["proof"]["papers"] == 243
    for database in (own_demo, tmp_path / "new" / FILE_NAME):
        assert document(run(database, "order", "WXD000033", "--json"))["plate"] == "苏A8K2M6"
        assert run(database, "audit").returncode == 0


def test_a_backup_that_is_not_there_is_told_in_two_sentences(run: Run, own_demo: Path, tmp_path: Path) -> None:
    refused = run(own_demo, "restore", str(tmp_path / "gone.zip"))
    assert refused.returncode == 2
    assert "it is not there. Choose another backup." in refused.stderr


def test_a_restore_keeps_the_old_state_and_says_what_is_lost(run: Run, own_demo: Path, tmp_path: Path) -> None:
    file = run(own_demo, "backup", str(tmp_path / "shelf")).stdout.strip()
    restored = run(own_demo, "restore", file)
    assert restored.returncode == 0, restored.stderr
    assert "are not in it" in restored.stderr and "old state lies in" in restored.stderr
    assert len(list(own_demo.parent.glob(f"before-restore-*/{FILE_NAME}"))) == 1


def test_a_file_that_is_no_backup_changes_nothing_and_is_said_in_one_sentence(run: Run, own_demo: Path) -> None:
    letter = own_demo.parent.parent / "letter.zip"
    letter.write_text("dear customer")
    before = own_demo.read_bytes()
    done = run(own_demo, "restore", str(letter))
    assert done.returncode == 2
    assert "not a backup of Forecourt" in done.stderr and "Traceback" not in done.stderr
    assert own_demo.read_bytes() == before


def test_without_a_folder_the_command_asks_for_one(run: Run, own_demo: Path) -> None:
    done = run(own_demo, "backup")
    assert done.returncode == 2
    assert "no folder for backups" in done.stderr


def test_beside_an_open_window_one_reads_and_backs_up_but_does_not_restore(
    run: Run, own_demo: Path, tmp_path: Path
) -> None:
    window = StoreLock(own_demo)
    assert window.take()
    try:
        assert run(own_demo, "audit").returncode == 0
        made = run(own_demo, "backup", str(tmp_path / "shelf"))
        assert made.returncode == 0, made.stderr
        before = own_demo.read_bytes()
        for words in (("restore", made.stdout.strip()), ("seed", "--orders", "1")):
            done = run(own_demo, *words)
            assert done.returncode == 2
            assert "open in a window" in done.stderr
        assert own_demo.read_bytes() == before
    finally:
        window.release()
