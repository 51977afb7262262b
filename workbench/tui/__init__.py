"""The terminal interface."""

import os

# Textual draws at most so often a second, and reads it once, when it is loaded. With its own 60,
# what comes just after a letter waits up to 33 ms for its frame.
os.environ.setdefault("TEXTUAL_FPS", "250")
