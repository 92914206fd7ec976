"""What parts are counted in."""

from app.kernel.csv_text import rows_of
from app.kernel.language import Language, use
from app.records.catalogue.units import unit_words
from app.upkeep.found import resource


def test_no_unit_of_the_catalogue_is_chinese_in_english() -> None:
    units = {row["unit"] for row in rows_of(resource("catalogue", "parts.csv"))}
    use(Language.ENGLISH)
    assert all(unit_words(unit).isascii() for unit in units)
    assert (unit_words("套"), unit_words("对")) == ("set", "pair")
    use(Language.CHINESE)
    assert unit_words("套") == "套"
    assert unit_words("") == ""
