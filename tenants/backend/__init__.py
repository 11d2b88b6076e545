"""The database backend: Django's own for PostgreSQL, which never lets a statement run in the wrong schema."""
