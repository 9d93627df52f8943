"""The colours, one frozen dataclass per theme, and which of them is in force."""

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour by what it is for.

    Attributes:
        bg0: window, rail, top row, status bar.
        bg1: page, table, input fields.
        bg2: panels, cards, inspector.
        bg3: buttons, key caps, empty tracks.
        bg4: pressed, chosen segment, slider groove, scroll handle.
        soft: selected row, current page, current choice.
        plot: behind curves, spectrogram, map.
        line: decorative hairlines, never the only border of a control.
        ctl: borders of fields, check boxes and key caps; unselected bars.
        text: content, headings.
        text2: secondary, icons.
        text3: captions, axes, units.
        accent: primary, focus, selection, progress.
        on_accent: words on ``accent``.
        ok: words and icons of state; likewise ``warn`` and ``err``.
        ok_fill: bars and meters only; likewise ``warn_fill``.
        ok_bg: banners; likewise ``warn_bg`` and ``err_bg``.
        rec: the microphone is open.
        on_rec: words on ``rec``.
        scenes: twelve scene colours in order of use.
        real: three devices that are microphones.
        simulated: three simulated devices heard in training.
        unseen: three devices training has not heard.
    """

    name: str
    bg0: str
    bg1: str
    bg2: str
    bg3: str
    bg4: str
    soft: str
    plot: str
    line: str
    ctl: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    err: str
    ok_fill: str
    warn_fill: str
    ok_bg: str
    warn_bg: str
    err_bg: str
    rec: str
    on_rec: str
    scenes: tuple[str, ...]
    real: tuple[str, str, str]
    simulated: tuple[str, str, str]
    unseen: tuple[str, str, str]


DARK = Tokens(
    name="dark",
    bg0="#111316",
    bg1="#16181C",
    bg2="#1C1F24",
    bg3="#262A31",
    bg4="#323741",
    soft="#27304F",
    plot="#101215",
    line="#2A2E35",
    ctl="#6B7481",
    text="#E9EBEE",
    text2="#B6BCC6",
    text3="#949CA8",
    accent="#93A8FF",
    on_accent="#0D1220",
    ok="#5FCB92",
    warn="#EFB84F",
    err="#FF8077",
    ok_fill="#5FCB92",
    warn_fill="#EFB84F",
    ok_bg="#18302A",
    warn_bg="#33291A",
    err_bg="#3A2124",
    rec="#FF5A52",
    on_rec="#1A0505",
    scenes=(
        "#62A7FC",
        "#E38C34",
        "#8D79F3",
        "#C793C8",
        "#69DB57",
        "#FDE646",
        "#FEADD5",
        "#AEF8F3",
        "#9B8463",
        "#C861C4",
        "#94AF8E",
        "#B3DD98",
    ),
    real=("#E9EBEE", "#9CC9FF", "#4C93E6"),
    simulated=("#A8E6CF", "#4FBF9A", "#2E8F72"),
    unseen=("#FFD08A", "#F09A3E", "#D96A1F"),
)

LIGHT = Tokens(
    name="light",
    bg0="#E9EBEF",
    bg1="#F4F5F7",
    bg2="#FFFFFF",
    bg3="#EDEFF3",
    bg4="#DCE0E7",
    soft="#E2E8FF",
    plot="#FFFFFF",
    line="#D9DDE3",
    ctl="#7F8793",
    text="#1A1D22",
    text2="#434A55",
    text3="#5A626D",
    accent="#3F57D0",
    on_accent="#FFFFFF",
    ok="#13713F",
    warn="#855400",
    err="#BE322A",
    ok_fill="#2B8F57",
    warn_fill="#B4750B",
    ok_bg="#E3F4EA",
    warn_bg="#FFF1D6",
    err_bg="#FDE7E4",
    rec="#C42424",
    on_rec="#FFFFFF",
    scenes=(
        "#4470CC",
        "#B35909",
        "#9F6FF6",
        "#8C5797",
        "#54A16A",
        "#AC901B",
        "#D45DA7",
        "#296167",
        "#695322",
        "#671057",
        "#324507",
        "#667858",
    ),
    real=("#1A1D22", "#4F8FD6", "#1B5FAE"),
    simulated=("#3EA584", "#17795C", "#0C5640"),
    unseen=("#BC7C1E", "#B3600F", "#8A3D06"),
)

_in_force = DARK


def tokens() -> Tokens:
    """The colours in force. Ask while painting; do not keep the answer."""
    return _in_force


def put_in_force(chosen: Tokens) -> None:
    """Make ``chosen`` the answer of ``tokens``; ``ascstudio.theme.apply`` is what pages want."""
    global _in_force
    _in_force = chosen


def color(token: str) -> QColor:
    """The colour of a token by its name, e.g. ``color("accent")``."""
    return QColor(getattr(_in_force, token))


def shade(value: str) -> QColor:
    """The colour a token has in a theme that is not in force, e.g. ``shade(LIGHT.bg0)``."""
    return QColor(value)


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """``share`` of ``second`` in ``first``, mixed in sRGB."""
    keep = 1.0 - share
    return QColor(
        round(first.red() * keep + second.red() * share),
        round(first.green() * keep + second.green() * share),
        round(first.blue() * keep + second.blue() * share),
    )
