from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now

KNOWN = """
UPDATE kitchen_ticket SET
    fires_at = GREATEST(kitchen_kitchenorder.fires_at, kitchen_ticket.created_at),
    due_at = GREATEST(kitchen_kitchenorder.due_at, kitchen_ticket.created_at)
FROM kitchen_kitchenorder WHERE kitchen_kitchenorder.order_id = kitchen_ticket.order_id
"""


class Migration(migrations.Migration):
    dependencies = [("kitchen", "0002_station_closed_at")]

    operations = [
        migrations.AddField("ticket", "fires_at", models.DateTimeField(db_default=Now())),
        migrations.AddField("ticket", "due_at", models.DateTimeField(db_default=Now())),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.RemoveIndex("ticket", "kitchen_ticket_open"),
        migrations.AddIndex(
            "ticket",
            models.Index(fields=["venue_id", "fires_at"], name="kitchen_ticket_urgent", condition=Q(bumped_at=None)),
        ),
    ]
