"""The habits of the house as checks: what is not checked does not last."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("alps", "govuk", "spreadsheets", "framework_data", "partnerships", "assessments", "reports")
CODE = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.relative_to(ROOT).parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted((ROOT / "scripts").rglob("*.py"))
VIEWS = [path for path in CODE if path.name == "views.py" or path.parent.name == "views"]
FOLDERS_OF_TEMPLATES = [
    folder for name in ("templates", "jinja2") for folder in (ROOT / name, *(ROOT / room / name for room in ROOMS))
]
TEMPLATES = {
    path: path.relative_to(folder).as_posix()
    for folder in FOLDERS_OF_TEMPLATES
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
PURE = [
    ROOT / f"{name.replace('.', '/')}.py"
    for contract in ("The rule is pure", "The seal is pure")
    for name in CONTRACTS[contract]["source_modules"]
]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """place: line, for each line that the pattern is found in."""
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if re.search(pattern, line)
    ]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.parse(text_of(path)).body if isinstance(node, ast.FunctionDef))


def test_there_is_something_to_check():
    assert VIEWS
    assert PAGES
    assert all(path.exists() for path in PURE)


# --- Rooms ---------------------------------------------------------------------------------------------------


def test_imports_go_down_only_and_the_check_says_so():
    assert CONTRACTS["Imports go down only"]["layers"] == [
        *("alps", "reports", "assessments", "partnerships | framework_data", "spreadsheets", "govuk")
    ]
    assert "django" in CONTRACTS["The rule is pure"]["forbidden_modules"]
    check = text_of(ROOT / "Makefile").split("\ncheck:")[1].split("\n\n")[0]
    assert "lint-imports" in check


@pytest.mark.parametrize("word", ["utils", "core", "common", "helpers", "services", "managers", "misc"])
def test_nothing_is_called_after_what_it_is_not(word):
    assert [name_of(path) for path in CODE if word in (path.stem, path.parent.name)] == []


def test_no_module_grows_past_400_lines():
    long = {name_of(path): len(text_of(path).splitlines()) for path in (*CODE, *SCRIPTS)}

    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_a_module_opens_with_what_it_is_for():
    plain = ("__init__.py", "apps.py", "urls.py")

    assert [
        name_of(path)
        for path in (*CODE, *SCRIPTS)
        if path.name not in plain and not ast.get_docstring(ast.parse(text_of(path)))
    ] == []


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_public_functions_of_pure_modules_say_what_they_give(path):
    undocumented = [
        function.name
        for function in functions(path)
        if not function.name.startswith("_") and not ast.get_docstring(function)
    ]

    assert undocumented == []


# --- Views, forms, models ---------------------------------------------------------------------------------------


def test_views_ask_no_manager():
    assert lines_with(r"\.objects\b", VIEWS) == []


def test_a_view_has_25_lines_at_most():
    long = [
        f"{name_of(path)}: {function.name}"
        for path in VIEWS
        for function in functions(path)
        if function.args.args
        and function.args.args[0].arg == "request"
        and function.end_lineno - function.body[0].lineno >= 25
    ]

    assert long == []


def test_an_empty_post_is_a_post():
    assert lines_with(r"(POST|FILES|GET) or None", CODE) == []


def test_no_signals():
    assert lines_with(r"django\.dispatch|\bsignals\b.*import|import.*\bsignals\b|@receiver", CODE) == []


def test_no_model_orders_itself():
    ours = [model for room in ROOMS if apps.is_installed(room) for model in apps.get_app_config(room).get_models()]

    assert [model.__name__ for model in ours if model._meta.ordering] == []


def test_a_sign_in_is_asked_for_everywhere():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE


# --- Templates ---------------------------------------------------------------------------------------------------


def test_nothing_is_declared_safe():
    assert lines_with(r"mark_safe|SafeData\b", CODE) == []
    assert lines_with(r"\|\s*safe\b|autoescape (off|false)", PAGES) == []


def test_no_page_carries_script_or_style_inside():
    assert lines_with(r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:""", PAGES) == []
    assert [line for line in lines_with(r"<script\b", PAGES) if " src=" not in line] == []


def test_no_page_loads_anything_from_another_host():
    assert lines_with(r"""\ssrc(set)?\s*=\s*["'](https?:)?//""", PAGES) == []
    assert lines_with(r"""<link\b[^>]*href\s*=\s*["'](https?:)?//""", PAGES) == []


def is_asked_for_by_a_library(name: str) -> bool:
    """Whether Django, allauth or crispy looks for a template of this name by itself."""
    if re.fullmatch(r"(400|403|404|500|403_csrf|429)\.html", name):
        return True
    if name.startswith(f"{settings.CRISPY_TEMPLATE_PACK}/"):
        return True
    folders = [Path(config.path) / "templates" for config in apps.get_app_configs() if config.name not in ROOMS]
    return any((folder / name).exists() for folder in folders)


def test_every_template_is_used():
    spoken = "\n".join(text_of(path) for path in (*CODE, *TEMPLATES))
    unused = [
        name
        for name in TEMPLATES.values()
        if not re.search(rf"""["']{re.escape(name)}["'#]""", spoken) and not is_asked_for_by_a_library(name)
    ]

    assert unused == []


@pytest.mark.parametrize("name", sorted(TEMPLATES.values()))
def test_every_template_can_be_read(name):
    get_template(name)


# --- Settings ----------------------------------------------------------------------------------------------------


def test_every_setting_stands_in_the_example_and_no_other():
    read = set(re.findall(r"""\benv(?:\.\w+)?\(\s*["'](\w+)["']""", text_of(ROOT / "alps" / "settings.py")))
    listed = re.findall(r"^(\w+)=", text_of(ROOT / ".env.example"), re.MULTILINE)

    assert sorted(read) == sorted(listed)


def test_only_the_settings_read_the_environment():
    readers = [path for path in CODE if name_of(path) not in ("alps/settings.py", "alps/wsgi.py")]

    assert lines_with(r"os\.environ|getenv|\benviron\b", readers) == []


# --- Nothing put off ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    [
        r"mark\.(skip|xfail)|pytest\.(skip|xfail)\(|importorskip",
        r"#\s*(type:\s*ignore|noqa|pragma:)",
        r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b",
        r"^\s*raise NotImplemented" + r"Error|\bbreak" + r"point\(",
    ],
)
def test_nothing_is_put_off_or_switched_off(pattern):
    everything = [path for path in (*CODE, *TESTS, *SCRIPTS, *TEMPLATES) if path != Path(__file__).resolve()]

    assert lines_with(pattern, everything) == []
