"""Additional work: found, offered, answered; nothing of it is done or billed before the customer agreed (R032)."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import make
import pytest
from PIL import Image
from refusing import refused
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.kernel.digest import thaw
from app.kernel.refusal import Missing
from app.order.agreement.consent_ways import AnswerWay
from app.order.agreement.supplement_paper import SupplementContent
from app.order.cancel import cancel
from app.order.correction.reopen import reopen
from app.order.handover.left_undone import left_undone_in
from app.order.queries import OrderId, head
from app.order.quote.edit import LineChange, add_item, change_line
from app.order.quote.offer import decide
from app.order.quote.queries import LineId, agreed_lines_in, declined_lines_in
from app.order.quote.tables import OrderLine
from app.order.settlement.counter import counter
from app.order.settlement.queries import bills
from app.order.settlement.settle import prepare_settlement
from app.order.supplement.answer import Answer, record_answer, sign_supplement, supplement_to_sign
from app.order.supplement.price import Written, begin, give_up, send, take_back, take_in_finding, take_out, write_down
from app.order.supplement.queries import SupplementStanding, supplement_standing
from app.order.supplement.raise_finding import drop_finding, raise_finding
from app.order.supplement.states import SupplementStatus
from app.order.supplement.tables import Supplement
from app.order.tables import PromiseNotice, ServiceOrder
from app.order.workflow import Flag, Stage
from app.order.workshop.dispatch import dispatch, issue_parts, wait_for_parts
from app.order.workshop.queries import work
from app.order.workshop.states import PauseReason
from app.order.workshop.work import finish, pause, report_complete, start
from app.overview.papers import FORMS, open_paper
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.paper.tables import Paper
from app.records.catalogue.categories import Decision, LineKind
from app.records.store.rules import HEARD_BY_TWO, RULES, change_rules
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.upkeep.demo import person
from app.upkeep.visit import PlannedLine
from tests.papers.reading import text

ARM, ARM_PART = "LB-R013", "YJ-A5-3003"  # 300.00 and 590.00
ADDED_FEN = 30_000 + 59_000


@pytest.fixture
def order_id(store: Store) -> OrderId:
    """An order in work: its one labour line dispatched, its part handed out."""
    return make.order(store, stage=Stage.IN_WORK)


def standing(store: Store, order_id: OrderId) -> SupplementStanding:
    return supplement_standing(make.desk(store), order_id)


def asked(store: Store, order_id: OrderId, *, promise: str = "") -> tuple[LineId, LineId]:
    """The arm is found worn, priced and put to the customer; answers its labour and its part."""
    raise_finding(make.desk(store, make.TECHNICIAN), order_id, text="左前下摆臂胶套开裂", measured="间隙 3 mm")
    advisor = make.desk(store)
    begin(advisor, order_id)
    lines = (
        add_item(advisor, order_id, kind=LineKind.LABOUR, code=ARM, is_safety=True),
        add_item(advisor, order_id, kind=LineKind.PART, code=ARM_PART),
    )
    if promise:
        write_down(advisor, order_id, written=Written("左前下摆臂胶套开裂（间隙 3 mm）", promise))
    send(advisor, order_id)
    return lines


def add_part(store: Store, order_id: OrderId) -> LineId:
    """The arm's part alone, put to the customer."""
    advisor = make.desk(store)
    line_id = add_item(advisor, order_id, kind=LineKind.PART, code=ARM_PART)
    send(advisor, order_id)
    return line_id


def answered(
    store: Store, order_id: OrderId, lines: tuple[LineId, ...], decision: Decision = Decision.ACCEPTED
) -> None:
    decide(make.desk(store), order_id, decisions=tuple((line, decision) for line in lines))


def signed(store: Store, order_id: OrderId) -> str:
    advisor = make.desk(store)
    shown = supplement_to_sign(advisor, order_id).digest
    return sign_supplement(advisor, order_id, shown=shown, signatures=make.signatures(store))


def called(store: Store, **changes: object) -> Answer:
    witness = person(make.desk(store), make.FOREMAN).id
    answer = Answer(AnswerWay.PHONE_RECORDED, "14000000001", said="同意更换，今天能取车就行", witness_id=witness)
    return replace(answer, **changes)  # type: ignore[arg-type]


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(out, "JPEG")
    return out.getvalue()


def agreed_codes(store: Store, order_id: OrderId) -> set[str]:
    with make.desk(store).look() as session:
        return {line.code for line in agreed_lines_in(session, order_id)}


