from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ordering", "0005_orderline_part_of")]

    operations = [
        migrations.AddField(model_name="cart", name="menu_snapshot_id", field=models.BigIntegerField(null=True))
    ]
