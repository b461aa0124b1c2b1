"""``python -m immuno_reader``."""

import sys

from immuno_reader.cli import main

sys.exit(main())
