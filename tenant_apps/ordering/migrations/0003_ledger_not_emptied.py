from django.db import migrations

from comanda.kernel.append_only import only_added_too


class Migration(migrations.Migration):
    dependencies = [("ordering", "0002_ledger_append_only")]

    operations = [
        only_added_too(
            function="ordering_refuse_change",
            trigger="ordering_ledger_not_emptied",
            table="ordering_ledgerentry",
            events="TRUNCATE",
        )
    ]
