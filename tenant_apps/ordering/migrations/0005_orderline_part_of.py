import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ordering", "0004_history_append_only")]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="part_of",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ordering.orderline",
            ),
        ),
    ]
