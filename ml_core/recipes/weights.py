"""Where the authors of a network publish its weights, how large they are, under which licence."""

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ml_core.errors import RecipeError


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWeights:
    """One file that the authors of a network publish."""

    network: str
    file: str
    about: str
    publisher: str
    page: str
    megabytes: int  # 10^6 bytes
    licence: str
    needed: bool  # the network is of no use without a published file

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def published_weights(network: str | None = None) -> list[PublishedWeights]:
    """The files of one network, or of all."""
    return [entry for entry in _table() if network in (None, entry.network)]


def require_weights(network: str, given: str) -> None:
    """Raise RecipeError where a network's published weights are needed, or given, but not there.

    Args:
        network: a name of the registry.
        given: the recipe's ``weights``; empty for none.
    """
    if given:
        path = Path(given).expanduser()
        if not path.is_file():
            pages = ", ".join(sorted({entry.page for entry in published_weights(network)}))
            raise RecipeError(
                f'There is no file "{path}".',
                hint=f"Point the recipe's weights at the published file, from {pages}."
                if pages
                else "Point the recipe's weights at the published file.",
            )
        return
    files = [entry for entry in published_weights(network) if entry.needed]
    if not files:
        return
    kinds = "; ".join(
        f"{entry.file} ({entry.about}), {entry.megabytes} MB, licence: {entry.licence}, at "
        f"{entry.page}"
        for entry in files
    )
    raise RecipeError(
        f"{network} needs its published weights. The authors publish {kinds}.",
        hint="Nothing is fetched for you: get the file, then give it: --set weights=PATH",
    )


@cache
def _table() -> tuple[PublishedWeights, ...]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(PublishedWeights(**entry) for entry in table["weights"])
