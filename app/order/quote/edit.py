"""Edit a quote: add from the catalogue, a package or a finding; change, remove. An issued version is never edited."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.money import discounted, part_fen
from app.kernel.refusal import Refusal
from app.kernel.seen import check_only_i_wrote
from app.order.quote.free_rework import check_payer, take_in
from app.order.quote.queries import LineId, LineRow
from app.order.quote.tables import OrderLine, QuoteVersion
from app.order.tables import ServiceOrder
from app.order.workflow import Stage, require
from app.records.catalogue.categories import Decision, LineKind, Need, Payer
from app.records.catalogue.queries import CatalogueHit, PackageHit, item_in
from app.records.store.rules import ADVISOR_SHARE, MANAGER_SHARE, rule_in
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import Role

MOST_LINES, LONGEST_NAME = 200, 60
OTHER_CODE = "QT"  # 其他
LARGEST_QUANTITY_MILLI = 999_000
LARGEST_PRICE_FEN = 100_000_000
SUPPLEMENTED = (Stage.AUTHORIZED, Stage.IN_WORK)  # where additional work may be offered and agreed
_ITS_OWN = ("id", "quote_version_id", "taken_out_by_id", "taken_out_reason")
_COPIED = tuple(c.key for c in OrderLine.__table__.columns if c.key not in _ITS_OWN)


@dataclass(frozen=True, slots=True)
class LineChange:
    """New values for a line; what is None stays. Quantity in thousandths, discount as the share paid."""

    quantity_milli: int | None = None
    unit_price_fen: int | None = None
    payable_bp: int | None = None
    payer: Payer | None = None
    need: Need | None = None
    is_safety: bool | None = None
    is_addon: bool | None = None
    reason: str | None = None

    def given(self) -> dict[str, int | str | bool]:
        """What is not None, by the name of its column."""
        every = {name: getattr(self, name) for name in LineChange.__dataclass_fields__}
        return {name: value for name, value in every.items() if value is not None}

    def before(self, line: LineRow) -> "LineChange":
        """What stands in the same cells of a line."""
        return LineChange(**{name: getattr(line, name) for name in self.given()})


def add_item(
    desk: Desk, order_id: int, *, kind: LineKind, code: str, quantity_milli: int | None = None,
    payer: Payer = Payer.CUSTOMER, need: Need = Need.REQUIRED, finding_item: str = "", is_safety: bool = False,
    is_addon: bool | None = None, reason: str = "",
) -> LineId:  # fmt: skip
    """Add a catalogue item; unless it is said, the catalogue knows whether it is an add-on service (K14).

    Refuses: order.stage, quote.unknown_item, quote.too_long, quantity.*.
    """
    with desk.deed(Deed.QUOTE_EDIT, order_id=order_id) as deed:
        version = _editable(deed, order_id)
        item = item_in(deed.session, kind, code)
        if item is None:
            raise Refusal(
                "quote.unknown_item", _("{code} is not in the catalogue.").format(code=code), field="quote.lines"
            )
        line = _line(version, item, payer)
        line.quantity_milli = quantity_milli or item.quantity_milli
        line.need, line.finding_item, line.is_safety, line.reason = need, finding_item, is_safety, reason
        line.is_addon = item.is_addon if is_addon is None else is_addon
        _check_quantity(line.quantity_milli)
        _append(deed, version, line)
        deed.note(added=code)
        line_id = line.id
    return LineId(line_id)


def add_other(desk: Desk, order_id: int, *, name: str, price_fen: int, payer: Payer = Payer.CUSTOMER) -> LineId:
    """Add a cost that stands in no catalogue: towing, a diagnosis, disposal; the price is the whole line's.

    Refuses: order.stage, other.name, other.price, quote.too_long.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(
            "other.name",
            _("Write what it is for, in at most {most} characters.").format(most=LONGEST_NAME),
            field="quote.other.name",
        )
    if not 0 < price_fen <= LARGEST_PRICE_FEN:
        raise Refusal("other.price", _("A price lies above 0 and at most 1,000,000 yuan."), field="quote.other.price")
    with desk.deed(Deed.QUOTE_EDIT, order_id=order_id) as deed:
        version = _editable(deed, order_id)
        line = OrderLine(
            quote_version_id=version.id, order_id=order_id, kind=LineKind.OTHER, code=_other_code(deed, version),
            name_zh=name, name_en="", quantity_milli=1_000, unit_price_fen=price_fen, payable_bp=10_000, payer=payer,
            need=Need.REQUIRED, decision=_decision_for(payer), is_addon=False,
        )  # fmt: skip
        _append(deed, version, line)
        deed.note(added=line.code)
        line_id = line.id
    return LineId(line_id)


