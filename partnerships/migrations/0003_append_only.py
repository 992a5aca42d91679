"""Takes typed texts out of the events there are, then lets the database refuse to change any event."""

from django.db import migrations

from partnerships import append_only
from partnerships.texts import Texts

# As history.TYPED stood when this was written.
TYPED = {"note", "reason", "evidence", "rationale"}


def take_texts_out(apps, schema_editor):
    events, texts = (apps.get_model("partnerships", name) for name in ("Event", "EventText"))
    for event in events.objects.iterator():
        kept = Texts()
        for values in (event.before, event.after):
            for key, value in values.items():
                if key in TYPED and isinstance(value, str):
                    values[key] = kept.put(value)
                elif key == "dissent":
                    values[key] = {body: kept.put(note) for body, note in value.items()}
        if event.verb in {"answer_saved", "taking_part", "answers_submitted", "answers_taken_back"}:
            event.entity = event.subject.split(" ")[0]
        event.save()
        texts.objects.bulk_create(
            texts(event=event, sha256=sha256, salt=salt, text=text) for sha256, (salt, text) in kept.kept.items()
        )


def install(apps, schema_editor):
    append_only.install(schema_editor.connection.vendor, schema_editor.execute)


def remove(apps, schema_editor):
    append_only.remove(schema_editor.connection.vendor, schema_editor.execute)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_boards"), ("assessments", "0003_boards")]

    operations = [
        migrations.RunPython(take_texts_out, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
