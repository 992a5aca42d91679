"""Gathers every sentence of the interface into locale/*/LC_MESSAGES/django.po, and compiles what is there.

    python scripts/messages.py             gather, then compile
    python scripts/messages.py --compile   compile only (part of the set-up)

The files hold no dates and no line numbers, so that they change only where a sentence does. In English each sentence
stands for itself until somebody writes a better one; a sentence that is new to another language waits there empty.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("alps", "govuk", "spreadsheets", "framework_data", "partnerships", "assessments", "reports")
ENGLISH = "en"
LANGUAGES = (ENGLISH, "cy")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
NOTE = "Translators:"
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}

Text = str | tuple[str, ...]
Found = tuple[Text, list[str], str | None]
"""A sentence (or its singular and plural), notes for whoever translates it, and its context."""


# --- Gathering --------------------------------------------------------------------------------------------------


def of_file(path: Path, method: str) -> Iterator[Found]:
    """What Python and Jinja2 mark; babel knows both."""
    with path.open("rb") as file:
        for _, text, notes, context in extract(method, file, KEYWORDS, [NOTE], JINJA if method == "jinja2" else {}):
            yield text, notes, context


def of_django_template(path: Path) -> Iterator[Found]:
    """What Django's own engine translates (form fields, e-mails, the admin), read by that engine itself."""
    from django.template import engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    nodes = engines["django"].engine.from_string(path.read_text(encoding="utf-8")).nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        yield node.filter_expression.var.literal, [], None
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        yield in_block(node), [], None


def in_block(node: Any) -> Text:
    from django.utils.translation import trim_whitespace

    parts = [node.render_token_list(part)[0] for part in (node.singular, node.plural) if part]
    parts = [trim_whitespace(part) if node.trimmed else part for part in parts]
    return parts[0] if len(parts) == 1 else tuple(parts)


def sources() -> Iterator[tuple[Path, Iterable[Found]]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, of_file(path, "python")
        for path in sorted(path for path in (ROOT / room).rglob("templates/**/*") if path.is_file()):
            yield path, of_django_template(path)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield path, of_file(path, "jinja2")


def gathered() -> Catalog:
    """Every sentence of the interface, with the files that it stands in."""
    catalog = Catalog()
    for path, found in sources():
        for text, notes, context in found:
            place = path.relative_to(ROOT).as_posix()
            catalog.add(text, locations=[(place, 0)], auto_comments=notes, context=context)
    return catalog


# --- The files --------------------------------------------------------------------------------------------------


def place_of(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def stored(language: str) -> Catalog:
    path = place_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def brought_up_to_date(language: str, catalog: Catalog) -> Catalog:
    """The language's sentences for what the interface says now; what it no longer says goes."""
    known, made = stored(language), Catalog(locale=language)
    for message in catalog:
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        string = old.string if old else ""
        if language == ENGLISH and not is_said(string):
            string = message.id
        made.add(
            message.id,
            string or None,
            locations=message.locations,
            auto_comments=message.auto_comments,
            context=message.context,
            flags=message.flags,
        )
    return made


def is_said(string: Text) -> bool:
    return all([string] if isinstance(string, str) else string) if string else False


def written(catalog: Catalog) -> bytes:
    """The file: a head of what a reader of it needs, then the sentences in the order of the alphabet."""
    file = BytesIO()
    write_po(file, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return head.encode() + file.getvalue()


def gather() -> None:
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alps.settings")
    django.setup()
    catalog = gathered()
    for language in LANGUAGES:
        made = brought_up_to_date(language, catalog)
        place_of(language).parent.mkdir(parents=True, exist_ok=True)
        place_of(language).write_bytes(written(made))
        print(
            f"{language}: {len(made)} sentences, {sum(1 for message in made if waits(message))} wait for a translation"
        )


def waits(message: Message) -> bool:
    return bool(message.id) and not is_said(message.string)


def compile_all() -> None:
    """Beside each catalogue what the site reads; git does not keep it."""
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=path.parts[-3]))


if __name__ == "__main__":
    if "--compile" not in sys.argv[1:]:
        gather()
    compile_all()
