"""Write a page for every public name of the engine, from its docstrings:

    python packaging/api_docs.py FOLDER [MODULE...]

By pdoc, which comes with the test extras. Nothing of it is fetched from anywhere when it is read.
"""

import argparse
import sys
from pathlib import Path

try:
    import pdoc
    import pdoc.doc
    import pdoc.render
except ModuleNotFoundError:
    sys.exit("pdoc is not installed. It comes with the test extras: bash packaging/check")

ROOT = Path(__file__).resolve().parents[1]


def write_api_docs(folder: Path, modules: list[str]) -> None:
    pdoc.render.configure(docformat="google", show_source=False, footer_text="ASC Studio")
    pdoc.pdoc(*modules, output_directory=folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("modules", nargs="*", default=["ml_core", "!ml_core.cli"])
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    write_api_docs(options.folder, options.modules)
    n_pages = sum(1 for _ in options.folder.rglob("*.html"))
    print(f"{n_pages} pages: open {options.folder / 'index.html'}")


if __name__ == "__main__":
    main()
