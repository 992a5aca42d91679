"""The catalogues of the interface, read by the script that makes them."""

import sys
from typing import Any

from tests.test_house import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import messages


def english() -> Any:
    """Babel's catalogue of every sentence of the interface, as it is stored."""
    return [message for message in messages.stored("en") if message.id]
