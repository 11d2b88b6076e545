from django.db import migrations

GUARD = """
CREATE TRIGGER payments_ledger_not_emptied BEFORE TRUNCATE ON payments_paymententry
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
"""
UNGUARD = "DROP TRIGGER payments_ledger_not_emptied ON payments_paymententry;"


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_capture_part")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
