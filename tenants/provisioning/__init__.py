"""Making tenants: schemas ahead of time, rows in one short transaction."""
