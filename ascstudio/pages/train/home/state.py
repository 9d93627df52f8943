"""What the home of Train shows."""

from dataclasses import dataclass, field

from ascstudio.pages.train.flows import Flow
from ascstudio.pages.train.home.housekeeping import Room
from ascstudio.pages.train.home.pack import PackState
from ascstudio.pages.train.home.rows import TableRow
from ml_core import api


@dataclass(frozen=True, slots=True)
class FlowCard:
    """One of the cards on the home of Train."""

    flow: Flow
    title: str
    sentence: str
    needs: str
    icon: str
    reason: str = ""
    start_here: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class HomeState:
    """Cards, warnings and runs.

    Attributes:
        rows: the newest run first.
        fact: how many runs go on.
        too_little: why nothing can be trained yet.
        warnings: what to know of the data before one starts.
    """

    cards: tuple[FlowCard, ...] = ()
    rows: tuple[TableRow, ...] = ()
    fact: str = ""
    too_little: str = ""
    warnings: tuple["api.Finding", ...] = ()
    room: Room = field(default_factory=Room)
    pack: PackState = field(default_factory=PackState)
