"""The screens and overlays, and the parts of the main screen."""
