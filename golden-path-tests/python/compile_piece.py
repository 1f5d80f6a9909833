"""Writes templates/shared/pipeline-kfp/pipeline/pipeline.yaml.njk.

It compiles the piece with a marker for each expression of settings.json.njk and
puts the expressions back where the markers came out. Run it after a change of
the piece, with the Python of the environment `kfp` (scripts/install-test-servers):

.portal/test-servers/kfp/bin/python golden-path-tests/python/compile_piece.py
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PIECE = Path(__file__).parents[2] / "templates/shared/pipeline-kfp/pipeline"
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
SAFE_END = re.compile(r"\| dump }}$")


def compile_piece() -> str:
    markers: dict[str, str] = {}

    def mark(match: re.Match) -> str:
        expression = match.group()
        if not SAFE_END.search(expression):
            raise ValueError(f"{expression} must end with '| dump'")
        if "| float" in expression:
            marker = literal = f"0.{len(markers) + 100:03}987654321"
        else:
            marker = f"marker-{len(markers) + 100}-of-piece"
            literal = json.dumps(marker)
        markers[marker] = expression
        return literal

    settings = (PIECE / "settings.json.njk").read_text(encoding="utf-8")
    settings = EXPRESSION.sub(mark, settings)

    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "pipeline"
        shutil.copytree(PIECE, place)
        (place / "settings.json").write_text(settings, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-B", "compile.py", "pipeline.yaml"],
            cwd=place,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        compiled = (place / "pipeline.yaml").read_text(encoding="utf-8")

    # The comments repeat names and descriptions where nothing escapes them.
    lines = [line for line in compiled.splitlines() if not line.startswith("#")]
    compiled = "\n".join(lines) + "\n"
    for tag in ("${{", "{%", "{#"):
        if tag in compiled:
            raise ValueError(f"the compiled pipeline contains the sign {tag}")
    for marker, expression in markers.items():
        # Only a whole value may be an expression: it is rendered as JSON.
        whole = re.compile(rf"(?<=[:-] ){re.escape(marker)}$", re.MULTILINE)
        count = compiled.count(marker)
        compiled, replaced = whole.subn(lambda _: expression, compiled)
        if count == 0 or replaced != count:
            raise ValueError(f"{expression} came out {count} times, {replaced} whole")
    return compiled


if __name__ == "__main__":
    (PIECE / "pipeline.yaml.njk").write_text(compile_piece(), encoding="utf-8")
