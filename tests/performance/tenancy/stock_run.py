"""Stock django-tenants on a copy of the same database, in a process of its own: `create` or `migrate`; prints JSON."""

import json
import os
import sys
import time

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.performance.tenancy.stock_settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after setup
    from django.db import connection  # noqa: PLC0415

    from tests.performance.tenancy.stock.models import Client, Domain  # noqa: PLC0415

    taken = []
    if sys.argv[1] == "create":
        with connection.schema_editor() as editor:
            editor.create_model(Client)
            editor.create_model(Domain)
        for number in range(int(sys.argv[2])):
            started = time.perf_counter()
            client = Client(schema_name=f"stock_{number}", name="Stock")
            client.save(verbosity=0)
            Domain.objects.create(tenant=client, domain=f"stock-{number}.localhost", is_primary=True)
            taken.append((time.perf_counter() - started) * 1000)
        for number in range(int(sys.argv[2])):
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA stock_{number} CASCADE")
        Client.objects.all().delete()
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO stock_client (schema_name, name) SELECT nspname, nspname FROM pg_namespace "
                "WHERE nspname ~ '^t_[a-z2-7]{16}$'"
            )
        started = time.perf_counter()
        call_command("migrate_schemas", tenant=True, interactive=False, verbosity=0)
        taken.append((time.perf_counter() - started) * 1000)
    print(json.dumps(taken))


main()
