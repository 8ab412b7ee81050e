"""``python -m dashboards``: see :mod:`dashboards.launch`."""

from __future__ import annotations

import sys

from dashboards.launch import main

if __name__ == "__main__":
    sys.exit(main())
