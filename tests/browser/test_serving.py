"""What is served is as sound as from disk, and a page that is open loads itself again when there is another."""

import threading
import time

from browser.look import watched
from browser.test_the_harness import folder_of

from amend.web.serve import serve


def test_a_served_page_obeys_both_policies_and_loads_itself_again_where_the_reader_was(tmp_path, window):
    folder, told, over = folder_of(tmp_path), [], threading.Event()
    with serve(folder) as serving:
        keeping = threading.Thread(target=serving.keep_current, args=(told.append, over, 0.05))
        keeping.start()
        try:
            page = window()
            watch = watched(page, serving.address)
            page.goto(f"{serving.address}more/two.html")
            assert page.evaluate("document.documentElement.dataset.ran") == "yes"
            page.evaluate("scrollTo(0, 700)")
            file = folder / "more" / "two.html"
            file.write_text(file.read_text("utf-8").replace("Clause 1: ponds", "Clause 1: lakes"), "utf-8")
            page.wait_for_selector("h1:has-text('lakes')", timeout=30_000)
            end = time.monotonic() + 10
            while page.evaluate("scrollY") != 700 and time.monotonic() < end:
                page.wait_for_timeout(20)
            assert page.evaluate("scrollY") == 700
            assert watch.seen == []
        finally:
            over.set()
            keeping.join()
    assert told == [None]
