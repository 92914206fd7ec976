"""What is frozen holds codes: the window's language does not reach a paper, each paper finds its own words."""

from collections.abc import Callable
from dataclasses import replace

import make
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.language import Language, use
from app.order.checkin.choices import DamageKind, View
from app.order.checkin.form import Damage
from app.order.quote.edit import add_item
from app.order.quote.quote_content import quote_content
from app.order.quote.quote_paper import TO_ORDER
from app.order.workflow import Stage
from app.order.workshop.work_order_content import work_order_content
from app.order.workshop.work_order_paper import DamageBefore
from app.overview.papers import render
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import LineKind
from tests.papers.reading import text

Content = Callable[[Session, Store, int], object]


def frozen_in(language: Language, store: Store, order_id: int, content: Content) -> object:
    use(language)
    with make.desk(store).look() as session:
        return content(session, store, order_id)


def test_the_work_order_freezes_damages_as_codes(store: Store) -> None:
    damage = Damage(View.LEFT, 4_000, 5_000, DamageKind.SCRATCH, remark="8 cm")
    form = replace(make.checkin_form(), damages=(damage,), has_no_visible_damage=False)
    order_id = make.order(store, form=form, stage=Stage.IN_WORK)
    chinese, english = (
        frozen_in(language, store, order_id, work_order_content) for language in (Language.CHINESE, Language.ENGLISH)
    )
    assert chinese == english
    assert chinese.damages == (DamageBefore(View.LEFT, DamageKind.SCRATCH, "8 cm"),)  # type: ignore[attr-defined]


def test_the_quotation_freezes_what_is_to_be_ordered_as_a_code(store: Store) -> None:
    order_id = make.order(store)
    add_item(make.desk(store), order_id, kind=LineKind.PART, code=make.OIL, quantity_milli=900_000)
    chinese, english = (
        frozen_in(language, store, order_id, quote_content) for language in (Language.CHINESE, Language.ENGLISH)
    )
    assert chinese == english
    assert chinese.parts[0].availability == TO_ORDER  # type: ignore[attr-defined]


def test_the_handover_in_english_says_what_was_done_in_english(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    desk = make.desk(store)
    paper = next(row for row in papers_of(desk, order_id) if row.kind is PaperKind.HANDOVER)
    written = text(render(desk, paper.id, Language.ENGLISH))
    assert "Replacefrontbrakepads" in written and "更换前制动片" not in written
    assert "bed" in written and "磨合" not in written
    assert "更换前制动片" in text(render(desk, paper.id, Language.CHINESE))


def test_the_settlement_list_names_the_old_parts_in_its_own_language(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    desk = make.desk(store)
    paper = next(row for row in papers_of(desk, order_id) if row.kind is PaperKind.SETTLEMENT)
    assert "Lookfirst" in text(render(desk, paper.id, Language.ENGLISH))
    assert "看后再定" in text(render(desk, paper.id, Language.CHINESE))
