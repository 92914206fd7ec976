"""Begin a migration: `just migration "An order has a loan car"` writes its file from what the classes say now."""

import re
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations.ops import UpgradeOps
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger
from sqlalchemy.engine import Connection

from app.kernel.database import Instant, open_engine
from app.upkeep.schema import METADATA
from app.upkeep.upgrade import HEAD, upgrade

LONGEST_NAME = 60


def begin(sentence: str, *, folder: Path) -> Path:
    """Write `0003_<sentence>.py` into the folder: the next number, what the classes have and the schema has not."""
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.set_main_option("version_locations", str(folder))
    config.set_main_option("version_path_separator", "newline")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("truncate_slug_length", str(LONGEST_NAME))
    number = f"{int(HEAD) + 1:04d}"
    scripts = ScriptDirectory.from_config(config)
    made = scripts.generate_revision(
        number, sentence.rstrip(". "), head=HEAD, version_path=str(folder), upgrades=_steps(), imports=""
    )
    assert made is not None, "Alembic answers the script it wrote"
    return Path(made.path)


def _steps() -> str:
    """What stands between a fresh store of today's schema and the mapped classes, as Python."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine = open_engine(Path(folder) / "forecourt.db")
        upgrade(engine, None)
        with engine.connect() as connection:
            steps = _difference(connection)
        engine.dispose()
    code = render_python_code(steps, render_item=_render_item, render_as_batch=True)
    # Alembic brackets its work with remarks to its reader; ours reads the how-to.
    return re.sub(r"\s*# .*commands auto generated.*|\s*# ### end Alembic commands ###", "", code).strip()


def _difference(connection: Connection) -> UpgradeOps:
    options = {"include_name": _is_ours, "compare_type": True}
    context = MigrationContext.configure(connection, opts=options)
    steps = produce_migrations(context, METADATA).upgrade_ops
    assert steps is not None, "Alembic answers a list of steps, empty or not"
    return steps


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and str(name).startswith("search_gram"))


def _render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """An instant is a whole number in the database; a migration must not need today's classes."""
    return f"sa.{BigInteger.__name__}()" if kind == "type" and isinstance(item, Instant) else False


def main() -> int:
    """Write the file and say what is left to do by hand."""
    path = begin(sys.argv[1], folder=Path(__file__).parent / "versions")
    sys.stdout.write(f"{path}\nRead it, then set HEAD in app/upkeep/upgrade.py: docs/how-to/change-the-schema.md\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
