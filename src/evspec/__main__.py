"""``python -m evspec``."""

import sys

if __name__ == "__main__":
    try:
        from evspec.cli import main

        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
