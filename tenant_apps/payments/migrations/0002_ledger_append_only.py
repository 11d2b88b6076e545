from django.db import migrations

from comanda.kernel.append_only import only_added


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [
        only_added(
            function="payments_refuse_change",
            trigger="payments_ledger_append_only",
            table="payments_paymententry",
            events="UPDATE OR DELETE",
        )
    ]
