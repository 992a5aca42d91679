"""Publishing becomes an act. Rounds that viewers read until now, all that were signed off, stay published."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Coalesce


def publish_what_was_shown(apps, schema_editor):
    rounds = apps.get_model("assessments", "Assessment").objects.using(schema_editor.connection.alias)
    since = Coalesce(F("signed_off_at"), F("imported_at"), F("created_at"))
    rounds.filter(state="signed_off").update(published_at=since)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_carrying_over")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(publish_what_was_shown, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at__isnull", True), ("state", "signed_off"), _connector="OR"),
                name="only_a_signed_off_round_is_published",
            ),
        ),
    ]
