"""Networks, sizes and shares as people read them."""

from ascstudio.words import numeral

FAMILIES = {
    "cp-mobile": "CP-Mobile",
    "cp-resnet": "CP-ResNet",
    "tf-sepnet": "TF-SepNet",
    "ds-flexinet": "DS-FlexiNet",
    "plain-cnn": "Plain CNN",
    "yamnet": "YAMNet",
    "beats": "BEATs",
    "passt": "PaSST",
}
FUSED = " + "  # between the networks of a fusion, as its result names them


def network_title(name: str) -> str:
    """``cp-mobile-54k`` as people read it: ``CP-Mobile 54k``; of a fusion, each of them."""
    return FUSED.join(_title(one) for one in name.split(FUSED))


def _title(name: str) -> str:
    for family, title in FAMILIES.items():
        if name == family or name.startswith(f"{family}-"):
            variant = name.removeprefix(family).replace("-", " ")
            return title + variant.replace("dcase24", "DCASE 2024")
    return name


def bytes_words(n_bytes: int) -> str:
    """``54 kB``, ``15 MB``."""
    if n_bytes < 1_000_000:
        return f"{max(1, round(n_bytes / 1000))} kB"
    if n_bytes < 1_000_000_000:
        return f"{n_bytes / 1e6:.0f} MB"
    return f"{numeral(n_bytes / 1e9, '.1f')} GB"


def percent(share: float) -> str:
    """``57.6 %``."""
    return f"{numeral(100 * share, '.1f')} %"
