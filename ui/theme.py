"""The only place where a colour, a size or a radius is written; palette and fonts are made from it."""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resources import FOLDER


class Appearance(StrEnum):
    """What people can choose; `SYSTEM` follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Tokens(NamedTuple):
    """Every colour by what it is for; the alpha comes last where there is one.

    A named tuple, as all values that the first paint needs: a dataclass takes four times as long to make.
    """

    canvas: str
    surface: str
    raised: str
    line: str
    ink: str
    muted: str
    accent: str
    good: str
    warn: str
    bad: str
    info: str
    sunken: str
    hover: str
    line_soft: str
    ctl: str
    faint: str
    on_accent: str
    accent_pressed: str
    accent_tint: str
    good_tint: str
    warn_tint: str
    bad_tint: str
    info_tint: str
    neutral_tint: str
    scrim: str
    shadow: str
    car_line: str
    car_glass: str
    car_body: str
    photo_band: str
    plate_black_edge: str
    paper: str = "#F7F9FB"
    paper_ink: str = "#1A1F26"
    paper_line: str = "#7E8896"
    photo_words: str = "#FFFFFF"


LIGHT = Tokens(
    canvas="#F4F6F8", surface="#FFFFFF", raised="#FFFFFF", line="#D8DEE5", ink="#1A1F26", muted="#55606E",
    accent="#1559C9", good="#17743F", warn="#9A5400", bad="#B3261E", info="#0B6E8A",
    sunken="#EBEEF2", hover="#F7F9FB", line_soft="#E8ECF0", ctl="#7E8896", faint="#5F6977",
    on_accent="#FFFFFF", accent_pressed="#104AA9", accent_tint="#E8F0FC", good_tint="#E4F3EA", warn_tint="#FCF0DC",
    bad_tint="#FBE9E7", info_tint="#E2F1F6", neutral_tint="#EDF0F3", scrim="#73161B22", shadow="#2E080E18",
    car_line="#7C8896", car_glass="#E3E9F0", car_body="#FAFBFC", photo_band="#B3101418", plate_black_edge="#1B1E22",
)  # fmt: skip

DARK = Tokens(
    canvas="#14171B", surface="#1D2126", raised="#262B31", line="#363D46", ink="#E8ECF1", muted="#9AA6B4",
    accent="#6EA8FF", good="#5CC98A", warn="#F0B357", bad="#FF8A80", info="#66C7E3",
    sunken="#181B20", hover="#22272D", line_soft="#2A3037", ctl="#6F7A88", faint="#919DAB",
    on_accent="#0B1A33", accent_pressed="#8DBAFF", accent_tint="#1F2E48", good_tint="#193126", warn_tint="#392C17",
    bad_tint="#422422", info_tint="#16323B", neutral_tint="#2A3037", scrim="#99000000", shadow="#66080E18",
    car_line="#8591A0", car_glass="#343C46", car_body="#262B31", photo_band="#B3101418", plate_black_edge="#59636F",
)  # fmt: skip


class PlateColours(NamedTuple):
    """One kind of plate; `bottom` differs from `top` only on the green one."""

    top: str
    bottom: str
    words: str
    line: str
    edge: str


# The same in both themes: a plate is recognised by its colour. The black one alone gets an edge on dark.
PLATES = {
    "blue": PlateColours("#1F4FB4", "#1F4FB4", "#FFFFFF", "#FFFFFF", "#1F4FB4"),
    "green": PlateColours("#F3FBF5", "#6CCB8E", "#10231A", "#2E8B57", "#6CCB8E"),
    "yellow": PlateColours("#F6C324", "#F6C324", "#1A1405", "#1A1405", "#F6C324"),
    "black": PlateColours("#1B1E22", "#1B1E22", "#FFFFFF", "#FFFFFF", "#1B1E22"),
}


class Radius:
    """Corners in px."""

    PILL = 4
    CONTROL = 6
    CARD = 8
    PALETTE = 12


class Type:
    """Sizes of type in px, and the three weights."""

    CODE = 11
    LABEL = 12
    DATA = 13
    BODY = 14
    OBJECT = 16
    TITLE = 20
    FIGURE = 28
    SIGN = 36
    SIGN_WIDE = 40
    REGULAR = 400
    MEDIUM = 500
    BOLD = 700
    LINE = 22
    # Type stands by its body, not by its line box: CJK faces have tall, uneven ascents.
    BODY_DROP = 0.365


class Size:
    """Heights and widths in px, as the drawn screens have them."""

    RAIL = 72
    RAIL_ITEM_WIDTH = 64
    RAIL_ITEM = 52
    RAIL_PITCH = 60
    TOP_BAR = 56
    SEARCH = 520
    ACTION_BAR = 56
    STATUS = 28
    EDGE_LEFT = 16
    EDGE_RIGHT = 16
    TITLE_ROW = 60
    GAP = 16
    CARD_PADDING = 16
    CARD_HEAD = 44
    BUTTON = 36
    BUTTON_ROW = 32
    BUTTON_SIGN = 48
    FIELD = 36
    FIELD_PITCH = 68
    SEGMENTED = 32
    CHIP = 28
    PILL = 20
    PILL_LARGE = 22
    CHECK = 18
    CHECK_SIGN = 22
    KEY_CAP = 18
    ROW = 35
    ROW_TWO = 40
    ROW_CLOCK = 57
    TABLE_HEAD = 32
    HALO = 2
    ICON = 22
    ICON_SMALL = 16
    STROKE = 1.75
    STROKE_SMALL = 1.6
    TARGET = 32
    WIDE_FROM = 1600


# Faces that hold all common Chinese characters, best first; the bundled one follows for the rare ones.
SYSTEM_FACES = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC")
BUNDLED_FACE = "Noto Sans SC"
BUNDLED_FILES = ("NotoSansSC_400Regular.ttf", "NotoSansSC_500Medium.ttf", "NotoSansSC_700Bold.ttf")


@cache
def load_faces() -> tuple[str, ...]:
    """The families to write with, the bundled one always last, so that no character becomes a box."""
    own = [face for face in SYSTEM_FACES if QFontDatabase.hasFamily(face)]
    for name in BUNDLED_FILES[:1] if own else BUNDLED_FILES:
        # From the file and not from bytes: the system maps it, and only the glyphs in use come into memory.
        QFontDatabase.addApplicationFont(str(FOLDER / "fonts" / name))
    return (*own[:1], BUNDLED_FACE)


class Theme(QObject):
    """The look in force; `switched` tells those who keep pictures made from it."""

    switched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.appearance = Appearance.LIGHT
        self.tokens = LIGHT
        self._fonts: dict[tuple[int, int], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._separator = ""

    @property
    def is_dark(self) -> bool:
        return self.tokens is DARK

    def choose(self, appearance: Appearance) -> None:
        """Put the whole application into this look, now and (for `SYSTEM`) whenever the desktop changes its own."""
        self.appearance = appearance
        self.tokens = DARK if self._wants_dark() else LIGHT
        self._colours.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font(Type.BODY))
            app.setPalette(_palette(self))
        self.switched.emit()

    def follow_system(self) -> None:
        """Watch the desktop's own switch; it only counts while `SYSTEM` is chosen."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_switched)

    def _system_switched(self) -> None:
        if self.appearance is Appearance.SYSTEM:
            self.choose(Appearance.SYSTEM)

    def _wants_dark(self) -> bool:
        if self.appearance is Appearance.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.appearance is Appearance.DARK

    def color(self, token: str) -> QColor:
        """The colour of a token by its field name, `accent_tint`; a `#…` value is taken as it stands."""
        if token not in self._colours:
            self._colours[token] = QColor(token if token.startswith("#") else getattr(self.tokens, token))
        return self._colours[token]

    def font(self, size_px: int, weight: int = Type.REGULAR) -> QFont:
        """A font of our family; figures in it are tabular."""
        key = (size_px, weight)
        if key not in self._fonts:
            font = QFont(list(load_faces()))
            font.setPixelSize(size_px)
            font.setWeight(QFont.Weight(weight))
            self._fonts[key] = font
        return self._fonts[key]

    def separator(self) -> str:
        """“·” bare where the face draws it a full em wide (CJK), with a space on each side where it is narrow."""
        if not self._separator:
            is_wide = QFontMetricsF(self.font(Type.BODY)).horizontalAdvance("·") > Type.BODY * 0.8
            self._separator = "·" if is_wide else " · "
        return self._separator


@cache
def current() -> Theme:
    """The one theme of the application."""
    return Theme()


# What stands in an empty field is not taken for something typed.
HINT_ALPHA = 128


def _palette(theme: Theme) -> QPalette:
    role, colour, palette = QPalette.ColorRole, theme.color, QPalette()
    pairs = {
        role.Window: "canvas", role.WindowText: "ink", role.Base: "surface", role.AlternateBase: "hover",
        role.Text: "ink", role.Button: "surface", role.ButtonText: "ink", role.BrightText: "bad",
        role.Highlight: "accent", role.HighlightedText: "on_accent", role.ToolTipBase: "raised",
        role.ToolTipText: "ink", role.Link: "accent", role.LinkVisited: "accent",
        role.Mid: "line", role.Light: "surface", role.Dark: "ctl", role.Midlight: "line_soft", role.Accent: "accent",
    }  # fmt: skip
    for which, token in pairs.items():
        palette.setColor(which, colour(token))
    hint = QColor(colour("ink"))
    hint.setAlpha(HINT_ALPHA)
    palette.setColor(role.PlaceholderText, hint)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colour("faint"))
    return palette


def contrast(first: str, second: str) -> float:
    """The WCAG contrast of two opaque colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
