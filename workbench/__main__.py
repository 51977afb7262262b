"""`python -m workbench` is the `workbench` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; quiet under ctrl+c even while its modules load."""
    try:
        from workbench.cli import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
