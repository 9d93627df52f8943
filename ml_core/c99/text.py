"""Names, numbers and text as C writes them."""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

_WIDTH = 96
# What a file or a prefix cannot be called: C's words, and the headers that are included.
_TAKEN = frozenset(
    (
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else",
        "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "main", "math",
        "register", "restrict", "return", "short", "signed", "sizeof", "static", "stddef",
        "stdint", "stdio", "string", "struct", "switch", "typedef", "union", "unsigned", "void",
        "volatile", "while",
    )
)  # fmt: skip
_TYPES = {
    "float32": "float",
    "float64": "double",
    "int8": "int8_t",
    "uint8": "uint8_t",
    "int32": "int32_t",
    "uint16": "uint16_t",
}


def identifier(name: str) -> str:
    """A name that C and file systems accept; foreign signs become underscores."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:40]
    return plain if plain and plain[0].isalpha() and plain not in _TAKEN else f"asc_{plain}"


def label(name: str) -> str:
    """A tensor's name within a comment or between quotes."""
    return re.sub(r"[^A-Za-z0-9_./]", "_", name)[:60]


def quoted(text: str) -> str:
    """Any text as one C string, in UTF-8."""
    signs = (
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
        for byte in text.encode()
    )
    return f'"{"".join(signs)}"'


def number(value: float) -> str:
    """A float32 as a literal that reads back as the same.

    Raises:
        ValueError: it is infinite, or no number.
    """
    if not np.isfinite(np.float32(value)):
        raise ValueError(f"{value} has no literal")
    text = f"{float(np.float32(value)):.9g}"
    text = text if any(sign in text for sign in ".e") else f"{text}.0"
    return f"({text}f)" if value < 0 else f"{text}f"


def table(name: str, values: npt.NDArray[Any]) -> str:
    """Numbers (..., N) as a constant array in C, one behind the other."""
    kind = _TYPES[values.dtype.name]
    flat = values.reshape(-1)
    if kind == "float":
        signs = [number(one).strip("()") for one in flat]
    else:
        signs = [str(one) for one in flat.tolist()]
    return f"static const {kind} {name}[{len(flat)}] = {{\n{lines(signs)}\n}};\n"


def lines(words: Iterable[str], indent: str = "    ") -> str:
    """Words with commas between them, in lines."""
    found, line = [], indent
    for word in words:
        if len(line) + len(word) + 2 > _WIDTH:
            found.append(line.rstrip())
            line = indent
        line += f"{word}, "
    return "\n".join([*found, line.rstrip().removesuffix(",")])
