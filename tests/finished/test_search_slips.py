"""What mends slips of the finger relies on the theme's search: a theme that changed is named, name by name."""

from __future__ import annotations

import pytest

from finished import search_slips

WORKER = "\n".join(search_slips.IN_WORKER)


@pytest.fixture
def site(tmp_path):
    """A site with a search and our script, as they are before the step."""
    (tmp_path / "assets/javascripts/workers").mkdir(parents=True)
    (tmp_path / "assets/slips.js").write_text("// ours\n  mend();\n", "utf-8")
    (tmp_path / "assets/javascripts/workers/search.1.min.js").write_text(WORKER, "utf-8")
    return tmp_path


def test_our_script_stands_in_front_of_the_search(site):
    assert list(search_slips.put(site)) == []
    assert (site / "assets/javascripts/workers/search.1.min.js").read_text("utf-8") == "mend();\n" + WORKER
    assert not (site / "assets/slips.js").exists()


@pytest.mark.parametrize("name", search_slips.IN_WORKER)
def test_a_search_that_changed_is_named(site, name):
    (site / "assets/javascripts/workers/search.1.min.js").write_text(WORKER.replace(name, ""), "utf-8")
    found = "\n".join(map(str, search_slips.put(site)))
    assert f"hooks/finished/search_slips.py: the theme's search has no {name} any more" in found


def test_a_site_without_a_search_file_is_named(site):
    (site / "assets/javascripts/workers/search.1.min.js").rename(site / "assets/javascripts/workers/other.js")
    found = "\n".join(map(str, search_slips.put(site)))
    assert "the theme's search has no self.lunr= any more" in found
