"""Fuzzes one target, guided by coverage: `python -m fuzz TARGET SECONDS FOLDER`, or `make fuzz`.

FOLDER keeps the inputs that reached something new, for the next time, and below `broken/` one input for each kind of
fault, with its traceback: the run goes on behind a fault. Needs atheris, which `make fuzz`
installs beside the environment, not into it (Linux, x86-64).
"""

import hashlib
import sys
import traceback
from pathlib import Path

import atheris

from fuzz.targets import CORPUS, NAMES, Target, bits, target

INSTRUMENTED = ["transforms", "flows", "feedparser", "fastfeedparser", "trafilatura", "htmldate", "justext", "protego"]
LONGEST = 6_000  # octets of an input


def main(name: str, seconds: int, folder: Path) -> None:
    """Runs a target for so long."""
    with atheris.instrument_imports(include=INSTRUMENTED):
        check = target(name)
    found, broken = folder / name, folder / "broken"
    found.mkdir(parents=True, exist_ok=True)
    broken.mkdir(exist_ok=True)
    words = folder / f"{name}.words"
    words.write_text("\n".join(map(_quoted, bits(name))) + "\n", encoding="ascii")
    options = [
        *(f"-max_total_time={seconds}", f"-dict={words}", f"-max_len={LONGEST}", f"-artifact_prefix={broken}/{name}-"),
        *("-timeout=30", "-rss_limit_mb=3000", "-print_final_stats=1", "-reload=0", "-len_control=0"),
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(CORPUS / name)], _Faults(name, check, broken))
    atheris.Fuzz()


class _Faults:
    """Calls a target and writes down the first input of each fault, told apart by where it was raised."""

    def __init__(self, name: str, check: Target, folder: Path) -> None:
        self._name, self._check, self._folder = name, check, folder
        self._known: set[str] = set()

    def __call__(self, data: bytes) -> None:
        try:
            self._check(data)
        except Exception as fault:  # noqa: BLE001 any fault is what is looked for
            self._note(data, fault)

    def _note(self, data: bytes, fault: Exception) -> None:
        frames = traceback.extract_tb(fault.__traceback__)[-3:]
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
        key = f"{type(fault).__name__} {' '.join(places)}"
        if key in self._known:
            return
        self._known.add(key)
        file = self._folder / f"{self._name}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
        file.write_bytes(data)
        file.with_suffix(".txt").write_text(
            "".join(traceback.format_exception(fault)), encoding="utf-8", errors="replace"
        )
        print(f"BROKEN {key} ({str(fault)!a}): {file}", file=sys.stderr, flush=True)


def _quoted(word: bytes) -> str:
    shown = "".join(chr(octet) if chr(octet).isalnum() and octet < 128 else f"\\x{octet:02x}" for octet in word)
    return f'"{shown}"'


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in NAMES:
        sys.exit(f"python -m fuzz TARGET SECONDS FOLDER; targets: {', '.join(NAMES)}")
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
