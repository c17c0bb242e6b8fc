"""Sources of ours that were corrected or retracted, and on which no line of notices.yml decides yet."""

from collections.abc import Mapping, Sequence

from sources import Sources
from sources.weekly_answers import SeenNotice


def undecided(sources: Sources) -> dict[str, list[SeenNotice]]:
    """The notices that wait for a person, by the key of their source; none of a source that is ours no more."""

    def work_out() -> dict[str, list[SeenNotice]]:
        found, ours = sources.answers.undecided(sources.rows("notices")), sources.by_key("references")
        return {key: notices for key, notices in found.items() if key in ours}

    return sources.once(("undecided",), work_out)


def beside(sources: Sources, key: str) -> str:
    """What stands beside the number of a source, as Markdown; empty for most."""
    words = dict.fromkeys(notice.beside for notice in undecided(sources).get(key, ()))
    return f" <small>(source {' and '.join(words)})</small>" if words else ""


def of_page(sources: Sources, uri: str, cited: Mapping[str, Sequence[str]]) -> list[SeenNotice]:
    """Those of the sources that a page cites, in its text or in its data; `cited` as citations.cited_in gives it."""
    return [notice for key, found in undecided(sources).items() if uri in cited.get(key, ()) for notice in found]
