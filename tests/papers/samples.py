"""The story of order WXD000021, paper by paper: 刘𬭎's 苏AF20871, brought by 李㛃."""

from datetime import UTC, date, datetime, timedelta

from app.paper.content import CarBlock, PartyBlock, Signed, SignerRole, Stamp, StoreBlock, StrokePoint

STORE = StoreBlock(
    name="骏驰汽车销售服务（演示店）",
    name_en="Junchi Motors (demo store)",
    address="演示省演示市示例路1号",
    service_phone="025-00000000",
    complaint_phone="025-00000001",
    uscc="91999999MA0000001N",
    filing_number="演示备案-0001",
)
CAR = CarBlock(
    plate="苏AF20871",
    plate_type="nev_small",
    vin="LYJDH6P15NA000248",
    model_name="云骏 H6 PHEV SUV",
    colour="珍珠白",
    energy_type="phev",
    odometer_km=41_900,
    order_number="WXD000021",
)
PARTY = PartyBlock(
    customer_name="刘𬭎",
    customer_phone="14000000004",
    representative_name="李㛃",
    representative_relation="配偶",
    representative_phone="14000000002",
)
DAY = date(2026, 11, 23)
# Strokes of the hand as "x,y x,y …" in hundredths of the pad's width.
HANDS = {
    "李": (
        "8,10 18,8 25,7", "16,3 17,10 16,18 15,20", "16,9 12,14 6,18", "17,9 21,13 27,16",
        "10,21 16,19 21,19 17,23 16,24", "16,23 18,29 16,34 12,33", "5,28 15,26 27,25",
    ),
    "㛃": (
        "35,6 42,5 44,5", "40,2 39,9 38,15", "34,11 40,10 45,9", "48,5 56,4 54,12 51,16", "50,8 48,14 45,17",
        "41,18 38,25 46,30 52,34", "50,18 47,26 38,33", "33,25 44,23 57,21",
    ),
    "林": (
        "5,12 12,10 18,9", "11,4 11,14 10,30", "11,13 8,20 3,26", "12,14 16,18 18,20", "20,11 27,9 34,8",
        "27,3 27,14 26,31", "27,13 23,21 19,26", "28,13 33,20 40,25",
    ),
    "何": (
        "10,4 8,11 4,17", "8,12 8,20 7,30", "14,8 24,7 34,6", "16,13 16,19 17,22 23,21 24,13 16,13",
        "31,7 32,18 31,30 27,28",
    ),
    "孙": (
        "4,8 12,6 8,12", "8,12 10,20 9,30 6,28", "3,20 9,18 14,15", "22,5 22,16 21,29 18,26",
        "18,11 16,18 13,22", "26,11 29,16 32,20",
    ),
    "冯": (
        "5,8 8,11", "4,20 8,16 10,13", "14,7 24,6 22,14", "14,8 13,16 26,14 25,25 21,29", "12,22 18,21 22,20",
    ),
    "钱": (
        "10,3 7,10 4,14", "7,9 14,8", "4,15 15,14", "9,9 9,26 14,23", "20,10 32,8", "20,16 34,13",
        "26,3 28,18 36,30", "34,17 28,24 20,29",
    ),
    "吴": (
        "8,4 9,11 22,10 22,3 8,4", "6,16 26,14", "3,22 30,20", "16,15 12,26 4,31", "17,21 22,27 30,31",
    ),
}  # fmt: skip


def strokes(characters: str) -> tuple[tuple[StrokePoint, ...], ...]:
    """A hand that writes these characters, one beside the other."""
    lines = [line for character in characters for line in HANDS[character]]
    return tuple(_stroke(line, index * 400) for index, line in enumerate(lines))


def _stroke(line: str, begins_ms: int) -> tuple[StrokePoint, ...]:
    pairs = [tuple(map(int, pair.split(","))) for pair in line.split()]
    return tuple(
        StrokePoint(x=x * 100, y=y * 100, t_ms=begins_ms + 40 * index, pressure=520 - 90 * index // len(pairs))
        for index, (x, y) in enumerate(pairs)
    )


def at(clock: str) -> datetime:
    """A minute of the day of the visit, on the store's clock, as an instant."""
    hour, minute = map(int, clock.split(":"))
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def signed(role: SignerRole, name: str, clock: str, *, hand: str) -> Signed:
    """One signature of the day."""
    return Signed(role, name, at(clock), strokes(hand))


def stamp(number: str, clock: str, *, by: str, version: int, signatures: tuple[Signed, ...] = ()) -> Stamp:
    """A paper issued at this minute."""
    return Stamp(
        number=number,
        issued_at=at(clock),
        printed_by=by,
        digest="b8de4328fbb05622dea8e1dc4ebb3d8522162360bc3dfda0ff423bfa8572d1ab",
        chain_head="a35bb6b839b7",
        is_demo=True,
        template_version=version,
        signatures=signatures,
        chain_length=1842,
    )


def representative(clock: str) -> Signed:
    """李㛃 signs for her husband."""
    return signed(SignerRole.REPRESENTATIVE, "李㛃", clock, hand="李㛃")


def advisor(clock: str) -> Signed:
    """林晓岚 signs for the store."""
    return signed(SignerRole.ADVISOR, "林晓岚", clock, hand="林")
