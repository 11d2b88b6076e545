"""The parts of an order import: reading rows, understanding moments, pricing lines, writing by COPY."""