def test_signed_work_can_be_dispatched_billed_and_read_on_its_paper(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    assert Flag.SUPPLEMENT_PENDING in head(make.desk(store), order_id).flags
    assert ARM not in agreed_codes(store, order_id)
    answered(store, order_id, lines)
    number = signed(store, order_id)
    order = head(make.desk(store), order_id)
    assert number == f"ZX-{order.number}-z1"
    assert order.signed_total_fen == make.TOTAL_FEN + ADDED_FEN
    assert Flag.SUPPLEMENT_PENDING not in order.flags
    assert {ARM, ARM_PART} <= agreed_codes(store, order_id)
    foreman = make.desk(store, make.FOREMAN)
    technician = person(foreman, make.TECHNICIAN).id
    dispatch(foreman, order_id, line_ids=(lines[0],), technician_id=technician, bay_id=1)
    issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=(lines[1],))
    make.go_on(store, order_id, stage=Stage.COMPLETED)
    prepare_settlement(make.desk(store, make.CASHIER), order_id)
    assert [bill.due_fen for bill in bills(make.desk(store), order_id)] == [make.TOTAL_FEN + ADDED_FEN]
    paper = next(one for one in papers_of(make.desk(store), order_id) if one.kind is PaperKind.SUPPLEMENT)
    assert paper.number == number and paper.signed_by == ("王建军", "林晓岚")


def test_nothing_of_it_is_dispatched_before_the_answer(store: Store, order_id: OrderId) -> None:
    labour, part = asked(store, order_id)
    foreman = make.desk(store, make.FOREMAN)
    technician = person(foreman, make.TECHNICIAN).id
    with refused(foreman, "dispatch.not_agreed"):
        dispatch(foreman, order_id, line_ids=(labour,), technician_id=technician, bay_id=1)
    with refused(foreman, "parts.not_agreed"):
        issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=(part,))


def test_a_car_with_an_open_question_is_not_reported_complete(store: Store, order_id: OrderId) -> None:
    asked(store, order_id)
    with pytest.raises(Missing) as caught:
        make.go_on(store, order_id, stage=Stage.IN_QC)
    assert caught.value.fields == ("workshop.additional",)


def test_what_was_refused_is_not_done_and_stays_a_recommendation(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines, Decision.REFUSED)
    record_answer(make.desk(store), order_id, answer=called(store, said="先不换"))
    order = head(make.desk(store), order_id)
    assert order.signed_total_fen == make.TOTAL_FEN
    assert Flag.SAFETY_ITEM_REFUSED in order.flags and Flag.SUPPLEMENT_PENDING not in order.flags
    assert ARM not in agreed_codes(store, order_id)
    with make.desk(store).look() as session:
        assert {line.code for line in declined_lines_in(session, order_id)} == {ARM, ARM_PART}
    assert standing(store, order_id).supplements[0].status is SupplementStatus.REFUSED
    with refused(store, "order.stage"):
        answered(store, order_id, lines)


def test_a_part_of_it_can_be_agreed_to(store: Store, order_id: OrderId) -> None:
    labour, part = asked(store, order_id)
    answered(store, order_id, (labour,))
    with refused(store, "supplement.undecided"):
        supplement_to_sign(make.desk(store), order_id)
    answered(store, order_id, (part,), Decision.REFUSED)
    signed(store, order_id)
    assert head(make.desk(store), order_id).signed_total_fen == make.TOTAL_FEN + 30_000


def test_a_call_is_kept_with_number_time_words_and_who_heard_it(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines)
    record_answer(make.desk(store), order_id, answer=called(store))
    with Session(store.engine) as session:
        paper = session.query(Paper).filter_by(kind=PaperKind.SUPPLEMENT.value).one()
        content = thaw(paper.content, SupplementContent)
    assert content.consent is not None
    assert (content.consent.number, content.consent.asked_by, content.consent.witnesses) == (
        "14000000001", "林晓岚", ("吴建国",),
    )  # fmt: skip
    assert content.consent.said == "同意更换，今天能取车就行"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"number": "123"}, "phone.unreadable", "answer.number"),
        ({"said": " "}, "answer.said", "answer.said"),
        ({"witness_id": None}, "answer.witness", "answer.witness"),
        ({"at": "明天 11:00"}, "answer.time", "answer.at"),
        ({"at": "25:99"}, "promise.unreadable", "answer.at"),
        ({"way": AnswerWay.MESSAGE_CONFIRMED}, "answer.evidence", "answer.evidence"),
        ({"way": AnswerWay.MESSAGE_CONFIRMED, "evidence": "0" * 64}, "answer.evidence", "answer.evidence"),
        ({"way": AnswerWay.ON_SITE_SIGNATURE}, "answer.way", "answer.way"),
    ],
)
def test_an_answer_without_proof_is_refused(
    store: Store, order_id: OrderId, changes: dict[str, object], code: str, field: str
) -> None:
    answered(store, order_id, asked(store, order_id))
    with refused(store, code, field=field):
        record_answer(make.desk(store), order_id, answer=called(store, **changes))


