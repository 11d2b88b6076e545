from django.db import migrations

from comanda.kernel.append_only import only_added_too


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_capture_part")]

    operations = [
        only_added_too(
            function="payments_refuse_change",
            trigger="payments_ledger_not_emptied",
            table="payments_paymententry",
            events="TRUNCATE",
        )
    ]
