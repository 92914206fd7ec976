"""The agreement is prepared, shown and signed (T4)."""

from dataclasses import replace

import make
import pytest
from refusing import refused

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.agreement.agreement_content import agreement_content
from app.order.agreement.preview import preview_agreement
from app.order.agreement.queries import agreement_standing
from app.order.agreement.sign import Consents, prepare_agreement, sign_agreement
from app.order.delay import move_promise
from app.order.queries import head
from app.order.quote.edit import LineChange, change_line
from app.order.quote.offer import decide, offer
from app.order.quote.queries import versions
from app.order.workflow import Flag, Stage
from app.paper.content import Signed, SignerRole, StrokePoint
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision, LineKind, Need, Payer
from app.upkeep.visit import PlannedLine

YES = Consents(to_privacy=True, to_e_signature=True)


def decided(store: Store, *decisions: Decision, **plan: object) -> int:
    """A quoted order on whose lines the customer has decided (accepted all, unless said otherwise)."""
    order_id = make.order(store, stage=Stage.QUOTED, **plan)
    lines = [line for line in versions(make.desk(store), order_id)[-1].lines if line.payer is Payer.CUSTOMER]
    said = decisions or (Decision.ACCEPTED,) * len(lines)
    given = tuple((line.id, decision) for line, decision in zip(lines, said, strict=True))
    decide(make.desk(store), order_id, decisions=given)
    return order_id


def sign(store: Store, order_id: int, shown: str, *, consents: Consents = YES) -> str:
    return sign_agreement(make.desk(store), order_id, shown=shown, consents=consents, signatures=make.signatures(store))


def test_a_signed_agreement_fixes_the_total_and_lets_the_work_begin(store: Store) -> None:
    order_id = decided(store, Decision.ACCEPTED, Decision.LATER)
    shown = prepare_agreement(make.desk(store), order_id).digest
    number = sign(store, order_id, shown, consents=replace(YES, to_survey=True))
    order = head(make.desk(store), order_id)
    assert (number, order.stage, order.signed_total_fen) == ("HT2026000001", Stage.AUTHORIZED, 24_000)
    paper = papers_of(make.desk(store), order_id)[-1]
    assert (paper.kind, paper.number, paper.signed_by) == (PaperKind.AGREEMENT, number, ("王建军", "林晓岚"))
    signed = agreement_standing(make.desk(store), order_id).signed
    assert signed is not None
    assert (signed.total_fen, signed.consents_to_survey, signed.number) == (24_000, True, number)


def test_nobody_signs_what_changed_meanwhile(store: Store) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    line = versions(make.desk(store), order_id)[-1].lines[1]
    decide(make.desk(store, make.OTHER_ADVISOR), order_id, decisions=((line.id, Decision.REFUSED),))
    with refused(store, "agreement.changed"):
        sign(store, order_id, shown)


def test_nobody_signs_for_another_promise_than_was_read(store: Store, clock: FrozenClock) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    move_promise(
        make.desk(store),
        order_id,
        promised_at=clock.now() + make.STAY * 2,
        reason="等件",
        channel="当面",
        answer="同意",
    )
    with refused(store, "agreement.changed"):
        sign(store, order_id, shown)


def test_nobody_signs_a_text_that_was_not_on_the_screen(store: Store) -> None:
    order_id = decided(store)
    prepare_agreement(make.desk(store), order_id)
    with refused(store, "agreement.changed"):
        sign(store, order_id, "0" * 64)


def test_a_newer_version_must_be_issued_before_it_is_signed(store: Store) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    line = versions(make.desk(store), order_id)[-1].lines[0]
    change_line(make.desk(store), order_id, line_id=line.id, change=LineChange(payable_bp=9_500))
    with refused(store, "agreement.no_quote"):
        sign(store, order_id, shown)
    offer(make.desk(store), order_id)
    newest = versions(make.desk(store), order_id)[-1].lines[0]
    decide(make.desk(store), order_id, decisions=((newest.id, Decision.ACCEPTED),))
    with refused(store, "agreement.changed"):
        sign(store, order_id, shown)
    again = prepare_agreement(make.desk(store), order_id).digest
    sign(store, order_id, again)
    assert head(make.desk(store), order_id).signed_total_fen == 22_800 + 39_800


@pytest.mark.parametrize(
    ("consents", "code", "field"),
    [
        (Consents(to_privacy=True), "agreement.e_signature", "sign.e_signature_consent"),
        (Consents(to_e_signature=True), "agreement.privacy", "sign.privacy_consent"),
    ],
)
def test_without_consent_nothing_is_signed(store: Store, consents: Consents, code: str, field: str) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    with refused(store, code, field=field):
        sign(store, order_id, shown, consents=consents)


