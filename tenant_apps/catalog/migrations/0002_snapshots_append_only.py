from django.db import migrations

from comanda.kernel.append_only import only_added


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        only_added(
            function="catalog_refuse_change", trigger="catalog_snapshots_append_only", table="catalog_menusnapshot"
        )
    ]