def test_nobody_is_their_own_witness(store: Store, order_id: OrderId) -> None:
    answered(store, order_id, asked(store, order_id))
    advisor = make.desk(store)
    with refused(advisor, "answer.witness"):
        record_answer(advisor, order_id, answer=called(store, witness_id=advisor.person.id))


def test_above_the_store_s_sum_two_must_have_heard_it(store: Store, order_id: OrderId) -> None:
    figures = [str(rule.read(rule.default)) for rule in RULES]
    figures[RULES.index(HEARD_BY_TWO)] = "889"
    change_rules(make.desk(store, make.MANAGER), tuple(figures))
    answered(store, order_id, asked(store, order_id))
    advisor = make.desk(store)
    with refused(advisor, "answer.second_witness", field="answer.second_witness"):
        record_answer(advisor, order_id, answer=called(store))
    with refused(advisor, "answer.second_witness"):
        same = called(store).witness_id
        record_answer(advisor, order_id, answer=called(store, second_witness_id=same))
    second = person(advisor, make.MANAGER).id
    record_answer(advisor, order_id, answer=called(store, second_witness_id=second))
    assert head(advisor, order_id).signed_total_fen == make.TOTAL_FEN + ADDED_FEN


def test_a_message_needs_its_picture(store: Store, order_id: OrderId) -> None:
    answered(store, order_id, asked(store, order_id))
    picture = store.blobs.put(b"%PDF-1.4 a scan")
    answer = Answer(AnswerWay.MESSAGE_CONFIRMED, "14000000001", said="同意", evidence=picture)
    record_answer(make.desk(store), order_id, answer=answer)
    row = standing(store, order_id).supplements[0]
    assert (row.status, row.way) == (SupplementStatus.ACCEPTED, AnswerWay.MESSAGE_CONFIRMED)


def test_nobody_signs_what_changed_meanwhile(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines)
    shown = supplement_to_sign(make.desk(store), order_id).digest
    answered(store, order_id, lines[1:], Decision.REFUSED)
    with refused(store, "supplement.changed"):
        sign_supplement(make.desk(store), order_id, shown=shown, signatures=make.signatures(store))


def test_a_name_without_a_hand_is_no_signature(store: Store, order_id: OrderId) -> None:
    answered(store, order_id, asked(store, order_id))
    shown = supplement_to_sign(make.desk(store), order_id).digest
    only_names = tuple(replace(one, strokes=()) for one in make.signatures(store))
    with refused(store, "signature.empty"):
        sign_supplement(make.desk(store), order_id, shown=shown, signatures=only_names)


def test_what_was_sent_is_not_written_in(store: Store, order_id: OrderId) -> None:
    labour, _part = asked(store, order_id)
    advisor = make.desk(store)
    with refused(advisor, "order.stage"):
        change_line(advisor, order_id, line_id=labour, change=LineChange(unit_price_fen=1))
    with refused(advisor, "supplement.sent"):
        write_down(advisor, order_id, written=Written("别的"))
    take_back(advisor, order_id)
    change_line(advisor, order_id, line_id=labour, change=LineChange(unit_price_fen=15_000))
    send(advisor, order_id)
    row = standing(store, order_id).open
    assert row is not None and row.new_total_fen == make.TOTAL_FEN + 22_500 + 59_000


def test_taken_back_it_is_decided_anew(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines)
    take_back(make.desk(store), order_id)
    row = standing(store, order_id).open
    assert row is not None
    assert {line.decision for line in row.version.lines} == {Decision.UNDECIDED}


