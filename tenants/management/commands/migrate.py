"""`manage.py migrate` would be a question without an answer here: of which schema? It prepares everything instead."""

from django.db.migrations.autodetector import MigrationAutodetector

from tenants.management.commands.migrate_platform import Command as MigratePlatform


class Command(MigratePlatform):
    autodetector = MigrationAutodetector  # Django checks that `migrate` and `makemigrations` agree on it
