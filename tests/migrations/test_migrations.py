"""Models and migrations say the same."""

from importlib.resources import files
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from app.kernel.database import Row
from app.upkeep.opening import FILE_NAME, open_store
from app.upkeep.schema import METADATA, MODULES


def test_a_migrated_store_is_what_the_models_describe(tmp_path: Path) -> None:
    store = open_store(tmp_path / FILE_NAME)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parents: (
                    not (kind == "table" and (str(name).startswith("search_gram") or name == "alembic_version"))
                ),
            },
        )
        differences = compare_metadata(context, METADATA)
    store.engine.dispose()
    assert differences == []


def test_every_foreign_key_is_kept_and_every_table_has_a_key(tmp_path: Path) -> None:
    store = open_store(tmp_path / FILE_NAME)
    found = inspect(store.engine)
    for table in METADATA.sorted_tables:
        wanted = {(key.parent.name, key.column.table.name) for key in table.foreign_keys}
        made = {(key["constrained_columns"][0], key["referred_table"]) for key in found.get_foreign_keys(table.name)}
        assert made == wanted, table.name
        assert found.get_pk_constraint(table.name)["constrained_columns"], table.name
    store.engine.dispose()


def test_every_mapped_class_is_gathered_for_the_comparison() -> None:
    gathered = {module.__name__ for module in MODULES}
    assert {mapper.class_.__module__ for mapper in Row.registry.mappers} <= gathered


def test_a_migration_is_named_by_a_sentence_and_follows_the_one_before() -> None:
    paths = sorted(Path(str(files("migrations"))).glob("versions/*.py"))
    assert paths
    for number, path in enumerate(paths, start=1):
        source = path.read_text(encoding="utf-8")
        assert len(path.stem.split("_")) >= 5, path.name
        assert f'revision = "{number:04d}"' in source
        assert number == 1 or f'down_revision = "{number - 1:04d}"' in source
