from django.db import migrations

from comanda.kernel.append_only import only_added


class Migration(migrations.Migration):
    dependencies = [("ordering", "0001_initial")]

    operations = [
        only_added(
            function="ordering_refuse_change",
            trigger="ordering_ledger_append_only",
            table="ordering_ledgerentry",
            events="UPDATE OR DELETE",
        )
    ]
