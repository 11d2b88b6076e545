from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tenant_id", models.BigIntegerField(unique=True)),
                ("brand", models.CharField(default="#0f6b4f", max_length=7)),
                ("accent", models.CharField(default="#f2b33d", max_length=7)),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("figtree", "Figtree"),
                            ("dm-sans", "Dm Sans"),
                            ("nunito", "Nunito"),
                            ("fraunces", "Fraunces"),
                        ],
                        default="figtree",
                        max_length=12,
                    ),
                ),
                (
                    "corner",
                    models.CharField(
                        choices=[("sharp", "Sharp"), ("soft", "Soft"), ("round", "Round")], default="soft", max_length=5
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("auto", "Auto"), ("light", "Light"), ("dark", "Dark")], default="auto", max_length=5
                    ),
                ),
                ("logo", models.CharField(blank=True, default="", max_length=200)),
                ("logo_width", models.PositiveIntegerField(default=0)),
                ("logo_height", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
    ]