@pytest.mark.parametrize("role", [None, SignerRole.CUSTOMER, SignerRole.ADVISOR])
def test_an_empty_field_is_no_signature(store: Store, role: SignerRole | None) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    signatures = () if role is None else (Signed(role, "王建军", store.clock.now()),)
    with refused(store, "signature.empty", field="sign.pad"):
        sign_agreement(make.desk(store), order_id, shown=shown, consents=YES, signatures=signatures)


@pytest.mark.parametrize("points", [((5000, 5000),), ((5000, 5000), (5200, 5100)), ((5000, 5000), (5100, 5000)) * 20])
def test_a_dot_is_no_signature_wherever_it_comes_from(store: Store, points: tuple[tuple[int, int], ...]) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    dot = tuple(StrokePoint(x, y, at, 500) for at, (x, y) in enumerate(points))
    signatures = (Signed(SignerRole.CUSTOMER, "王建军", store.clock.now(), (dot,)),)
    with refused(store, "signature.too_short", field="sign.pad"):
        sign_agreement(make.desk(store), order_id, shown=shown, consents=YES, signatures=signatures)


def test_an_agreement_is_prepared_before_it_is_signed(store: Store) -> None:
    order_id = decided(store)
    with refused(store, "agreement.none"):
        sign(store, order_id, "0" * 64)


def test_an_agreement_is_signed_once(store: Store) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    sign(store, order_id, shown)
    with refused(store, "agreement.signed"):
        sign(store, order_id, shown)
    with refused(store, "agreement.signed"):
        prepare_agreement(make.desk(store), order_id)


def test_every_line_is_decided_and_one_at_least_accepted(store: Store) -> None:
    undecided = make.order(store, stage=Stage.QUOTED)
    with refused(store, "agreement.undecided", field="quote.lines"):
        prepare_agreement(make.desk(store), undecided)
    nothing = decided(store, Decision.REFUSED, Decision.LATER, form=make.another_car())
    with refused(store, "agreement.undecided"):
        prepare_agreement(make.desk(store), nothing)


def test_a_promise_that_has_passed_is_made_anew_first(store: Store, clock: FrozenClock) -> None:
    order_id = decided(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    clock.advance(make.STAY)
    with refused(store, "promise.past", field="order.promise"):
        sign(store, order_id, shown)
    assert [lack.field for lack in agreement_standing(make.desk(store), order_id).lacks] == ["order.promise"]


def test_without_a_quote_there_is_no_agreement(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "order.stage"):
        prepare_agreement(make.desk(store), order_id)
    with refused(store, "agreement.no_quote"):
        preview_agreement(make.desk(store), order_id)
    assert [lack.field for lack in agreement_standing(make.desk(store), order_id).lacks] == ["order.step.quote"]


def test_a_refused_safety_item_and_a_claim_are_flagged(store: Store) -> None:
    lines = (
        PlannedLine(LineKind.LABOUR, make.PADS, need=Need.REQUIRED, is_safety=True),
        make.labour("LB-R026", payer=Payer.WARRANTY),
    )
    order_id = decided(store, Decision.REFUSED, lines=lines)
    shown = prepare_agreement(make.desk(store), order_id).digest
    sign(store, order_id, shown)
    assert set(head(make.desk(store), order_id).flags) == {Flag.SAFETY_ITEM_REFUSED, Flag.IS_WARRANTY}
    standing = agreement_standing(make.desk(store), order_id)
    assert [line.code for line in standing.declined_safety] == [make.PADS]


def test_what_the_customer_puts_off_is_told_apart(store: Store) -> None:
    order_id = decided(store, Decision.ACCEPTED, Decision.LATER)
    standing = agreement_standing(make.desk(store), order_id)
    assert [line.code for line in standing.accepted] == [make.PADS]
    assert [line.code for line in standing.postponed] == [make.OIL]
    assert standing.least_guarantee is not None
    assert standing.lacks == ()


def test_a_double_click_signs_once(store: Store) -> None:
    order_id = decided(store)
    desk = make.desk(store)
    shown = prepare_agreement(desk, order_id).digest
    sign_agreement(desk.for_press("a1"), order_id, shown=shown, consents=YES, signatures=make.signatures(store))
    with refused(store, "deed.repeated"):
        sign_agreement(desk.for_press("a1"), order_id, shown=shown, consents=YES, signatures=make.signatures(store))


def test_a_technician_lets_nobody_sign(store: Store) -> None:
    order_id = decided(store)
    with refused(store, "deed.not_allowed"):
        prepare_agreement(make.desk(store, make.TECHNICIAN), order_id)


def test_what_is_put_off_has_its_english_name_in_the_content(store: Store) -> None:
    lines = (make.labour(), make.part(decision=Decision.LATER))
    order_id = make.order(store, stage=Stage.AUTHORIZED, lines=lines)
    with make.desk(store).look() as session:
        content = agreement_content(session, store, order_id)
    assert (content.postponed, content.postponed_en) == (("全合成机油 5W-30 4L",), ("Engine oil 5W-30 4 L",))
