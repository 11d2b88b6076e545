class AppendOnlyError(RuntimeError):
    """Something tried to change or remove what has been written for good."""
