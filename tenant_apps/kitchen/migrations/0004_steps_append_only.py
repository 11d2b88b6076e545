from django.db import migrations

from comanda.kernel.append_only import only_added


class Migration(migrations.Migration):
    dependencies = [("kitchen", "0003_ticket_times")]

    operations = [
        only_added(function="kitchen_refuse_change", trigger="kitchen_steps_append_only", table="kitchen_itemstep")
    ]
