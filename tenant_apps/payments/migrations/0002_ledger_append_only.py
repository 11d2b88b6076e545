from django.db import migrations

GUARD = """
CREATE FUNCTION payments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$body$;
CREATE TRIGGER payments_ledger_append_only BEFORE UPDATE OR DELETE ON payments_paymententry
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
"""
UNGUARD = """
DROP TRIGGER payments_ledger_append_only ON payments_paymententry;
DROP FUNCTION payments_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
