"""One effect per key, however often a request is repeated."""