def _other_code(deed: DeedInProgress, version: QuoteVersion) -> str:
    """QT01, QT02 …: the next number no line of this version has, so that the desk and the papers can name it."""
    query = select(OrderLine.code).where(
        OrderLine.quote_version_id == version.id, OrderLine.code.startswith(OTHER_CODE)
    )
    taken = [int(code.removeprefix(OTHER_CODE)) for code in deed.session.scalars(query) if code[2:].isdigit()]
    return f"{OTHER_CODE}{max(taken, default=0) + 1:02d}"


def add_package(desk: Desk, order_id: int, *, package: PackageHit) -> None:
    """Add every item of a package, paid by the package. Refuses: order.stage, quote.unknown_item."""
    with desk.deed(Deed.QUOTE_EDIT, order_id=order_id) as deed:
        version = _editable(deed, order_id)
        for kind, code, quantity_milli in package.items:
            item = item_in(deed.session, kind, code)
            if item is None:
                raise Refusal("quote.unknown_item", _("{code} is not in the catalogue.").format(code=code))
            times = quantity_milli if kind is LineKind.PART else item.quantity_milli * quantity_milli // 1000
            line = _line(version, item, Payer.PACKAGE)
            line.quantity_milli, line.reason = times, package.code
            _append(deed, version, line)
        deed.note(package=package.code)


def change_line(
    desk: Desk, order_id: int, *, line_id: LineId, change: LineChange, seen: LineChange | None = None,
    approval: Approval | None = None,
) -> None:  # fmt: skip
    """Change a line; on another price the customer decides anew.

    A discount beyond an advisor's limit is a deed of its own, to which a manager agrees. `seen` says what stood in the
    changed cells before the eyes of who changes them. Refuses: order.stage, quantity.absurd, price.absurd,
    discount.limit, deed.needs_approval, comeback.free, row.changed (a `Conflict`).
    """
    what = Deed.QUOTE_DISCOUNT if _is_beyond(desk, change.payable_bp) else Deed.QUOTE_EDIT
    with desk.deed(what, order_id=order_id, approval=approval) as deed:
        line = _editable_line(deed, order_id, line_id)
        check_payer(deed.session, order_id, change.payer)
        was_fen = _net_fen(line)
        if change.quantity_milli is not None:
            _check_quantity(change.quantity_milli)
        if change.unit_price_fen is not None and not 0 <= change.unit_price_fen <= LARGEST_PRICE_FEN:
            raise Refusal("price.absurd", _("A price lies between 0 and 1,000,000 yuan."), field="quote.lines")
        if change.payable_bp is not None:
            deed.note(payable_bp=change.payable_bp)
        given = change.given()
        if seen is not None:
            check_only_i_wrote(given, seen=seen.given(), stands={name: getattr(line, name) for name in given})
        for name, value in given.items():
            setattr(line, name, value)
        if change.payer is not None or _net_fen(line) != was_fen:
            # What the customer said of the old price is no word on the new one.
            line.decision = _decision_for(line.payer)
        deed.note(line=line.code)


def repeat_lines(deed: DeedInProgress, order_id: int, originals: Iterable[OrderLine]) -> None:
    """Put the lines a comeback repeats into the version in hand, at today's price; what stands there is taken in."""
    version = _editable(deed, order_id)
    standing = {
        line.code: line
        for line in deed.session.scalars(select(OrderLine).where(OrderLine.quote_version_id == version.id))
    }
    for original in originals:
        if original.code in standing:
            take_in(deed.session, standing[original.code])
            continue
        line = OrderLine(quote_version_id=version.id, **{name: getattr(original, name) for name in _COPIED})
        item = item_in(deed.session, original.kind, original.code)
        line.unit_price_fen = item.unit_price_fen if item is not None else original.unit_price_fen
        line.order_id, line.payable_bp, line.need = order_id, 10_000, Need.REQUIRED
        line.payer, line.decision = Payer.CUSTOMER, _decision_for(Payer.CUSTOMER)
        line.reason = line.finding_item = ""
        line.is_addon, line.original_line_id = False, None
        _append(deed, version, line)


def remove_line(desk: Desk, order_id: int, *, line_id: LineId) -> None:
    """Take a line out of the version in hand. Refuses: order.stage, row.gone."""
    with desk.deed(Deed.QUOTE_EDIT, order_id=order_id) as deed:
        line = _editable_line(deed, order_id, line_id)
        deed.note(removed=line.code)
        deed.session.delete(line)


def _check_quantity(quantity_milli: int) -> None:
    if not 0 < quantity_milli <= LARGEST_QUANTITY_MILLI:
        raise Refusal("quantity.absurd", _("A quantity lies above 0 and below 1,000."), field="quote.lines")


def _is_beyond(desk: Desk, payable_bp: int | None) -> bool:
    """Whether a manager must agree; beyond a manager's own limit nobody is asked. Refuses: discount.limit."""
    if payable_bp is None:
        return False
    with desk.look() as session:
        advisor_bp, manager_bp = rule_in(session, ADVISOR_SHARE), rule_in(session, MANAGER_SHARE)
    _check_discount(payable_bp, lowest_bp=manager_bp)
    return payable_bp < (manager_bp if Role.SERVICE_MANAGER in desk.person.roles else advisor_bp)


