"""``python -m dashboards``: see :mod:`dashboards.serving.launch`."""

from __future__ import annotations

import sys

from dashboards.serving.launch import main

if __name__ == "__main__":
    sys.exit(main())
