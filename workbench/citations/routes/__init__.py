"""The ways to a clipboard, one module each."""