def _check_discount(payable_bp: int, *, lowest_bp: int) -> None:
    if not lowest_bp <= payable_bp <= 10_000:
        raise Refusal(
            "discount.limit",
            _("Nobody goes below {percent} % of the price. Type that much or more.").format(percent=lowest_bp // 100),
            field="quote.lines",
        )


def _editable(deed: DeedInProgress, order_id: int) -> QuoteVersion:
    """The version in hand: the newest if it is not yet issued, else a copy of it as the next.

    After signing it is the additional work that is being written down, if any.
    """
    order, newest = deed.get(ServiceOrder, order_id), newest_version(deed, order_id)
    if newest is not None and newest.supplement_ordinal is not None and newest.issued_at is None:
        require(order.stage, *SUPPLEMENTED)
        return newest
    require(order.stage, Stage.CHECKED_IN, Stage.QUOTED)
    if newest is not None and newest.issued_at is None:
        return newest
    edition = newest.edition + 1 if newest else 1
    version = deed.add(QuoteVersion(order_id=order_id, edition=edition, created_at=deed.now))
    if newest is not None:
        _copy_lines(deed, newest, version)
    return version


def newest_version(deed: DeedInProgress, order_id: int) -> QuoteVersion | None:
    """The newest version's row, inside a deed."""
    query = select(QuoteVersion).where(QuoteVersion.order_id == order_id).order_by(QuoteVersion.edition.desc())
    return deed.session.scalars(query.limit(1)).first()


def begin_supplement(deed: DeedInProgress, order_id: int, *, ordinal: int) -> QuoteVersion:
    """An empty version for the lines of additional work, inside the deed that begins it."""
    newest = newest_version(deed, order_id)
    assert newest is not None, "additional work follows an agreement, and that a quotation"
    return deed.add(
        QuoteVersion(order_id=order_id, edition=newest.edition + 1, created_at=deed.now, supplement_ordinal=ordinal)
    )


def _copy_lines(deed: DeedInProgress, old: QuoteVersion, new: QuoteVersion) -> None:
    lines = deed.session.scalars(
        select(OrderLine).where(OrderLine.quote_version_id == old.id).order_by(OrderLine.position)
    )
    for line in lines.all():
        deed.session.add(OrderLine(quote_version_id=new.id, **{name: getattr(line, name) for name in _COPIED}))
    deed.session.flush()


def _editable_line(deed: DeedInProgress, order_id: int, line_id: LineId) -> OrderLine:
    """The line in the version in hand; a line of an issued version is found again in its copy."""
    asked = deed.get(OrderLine, line_id)
    version = _editable(deed, order_id)
    if asked.quote_version_id == version.id:
        return asked
    query = select(OrderLine).where(OrderLine.quote_version_id == version.id, OrderLine.position == asked.position)
    copy = deed.session.scalar(query)
    if copy is None:
        raise Refusal("row.gone", _("This record is no longer there. Press F5 and look again."))
    return copy


def _append(deed: DeedInProgress, version: QuoteVersion, line: OrderLine) -> None:
    query = select(func.count(), func.max(OrderLine.position)).where(OrderLine.quote_version_id == version.id)
    count, last = deed.session.execute(query).one()
    if count >= MOST_LINES:
        raise Refusal(
            "quote.too_long", _("A quote has at most {most} lines.").format(most=MOST_LINES), field="quote.lines"
        )
    line.position = (last or 0) + 1
    take_in(deed.session, line)
    deed.add(line)


def _net_fen(line: OrderLine) -> int:
    return discounted(part_fen(line.quantity_milli, line.unit_price_fen), line.payable_bp)


def _decision_for(payer: Payer) -> Decision:
    """Who does not pay is not asked to decide."""
    return Decision.UNDECIDED if payer is Payer.CUSTOMER else Decision.ACCEPTED


def _line(version: QuoteVersion, item: CatalogueHit, payer: Payer) -> OrderLine:
    return OrderLine(
        quote_version_id=version.id, order_id=version.order_id, kind=item.kind, code=item.code, name_zh=item.name_zh,
        name_en=item.name_en, quantity_milli=item.quantity_milli, unit=item.unit, unit_price_fen=item.unit_price_fen,
        payable_bp=10_000, payer=payer, need=Need.REQUIRED, decision=_decision_for(payer),
        repair_category=item.repair_category, quality_class=item.quality_class, brand=item.brand,
        guarantee_months=item.guarantee_months, guarantee_km=item.guarantee_km,
        needs_hv_qualification=item.needs_hv_qualification, is_addon=item.is_addon,
    )  # fmt: skip
