from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("probe", "0001_initial")]

    operations = [
        migrations.AddField("Marker", "colour", models.CharField(max_length=20, default="red")),
        migrations.AddIndex("Marker", models.Index(fields=["owner", "number"], name="probe_owner_number")),
    ]
