from django.db import migrations

GUARD = """
CREATE FUNCTION ordering_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$body$;
CREATE TRIGGER ordering_ledger_append_only BEFORE UPDATE OR DELETE ON ordering_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION ordering_refuse_change();
"""
UNGUARD = """
DROP TRIGGER ordering_ledger_append_only ON ordering_ledgerentry;
DROP FUNCTION ordering_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("ordering", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
