"""Every edition that is there is published, and from now on the database refuses to change one."""

from typing import Any

from django.db import migrations

from framework_data import frozen


def publish_what_is_there(apps: Any, schema_editor: Any) -> None:
    """When and by whom is not known of these."""
    life = apps.get_model("framework_data", "Life")
    for pk in apps.get_model("framework_data", "Edition").objects.values_list("pk", flat=True):
        life.objects.create(edition_id=pk, state="published")


def install(apps: Any, schema_editor: Any) -> None:
    frozen.install(schema_editor.connection, schema_editor.execute)


def remove(apps: Any, schema_editor: Any) -> None:
    frozen.remove(schema_editor.connection, schema_editor.execute)


class Migration(migrations.Migration):
    dependencies = [("framework_data", "0002_life")]

    operations = [
        migrations.RunPython(publish_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