def test_given_up_nothing_of_it_holds(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines)
    with refused(store, "supplement.reason", field="supplement.reason"):
        give_up(make.desk(store), order_id, reason=" ")
    give_up(make.desk(store), order_id, reason="电话无人接听")
    order = head(make.desk(store), order_id)
    assert Flag.SUPPLEMENT_PENDING not in order.flags and order.signed_total_fen == make.TOTAL_FEN
    assert ARM not in agreed_codes(store, order_id)
    with refused(store, "order.stage"):
        add_item(make.desk(store), order_id, kind=LineKind.LABOUR, code=ARM)


def test_only_one_question_at_a_time(store: Store, order_id: OrderId) -> None:
    asked(store, order_id)
    with refused(store, "supplement.open"):
        begin(make.desk(store), order_id)


def test_without_finding_or_lines_nothing_is_asked(store: Store, order_id: OrderId) -> None:
    advisor = make.desk(store)
    begin(advisor, order_id)
    with refused(advisor, "supplement.missing") as caught:
        send(advisor, order_id)
    assert isinstance(caught.value, Missing)
    assert caught.value.fields == ("supplement.finding", "quote.lines")


def test_what_was_found_unsafe_is_asked_with_a_line_marked_so(store: Store, order_id: OrderId) -> None:
    raise_finding(make.desk(store, make.TECHNICIAN), order_id, text="前制动片磨到极限", is_safety=True)
    advisor = make.desk(store)
    begin(advisor, order_id)
    line = add_item(advisor, order_id, kind=LineKind.LABOUR, code=make.PADS)
    with refused(advisor, "supplement.missing"):
        send(advisor, order_id)  # who declines it would sign without having been told the risk
    assert [lack.name for lack in standing(store, order_id).lacks] == ["Which line matters for safety (F4)"]
    change_line(advisor, order_id, line_id=line, change=LineChange(is_safety=True))
    send(advisor, order_id)


def test_a_line_can_be_taken_out_while_it_is_not_done(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with make.desk(store).look() as session:
        pads, oil = (line.id for line in agreed_lines_in(session, order_id))
    foreman = make.desk(store, make.FOREMAN)
    technician = person(foreman, make.TECHNICIAN)
    dispatch(foreman, order_id, line_ids=(pads,), technician_id=technician.id, bay_id=1)
    start(make.desk(store, make.TECHNICIAN), pads)
    advisor = make.desk(store)
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("客户改主意，不做了"))
    take_out(advisor, order_id, line_id=pads, is_out=True)
    send(advisor, order_id)
    assert make.PADS in agreed_codes(store, order_id)
    signed(store, order_id)
    assert agreed_codes(store, order_id) == {make.OIL}
    assert head(advisor, order_id).signed_total_fen == make.TOTAL_FEN - 24_000
    assert work(advisor, order_id).jobs == ()
    issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=(oil,))


def test_what_is_done_or_handed_out_stays(store: Store, order_id: OrderId) -> None:
    advisor = make.desk(store)
    with advisor.look() as session:
        pads, oil = (line.id for line in agreed_lines_in(session, order_id))
    finish(make.desk(store, make.TECHNICIAN), pads)
    begin(advisor, order_id)
    with refused(advisor, "supplement.finished"):
        take_out(advisor, order_id, line_id=pads, is_out=True)
    with refused(advisor, "supplement.issued"):
        take_out(advisor, order_id, line_id=oil, is_out=True)
    assert [one.why_not for one in standing(store, order_id).removable] == ["finished", "issued"]


def test_the_new_promise_counts_from_the_answer(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id, promise="明天 11:00")
    before = head(make.desk(store), order_id).promised_at
    answered(store, order_id, lines)
    signed(store, order_id)
    order = head(make.desk(store), order_id)
    assert order.promised_at > before
    with Session(store.engine) as session:
        notice = session.query(PromiseNotice).order_by(PromiseNotice.id.desc()).first()
        assert notice is not None and notice.promised_at == order.promised_at


def test_a_promise_that_passed_while_nobody_answered_is_not_made(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id, promise="明天 11:00")
    answered(store, order_id, lines)
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(timedelta(days=2))
    with refused(store, "promise.past"):
        signed(store, order_id)


def test_a_finding_is_offered_or_it_is_said_why_not(store: Store, order_id: OrderId) -> None:
    technician = make.desk(store, make.TECHNICIAN)
    with refused(technician, "finding.empty", field="finding.text"):
        raise_finding(technician, order_id, text="  ")
    found = raise_finding(technician, order_id, text="雨刮老化")
    assert Flag.SUPPLEMENT_PENDING in head(technician, order_id).flags
    advisor = make.desk(store)
    with refused(advisor, "finding.reason"):
        drop_finding(advisor, found, reason="")
    drop_finding(advisor, found, reason="客户自己会换")
    assert Flag.SUPPLEMENT_PENDING not in head(advisor, order_id).flags
    with refused(advisor, "finding.answered"):
        drop_finding(advisor, found, reason="再来一次")


