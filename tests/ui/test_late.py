"""Parts that are made when they are first needed."""

from threading import Event, Thread

from immuno_reader.ui.late import Late


def test_nothing_is_made_before_it_is_needed_and_then_once() -> None:
    part = Late(object)
    assert part.made is None
    first = part()
    assert part() is first
    assert part.made is first


def test_who_comes_while_another_thread_makes_it_gets_the_same() -> None:
    begun, may_end, got = Event(), Event(), list[object]()

    def make() -> object:
        begun.set()
        assert may_end.wait(5)
        return object()

    part = Late(make)
    threads = [Thread(target=lambda: got.append(part())) for _ in range(2)]
    threads[0].start()
    assert begun.wait(5)
    threads[1].start()
    may_end.set()
    for thread in threads:
        thread.join(5)
    assert len(got) == 2
    assert got[0] is got[1]
