"""What mends slips of the finger relies on the theme's search: a theme that changed is named, name by name."""

from __future__ import annotations

import types

import pytest
import search_slips

WORKER = "\n".join(search_slips.IN_WORKER)


@pytest.fixture
def site(tmp_path):
    """A site with a search and our script, as they are before the step."""
    (tmp_path / "assets/javascripts/workers").mkdir(parents=True)
    (tmp_path / "assets/slips.js").write_text("// ours\n  mend();\n", "utf-8")
    (tmp_path / "assets/javascripts/workers/search.1.min.js").write_text(WORKER, "utf-8")
    return tmp_path


def test_our_script_stands_in_front_of_the_search(site, caplog):
    search_slips.on_post_build(types.SimpleNamespace(site_dir=site))
    assert (site / "assets/javascripts/workers/search.1.min.js").read_text("utf-8") == "mend();\n" + WORKER
    assert not (site / "assets/slips.js").exists() and not caplog.text


@pytest.mark.parametrize("name", search_slips.IN_WORKER)
def test_a_search_that_changed_is_named(site, caplog, name):
    (site / "assets/javascripts/workers/search.1.min.js").write_text(WORKER.replace(name, ""), "utf-8")
    search_slips.on_post_build(types.SimpleNamespace(site_dir=site))
    assert f"hooks/search_slips.py: the theme's search has no {name} any more" in caplog.text


def test_a_site_without_a_search_file_is_named(site, caplog):
    (site / "assets/javascripts/workers/search.1.min.js").rename(site / "assets/javascripts/workers/other.js")
    search_slips.on_post_build(types.SimpleNamespace(site_dir=site))
    assert "the theme's search has no self.lunr= any more" in caplog.text