def test_two_people_write_the_same_finding(store: Store, order_id: OrderId) -> None:
    advisor = make.desk(store)
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("甲"), seen=Written(""))
    with refused(advisor, "row.changed"):
        write_down(make.desk(store, make.OTHER_ADVISOR), order_id, written=Written("乙"), seen=Written(""))


def test_raised_in_the_rows_after_signing_it_is_not_billed(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines)
    signed(store, order_id)
    foreman = make.desk(store, make.FOREMAN)
    dispatch(foreman, order_id, line_ids=(lines[0],), technician_id=person(foreman, make.TECHNICIAN).id, bay_id=1)
    issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=(lines[1],))
    make.go_on(store, order_id, stage=Stage.COMPLETED)
    with Session(store.engine) as session, session.begin():
        session.execute(update(OrderLine).where(OrderLine.id == lines[0]).values(unit_price_fen=99_900))
    with refused(store, "price.above_signed"):
        prepare_settlement(make.desk(store, make.CASHIER), order_id)


def test_its_paper_says_what_was_found_and_how_it_was_answered(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines)
    record_answer(make.desk(store), order_id, answer=called(store))
    desk: Desk = make.desk(store)
    paper = next(one for one in papers_of(desk, order_id) if one.kind is PaperKind.SUPPLEMENT)
    said = text(open_paper(desk, paper.id))
    for words in ("间隙3mm", "更换下摆臂", "同意更换，今天能取车就行", "吴建国", "1,528.00"):
        assert words in said, words
    assert FORMS[PaperKind.SUPPLEMENT].content is SupplementContent


def test_without_a_question_there_is_nothing_to_answer(store: Store, order_id: OrderId) -> None:
    advisor = make.desk(store)
    for use_case in (send, take_back):
        with refused(advisor, "supplement.none"):
            use_case(advisor, order_id)
    begin(advisor, order_id)
    with refused(advisor, "supplement.not_sent"):
        sign_supplement(advisor, order_id, shown="", signatures=make.signatures(store))


def test_only_what_was_agreed_is_taken_out(store: Store, order_id: OrderId) -> None:
    advisor = make.desk(store)
    begin(advisor, order_id)
    with refused(advisor, "supplement.not_agreed"):
        take_out(advisor, order_id, line_id=LineId(9_999), is_out=True)


@pytest.mark.parametrize("words", ["字" * 501, "字" * 2_001])
def test_a_finding_is_told_in_a_few_words(store: Store, order_id: OrderId, words: str) -> None:
    with refused(store, "finding.long"):
        raise_finding(make.desk(store, make.TECHNICIAN), order_id, text=words)


def test_a_long_finding_is_not_written_down(store: Store, order_id: OrderId) -> None:
    advisor = make.desk(store)
    begin(advisor, order_id)
    with refused(advisor, "finding.long", field="supplement.finding"):
        write_down(advisor, order_id, written=Written("字" * 1_001))


def test_long_findings_share_the_room_and_need_no_shortening(store: Store, order_id: OrderId) -> None:
    advisor, technician = make.desk(store), make.desk(store, make.TECHNICIAN)
    for words in ("甲" * 500, "乙", "丙" * 500, "丁" * 500):
        raise_finding(technician, order_id, text=words, measured="3 mm")
    begin(advisor, order_id)
    row = standing(store, order_id).open
    assert row is not None and len(row.finding) <= 1_000
    assert "乙 (3 mm)" in row.finding and row.finding.count("… (3 mm)") == 3
    counts = [row.finding.count(one) for one in "甲丙丁"]
    assert min(counts) > 300 and max(counts) - min(counts) <= 1
    write_down(advisor, order_id, written=Written(row.finding))
    late = raise_finding(
        technician, order_id, text="防尘罩破裂，油脂甩出，下摆臂球头有旷量，需要一并更换，否则会异响并磨损轮胎内侧"
    )
    with refused(advisor, "finding.long", field="supplement.finding"):
        take_in_finding(advisor, late)
    assert [found.id for found in standing(store, order_id).waiting] == [late]
    write_down(advisor, order_id, written=Written("甲" * 980))
    short = raise_finding(technician, order_id, text="漏油")
    take_in_finding(advisor, short)
    row = standing(store, order_id).open
    assert row is not None and row.finding == "甲" * 980 + "; 漏油"


