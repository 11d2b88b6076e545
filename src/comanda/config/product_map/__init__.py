"""docs/map.md: what the product does and where, read from the sources, so that it can't drift from them."""
