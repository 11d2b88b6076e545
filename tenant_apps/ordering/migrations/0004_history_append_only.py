from django.db import migrations

from comanda.kernel.append_only import only_added_too


class Migration(migrations.Migration):
    dependencies = [("ordering", "0003_ledger_not_emptied")]

    operations = [
        only_added_too(
            function="ordering_refuse_change", trigger="ordering_history_append_only", table="ordering_stateentry"
        )
    ]