def test_a_photograph_goes_with_the_finding(store: Store, order_id: OrderId) -> None:
    technician = make.desk(store, make.TECHNICIAN)
    with refused(technician, "photo.unreadable"):
        raise_finding(technician, order_id, text="漏油", pictures=(b"no picture",))
    raise_finding(technician, order_id, text="漏油", pictures=(a_picture(), a_picture()))
    assert [found.photos for found in standing(store, order_id).waiting] == [2]


def test_findings_that_end_with_a_mark_are_parted_by_one_sign(store: Store, order_id: OrderId) -> None:
    technician, advisor = make.desk(store, make.TECHNICIAN), make.desk(store)
    for words in ("球头松旷。", "右后减振器漏油；"):
        raise_finding(technician, order_id, text=words)
    begin(advisor, order_id)
    take_in_finding(advisor, raise_finding(technician, order_id, text="防尘罩破裂。"))
    row = standing(store, order_id).open
    assert row is not None and row.finding == "球头松旷; 右后减振器漏油; 防尘罩破裂。"


def test_a_finding_that_comes_while_it_is_written_is_taken_in(store: Store, order_id: OrderId) -> None:
    technician, advisor = make.desk(store, make.TECHNICIAN), make.desk(store)
    raise_finding(technician, order_id, text="球头松旷")
    begin(advisor, order_id)
    found = raise_finding(technician, order_id, text="防尘罩破裂", measured="右前")
    take_in_finding(advisor, found)
    row = standing(store, order_id).open
    assert row is not None and row.finding == "球头松旷; 防尘罩破裂 (右前)"
    assert standing(store, order_id).waiting == ()
    with refused(advisor, "finding.answered"):
        take_in_finding(advisor, found)


def test_done_while_the_customer_thought_about_it_stays(store: Store, order_id: OrderId) -> None:
    advisor = make.desk(store)
    with advisor.look() as session:
        pads, _oil = (line.id for line in agreed_lines_in(session, order_id))
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("客户改主意，不做了"))
    take_out(advisor, order_id, line_id=pads, is_out=True)
    send(advisor, order_id)
    finish(make.desk(store, make.TECHNICIAN), pads)
    with refused(advisor, "supplement.finished"):
        signed(store, order_id)
    assert head(advisor, order_id).signed_total_fen == make.TOTAL_FEN
    assert make.PADS in agreed_codes(store, order_id)


def test_with_all_labour_taken_out_it_is_still_reported(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with make.desk(store).look() as session:
        pads, oil = (line.id for line in agreed_lines_in(session, order_id))
    foreman, advisor = make.desk(store, make.FOREMAN), make.desk(store)
    dispatch(foreman, order_id, line_ids=(pads,), technician_id=person(foreman, make.TECHNICIAN).id, bay_id=1)
    issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=(oil,))
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("客户只买机油"))
    take_out(advisor, order_id, line_id=pads, is_out=True)
    send(advisor, order_id)
    signed(store, order_id)
    report_complete(make.desk(store, make.TECHNICIAN), order_id, is_self_checked=True)
    assert head(advisor, order_id).stage is Stage.IN_QC


def test_put_off_a_safety_item_is_declined_as_in_the_agreement(store: Store, order_id: OrderId) -> None:
    lines = asked(store, order_id)
    answered(store, order_id, lines, Decision.LATER)
    number = signed(store, order_id)
    assert Flag.SAFETY_ITEM_REFUSED in head(make.desk(store), order_id).flags
    desk = make.desk(store)
    paper = next(one for one in papers_of(desk, order_id) if one.number == number)
    assert "Safetyitemsdeclined" in text(open_paper(desk, paper.id))


def test_what_is_declined_twice_is_put_off_once(store: Store, order_id: OrderId) -> None:
    for decision in (Decision.LATER, Decision.REFUSED):
        answered(store, order_id, asked(store, order_id), decision)
        signed(store, order_id)
    with make.desk(store).look() as session:
        declined = [(line.code, line.decision) for line in declined_lines_in(session, order_id)]
    assert declined == [(ARM, Decision.REFUSED), (ARM_PART, Decision.REFUSED)]


