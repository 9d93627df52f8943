"""A bundle as a web page: it hears a microphone or files in any browser, and sends nothing.

    runtime   onnxruntime-web as it came with the installation, checked
    model     what the page needs of a bundle beside its networks
    filters   what the program converts rates with
    export    a folder with all of it
    serving   that folder on this computer, for this computer
    page      the page: HTML, CSS and JavaScript, written for this and without any library

The page decides as ``ml_core.live`` does: windows, signal gate, front end, score space, unknown
and smoothing are the same, in JavaScript. Front end and scores are computed in double and rounded
to float32 where numpy rounds.
"""

from ml_core.web.export import export_web, writing_web
from ml_core.web.serving import Server, serve

__all__ = ["Server", "export_web", "serve", "writing_web"]
