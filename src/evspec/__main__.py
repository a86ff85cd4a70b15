"""``python -m evspec``."""

import sys

from evspec.cli import main

if __name__ == "__main__":
    sys.exit(main())