def test_a_part_that_is_left_out_is_no_longer_waited_for(store: Store) -> None:
    lines = (make.labour(), make.part(ARM_PART))
    order_id = make.order(store, stage=Stage.IN_WORK, lines=lines, parts_held_back=frozenset({ARM_PART}))
    advisor = make.desk(store)
    wait_for_parts(make.desk(store, make.FOREMAN), order_id, reason="下摆臂明日到货")
    assert Flag.WAITING_PARTS in head(advisor, order_id).flags
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("客户不等此件"))
    part = next(one for one in standing(store, order_id).removable if one.line.code == ARM_PART)
    take_out(advisor, order_id, line_id=part.line.id, is_out=True)
    send(advisor, order_id)
    signed(store, order_id)
    assert Flag.WAITING_PARTS not in head(advisor, order_id).flags


def test_what_is_agreed_to_after_all_is_no_longer_declined(store: Store, order_id: OrderId) -> None:
    answered(store, order_id, asked(store, order_id), Decision.REFUSED)
    record_answer(make.desk(store), order_id, answer=called(store, said="先不换"))
    answered(store, order_id, asked(store, order_id))
    signed(store, order_id)
    assert Flag.SAFETY_ITEM_REFUSED not in head(make.desk(store), order_id).flags
    with make.desk(store).look() as session:
        assert declined_lines_in(session, order_id) == ()
        assert left_undone_in(session, order_id) == ()


def test_labour_declined_in_the_quote_does_not_hide_a_part_declined_later(store: Store) -> None:
    lines = (make.labour(), make.labour("LB-R002", decision=Decision.LATER))
    order_id = make.order(store, stage=Stage.IN_WORK, lines=lines)
    advisor = make.desk(store)
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("左前下摆臂胶套开裂"))
    answered(store, order_id, (add_part(store, order_id),), Decision.LATER)
    signed(store, order_id)
    with advisor.look() as session:
        assert {row.name_zh for row in left_undone_in(session, order_id)} == {"更换后制动片", "下摆臂总成"}


def test_with_the_order_its_open_question_ends(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    asked(store, order_id)
    raise_finding(make.desk(store, make.TECHNICIAN), order_id, text="雨刮老化")
    cancel(make.desk(store, make.MANAGER), order_id, reason="客户不修了")
    now = standing(store, order_id)
    assert (now.open, now.waiting) == (None, ())
    assert now.supplements[0].status is SupplementStatus.WITHDRAWN
    assert now.findings[-1].dropped_reason == "客户不修了"
    assert Flag.SUPPLEMENT_PENDING not in head(make.desk(store), order_id).flags


@pytest.mark.parametrize(("is_out", "due_fen"), [(False, make.TOTAL_FEN + 30_000), (True, make.TOTAL_FEN - 24_000)])
def test_after_reopening_the_bill_follows_what_was_agreed_since(
    store: Store, order_id: OrderId, is_out: bool, due_fen: int
) -> None:
    make.go_on(store, order_id, stage=Stage.COMPLETED)
    cashier, advisor = make.desk(store, make.CASHIER), make.desk(store)
    prepare_settlement(cashier, order_id)
    inspector = person(advisor, make.INSPECTOR)
    approval = Approval(Deed.ORDER_REOPEN, inspector.id, inspector.staff_no)
    reopen(make.desk(store, make.MANAGER), order_id, reason="客户要求增减", approval=approval)
    with advisor.look() as session:
        pads = agreed_lines_in(session, order_id)[0].id
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("取车时客户提出"))
    if is_out:
        take_out(advisor, order_id, line_id=pads, is_out=True)
        send(advisor, order_id)
    else:
        arm = add_item(advisor, order_id, kind=LineKind.LABOUR, code=ARM)
        change_line(advisor, order_id, line_id=arm, change=LineChange(unit_price_fen=20_000))
        send(advisor, order_id)
        answered(store, order_id, (arm,))
    signed(store, order_id)
    if not is_out:
        foreman = make.desk(store, make.FOREMAN)
        dispatch(foreman, order_id, line_ids=(arm,), technician_id=person(foreman, make.TECHNICIAN).id, bay_id=1)
        make.go_on(store, order_id, stage=Stage.COMPLETED)
    else:
        with Session(store.engine) as session, session.begin():
            session.execute(update(ServiceOrder).where(ServiceOrder.id == order_id).values(stage=Stage.COMPLETED))
    assert not counter(cashier, order_id).is_billed
    assert next(lack.field for lack in counter(cashier, order_id).missing) == "settlement.prepare"
    prepare_settlement(cashier, order_id)
    assert [bill.due_fen for bill in bills(cashier, order_id)] == [due_fen]
    assert counter(cashier, order_id).is_billed


