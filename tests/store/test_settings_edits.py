"""Settings are edited field by field: what an edit and its undo are not about stays as it is."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.builders import NOW, World
from tui.core.models import Health, Subscription
from tui.core.schedule import due
from tui.core.settings import NONE, Settings, differing, patch, read, written

KEY = "https://example.org/feed"
SETTINGS = st.builds(
    Settings,
    every=st.integers(0, 3),
    mute=st.booleans(),
    zone=st.sampled_from(("", "Asia/Shanghai")),
    user=st.sampled_from(("", "me")),
    command=st.sampled_from(((), ("pass", "show"))),
)


def test_a_mute_from_a_screen_of_before_leaves_the_login_alone_and_so_does_its_undo(
    world: World,
) -> None:
    library = world.open()
    library.remember(Subscription(KEY, "feed", KEY))
    seen = NONE
    login = Settings(user="me", command=("pass", "x"), host="example.org")
    library.edit_sources([(KEY, {"settings": patch(NONE, login)})])
    step = library.edit_sources([(KEY, {"settings": patch(seen, Settings(mute=True))})])
    assert step is not None
    assert library.all_sources()[0].settings == Settings(
        mute=True, user="me", command=("pass", "x"), host="example.org"
    )
    library.edit_sources([(KEY, {"settings": patch(NONE, Settings(every=60))})])
    library.edit_sources([(KEY, {"name": "Mine"})])
    for _ in range(3):
        library.undo()
    assert library.all_sources()[0].settings == login
    library.close()


def test_what_is_set_already_is_no_step(world: World) -> None:
    library = world.open()
    library.remember(Subscription(KEY, "feed", KEY))
    mute = [(KEY, {"settings": written(Settings(mute=True))})]
    assert library.edit_sources(mute) is not None
    assert library.edit_sources(mute) is None
    library.close()


@examples(max_examples=40)
@given(start=SETTINGS, seen=SETTINGS, wanted=SETTINGS)
def test_a_patch_makes_the_one_of_the_other(
    start: Settings, seen: Settings, wanted: Settings
) -> None:
    forward, back = differing(written(start), patch(start, wanted))
    assert read(forward) == read(patch(start, wanted))
    assert differing(written(wanted), back)[0] == back
    stale, _ = differing(written(start), patch(seen, wanted))
    for field in ("every", "mute", "zone", "user", "command"):
        untouched = getattr(seen, field) == getattr(wanted, field)
        assert not (untouched and f'"{field}"' in stale)


def test_a_clock_that_was_ahead_silences_nobody() -> None:
    hour, year = timedelta(hours=1), timedelta(days=365)
    assert not due(NOW, Health(last_ok=NOW), hour)
    assert due(NOW, Health(last_ok=NOW + year), hour)
    assert due(NOW, Health(last_ok=NOW - year, retry_at=NOW + year), hour)
    assert not due(NOW, Health(last_ok=NOW - hour, retry_at=NOW + 6 * timedelta(days=1)), hour)
    assert not due(NOW, Health(last_ok=NOW), timedelta(days=30))
