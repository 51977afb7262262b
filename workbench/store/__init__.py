"""What every room stands on: durable records, the history behind undo, settings, the cache."""