def test_a_safety_item_left_out_again_is_declined(store: Store) -> None:
    pads_for_safety = PlannedLine(LineKind.LABOUR, make.PADS, is_safety=True)
    order_id = make.order(store, stage=Stage.AUTHORIZED, lines=(pads_for_safety, make.LINES[1]))
    advisor = make.desk(store)
    with advisor.look() as session:
        pads = next(line.id for line in agreed_lines_in(session, order_id) if line.code == make.PADS)
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("客户改主意，不做了"))
    take_out(advisor, order_id, line_id=pads, is_out=True)
    send(advisor, order_id)
    number = signed(store, order_id)
    assert Flag.SAFETY_ITEM_REFUSED in head(advisor, order_id).flags
    with advisor.look() as session:
        assert [(line.code, line.decision) for line in declined_lines_in(session, order_id)] == [
            (make.PADS, Decision.REFUSED)
        ]
    paper = next(one for one in papers_of(advisor, order_id) if one.number == number)
    assert "Safetyitemsdeclined" in text(open_paper(advisor, paper.id))
    # Put in again, it is declined no longer.
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("客户还是要做"))
    again = add_item(advisor, order_id, kind=LineKind.LABOUR, code=make.PADS, is_safety=True)
    send(advisor, order_id)
    answered(store, order_id, (again,))
    signed(store, order_id)
    assert Flag.SAFETY_ITEM_REFUSED not in head(advisor, order_id).flags


@pytest.mark.parametrize("was_asked", [True, False])
def test_what_was_asked_and_never_answered_stands_as_put_off(store: Store, order_id: OrderId, was_asked: bool) -> None:
    asked(store, order_id)
    if not was_asked:
        take_back(make.desk(store), order_id)
    give_up(make.desk(store), order_id, reason="电话无人接听")
    with make.desk(store).look() as session:
        put_off = {line.code for line in declined_lines_in(session, order_id)}
    assert put_off == ({ARM, ARM_PART} if was_asked else set())


@pytest.mark.parametrize("reason", ["", "字" * 501])
def test_an_end_and_a_finding_not_offered_are_told_in_a_few_words(store: Store, order_id: OrderId, reason: str) -> None:
    found = raise_finding(make.desk(store, make.TECHNICIAN), order_id, text="雨刮老化")
    advisor = make.desk(store)
    with refused(advisor, "finding.reason", field="supplement.drop.reason"):
        drop_finding(advisor, found, reason=reason)
    begin(advisor, order_id)
    with refused(advisor, "supplement.reason", field="supplement.reason"):
        give_up(advisor, order_id, reason=reason)


def test_a_promise_that_was_not_touched_stays_as_somebody_else_wrote_it(store: Store, order_id: OrderId) -> None:
    advisor, other = make.desk(store), make.desk(store, make.OTHER_ADVISOR)
    begin(advisor, order_id)
    write_down(other, order_id, written=Written("", "明天 11:00"), seen=Written(""))
    write_down(advisor, order_id, written=Written("球头松旷"), seen=Written(""))
    row = standing(store, order_id).open
    assert row is not None and row.finding == "球头松旷" and row.new_promise_at is not None


def test_an_answer_ends_no_other_wait_for_the_customer(store: Store, order_id: OrderId) -> None:
    technician = make.desk(store, make.TECHNICIAN)
    pause(technician, work(technician, order_id).jobs[0].line_id, reason=PauseReason.CUSTOMER)
    answered(store, order_id, asked(store, order_id))
    signed(store, order_id)
    assert Flag.WAITING_CUSTOMER in head(technician, order_id).flags


def test_a_picture_that_proves_nothing_is_not_kept_with_a_call(store: Store, order_id: OrderId) -> None:
    answered(store, order_id, asked(store, order_id))
    record_answer(make.desk(store), order_id, answer=called(store, evidence="0" * 64))
    with Session(store.engine) as session:
        assert session.query(Supplement).one().evidence_file_sha256 == ""
        paper = session.query(Paper).filter_by(kind=PaperKind.SUPPLEMENT.value).one()
    consent = thaw(paper.content, SupplementContent).consent
    assert consent is not None and consent.evidence == ""
