"""The budgets of the design, measured as ratios in one run, by hand."""

import workbench.tui  # noqa: F401  # says how often Textual draws, before it is loaded
