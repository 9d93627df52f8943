"""Ends every process that loads a pickle which names anything; first on the path of a test."""

import os
import sys


def _end(event: str, arguments: tuple[object, ...]) -> None:
    if event == "pickle.find_class":
        os.write(2, f"a pickle named {arguments}\n".encode())
        os._exit(99)


sys.addaudithook(_end)
