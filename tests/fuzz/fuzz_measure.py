"""Coverage-guided fuzzing of what is read: ``python -m tests.fuzz.fuzz_measure``, see docs/fuzzing.md.

It stops at the first text that fails a check; with ``--keep-going`` it prints one text per place
that fails and goes on. What else is given on the command line goes to libFuzzer:
``-max_total_time=600`` (seconds), a folder for the corpus, ``-seed=1``. pytest doesn't run this;
atheris is no dependency of the tests.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import extract_tb, print_exc
from typing import Any

#: Below these the first byte chooses `measure`, and dates; above, a spec.
_MEASURES = 80
_DATES = 110


def main() -> None:
    """Fuzz until the time is up or a check fails, which prints the text that failed."""
    keep_going = "--keep-going" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--keep-going"]
    known: set[tuple[int | None, ...]] = set()
    atheris: Any = import_module("atheris")  # it has no types, and is installed for this alone
    with atheris.instrument_imports(include=["evspec"]):
        from tests.fuzz.checks import SEEDS, check, check_date, check_spec, dictionary, spec_at

    def one(data: bytes) -> None:
        # The first two bytes choose what reads, and the decimal mark; bytes that are no UTF-8 become
        # lone surrogates.
        how, which = (*data[:2], 0, 0)[:2]
        text = data[2:].decode("utf-8", "surrogateescape")
        mark = (None, ".", ",")[how % 3]
        try:
            if how < _MEASURES:
                check(text, mark)
            elif how < _DATES:
                check_date(text)
            else:
                check_spec(text, spec_at(which), mark)
        except Exception as error:
            place = tuple(frame.lineno for frame in extract_tb(error.__traceback__))
            if place not in known:
                known.add(place)
                print_exc()
                print(f"found by {text!r}\n", file=sys.stderr, flush=True)  # noqa: T201
            if not keep_going:
                raise

    with TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, text in enumerate(SEEDS):
            for how in (0, 1, _MEASURES, _DATES, _DATES + 1):
                (seeds / f"{number}-{how}").write_bytes(bytes([how, number]) + text.encode())
        words = Path(folder, "words")
        lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"' for word in dictionary())
        words.write_text("\n".join(lines))
        # Bytes, of which a character takes up to four; texts above 200 characters are refused at once.
        options = ["-max_len=320", "-timeout=10", f"-dict={words}"]
        # The first folder named is the corpus, to which libFuzzer adds; the seeds come after it.
        atheris.Setup([sys.argv[0], *options, *arguments, str(seeds)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
