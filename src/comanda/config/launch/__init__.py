"""From an empty checkout to a running chain: `python -m comanda.config.launch run`, which is what `make run` calls."""
