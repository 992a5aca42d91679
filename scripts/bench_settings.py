"""The settings that `make bench` serves with: the product's own, and the bare views beside its pages."""

from importlib import import_module

_settings = import_module("alps.settings")
globals().update({name: value for name, value in vars(_settings).items() if name.isupper()})

ROOT_URLCONF = "bench_urls"
