"""Runs pytest many times: what takes long to import is imported once, each run is a fork.

python run_tests.py [module to import]...

Each line of the standard input is a run, {"directory": ..., "args": [...]}, and is
answered by a line {"code": ..., "output": ...}.
"""

import gc
import importlib
import json
import os
import sys
import tempfile

import pytest


def run(directory: str, args: list[str]) -> dict:
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if child == 0:
            for stream in (1, 2):
                os.dup2(output.fileno(), stream)
            os.chdir(directory)
            # As python -m has it.
            sys.path[0] = directory
            sys.exit(pytest.main(args))
        _, status = os.waitpid(child, 0)
        output.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "output": output.read().decode(),
        }


if __name__ == "__main__":
    # The tests use none, and each run would read them anew.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for module in sys.argv[1:]:
        importlib.import_module(module)
    # Pytest collects garbage at its end: not that of what was imported.
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(run(**json.loads(line))), flush=True)
