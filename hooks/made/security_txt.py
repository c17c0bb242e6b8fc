"""/.well-known/security.txt (RFC 9116), which tells a finder of a flaw whom to tell, in private.

Its end stands in mkdocs.yml, because somebody has to promise anew every year that the contact still works.
"""

import re
from collections.abc import Mapping
from typing import Any

from sources.addresses import SECURITY_TXT


def text(site_url: str, edit_uri: str, extra: Mapping[str, Any]) -> str:
    """The file. The contact is the owner's address where there is one, the private form of the repository, and our page
    for corrections.
    """
    repository = re.match(r"https://github\.com/[\w.-]+/[\w.-]+", edit_uri)
    contacts = [f"mailto:{extra[name]}" for name in ("safety_contact", "contact") if extra.get(name)]
    contacts += [f"{repository[0]}/security/advisories/new"] if repository else []
    lines = [
        f"# Flaws in this website. For questions about health see {site_url}get-help/",
        *(f"Contact: {contact}" for contact in dict.fromkeys([*contacts, f"{site_url}contribute/"])),
        f"Expires: {extra.get('security_txt_expires')}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {site_url}{SECURITY_TXT}",
        *([f"Policy: {repository[0]}/blob/main/SECURITY.md"] if repository else []),
    ]
    return "\n".join(lines) + "\n"
