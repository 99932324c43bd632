"""Search everything that is committed for secrets; name what .secrets.baseline does not know: `make security`.

After a look at a finding that is none, such as a published test vector: `python .ci/find_secrets.py --accept`.
"""

from __future__ import annotations

import subprocess
import sys

from detect_secrets.core import baseline
from detect_secrets.core.secrets_collection import SecretsCollection

KNOWN = ".secrets.baseline"


def main() -> int:
    """Scan with the plugins and filters that the baseline names; line numbers do not count."""
    known = baseline.load(baseline.load_from_file(KNOWN), KNOWN)
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True)  # noqa: S607
    found = SecretsCollection()
    for name in filter(None, listed.stdout.split("\0")):
        found.scan_file(name)
    if "--accept" in sys.argv:
        baseline.save_to_file(found, KNOWN)
        return 0
    new = [secret for _, secret in found - known]
    for secret in new:
        print(f"{secret.filename}:{secret.line_number}: {secret.type}")  # noqa: T201
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
