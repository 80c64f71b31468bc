"""The page as a person uses it, in headless Chromium, by the keyboard."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.correction.server import CorrectionServer
from kg.correction.session import Session
from loaders import sheet as sheets
from loaders.document import plaintext
from tests.correction.sheet import TEXT, machine_sheet

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and os.environ.get("CI") != "true",
    reason="no chromium and chromedriver on the PATH; on Debian: apt-get install chromium chromium-driver",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    assert CHROMIUM, "CI=true, but there is no chromium on the PATH"
    assert DRIVER, "CI=true, but there is no chromedriver on the PATH"
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    with tempfile.TemporaryDirectory() as profile:
        for argument in (
            "headless", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "disable-quic", "no-first-run",
            "disable-background-networking", "disable-component-update", "disable-sync", "window-size=1300,900",
            f"user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(f"--{argument}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        yield driver
        driver.quit()


@pytest.fixture
def page(browser, tmp_path: Path) -> Iterator[Page]:  # type: ignore[no-untyped-def]
    path = tmp_path / "vale.json"
    path.write_text(sheets.dumps(machine_sheet()), encoding="utf-8")
    server = CorrectionServer(Session(path, plaintext.parse(TEXT, "vale.txt")))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Page(browser, server, path)
    browser.get("about:blank")
    server.shutdown()
    server.server_close()
    thread.join()


class Page:
    def __init__(self, browser, server: CorrectionServer, path: Path) -> None:  # type: ignore[no-untyped-def]
        self.browser, self.server, self.path = browser, server, path
        browser.get(server.url)
        self.wait(lambda: browser.execute_script("return document.body.dataset.ready"))

    def wait(self, done) -> None:  # type: ignore[no-untyped-def]
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.browser, 10, poll_frequency=0.05).until(lambda _: done())

    def keys(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.browser).send_keys(*keys).perform()

    def save(self) -> None:
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        ActionChains(self.browser).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()

    def find(self, css: str):  # type: ignore[no-untyped-def]
        from selenium.webdriver.common.by import By

        return self.browser.find_element(By.CSS_SELECTOR, css)

    def choose(self, control: str, value: str) -> None:
        from selenium.webdriver.support.ui import Select

        Select(self.find(control)).select_by_value(value)

    def sheet(self) -> sheets.Sheet:
        return sheets.read(self.path)

    def decided(self, n: int) -> None:
        self.wait(lambda: self.find("#progress").text.startswith(f"{n} of"))


def test_least_sure_first_with_its_passage_beside(page: Page) -> None:
    page.choose("#list", "all")
    page.choose("#show", "all")
    page.choose("#order", "doubt")
    first = page.find("#items li")
    assert "physical abuse" in first.text
    assert "sure 40%" in first.text
    assert "Vale Police attended" in page.find(".l.place-here").text
    assert not [e for e in page.browser.get_log("browser") if e["level"] == "SEVERE"]


def test_most_valuable_first(page: Page) -> None:
    page.choose("#list", "all")
    shown = [item.text for item in page.browser.find_elements("css selector", "#items li")]
    lists = [next(kind for kind in ("Deaths", "Risk factors", "Missed") if kind in text) for text in shown[:3]]
    assert lists == ["Deaths", "Risk factors", "Missed"]


def test_accept_reject_and_undo_by_keys(page: Page) -> None:
    page.choose("#list", "contacts")
    page.find("#items").click()
    page.keys("a")
    page.decided(1)
    assert page.sheet().contacts[0].origin.status == "accepted"  # type: ignore[union-attr]
    page.choose("#list", "missed_opportunities")
    page.find("#items").click()
    page.keys("r")
    page.decided(2)
    assert page.sheet().missed_opportunities[0].origin.status == "rejected"  # type: ignore[union-attr]
    page.keys("u")
    page.decided(1)
    assert page.sheet().missed_opportunities[0].origin.status == "unreviewed"  # type: ignore[union-attr]


def test_correct_by_keys(page: Page) -> None:
    page.choose("#list", "contacts")
    page.find("#items").click()
    page.keys("e")
    date = page.find("#f-date")
    assert page.browser.switch_to.active_element == date
    date.clear()
    date.send_keys("2015-03")
    page.save()
    page.decided(1)
    contact = page.sheet().contacts[0]
    assert contact.date == "2015-03"
    assert contact.origin
    assert contact.origin.was == {"date": "2015-03-03"}


def test_what_is_wrong_is_said_and_not_kept(page: Page) -> None:
    page.choose("#list", "contacts")
    page.find("#items").click()
    page.keys("e")
    page.find("#f-date").clear()
    page.find("#f-date").send_keys("last spring")
    page.save()
    page.wait(lambda: page.find("#message").is_displayed())
    assert "date" in page.find("#message").text
    assert page.sheet().contacts[0].date == "2015-03-03"


def test_add_with_a_place_from_the_text(page: Page) -> None:
    page.choose("#list", "good_practice")
    page.choose("#show", "all")
    page.find("#add").click()
    page.choose("#f-agency", "Vale Police")
    page.find("#f-summary").send_keys("Came at once")
    page.save()
    page.wait(lambda: page.find("#message").is_displayed())  # it does not say yet where it stands
    page.find("#l3 button").click()
    page.save()
    page.decided(1)
    (added,) = page.sheet().good_practice
    assert (added.agency, added.evidence[0].lines, added.origin.by if added.origin else "") == (
        "Vale Police",
        (3, 3),
        "person",
    )


def test_what_knew_is_a_table(page: Page) -> None:
    page.choose("#list", "risk_factors")
    page.find("#items").click()
    page.find("#f-known_to + button").click()
    rows = page.browser.find_elements("css selector", "#f-known_to .row")
    assert len(rows) == 2
    rows[0].find_element("css selector", "button").click()
    page.choose("#f-known_to .row select", "Vale Police")
    page.save()
    page.decided(1)
    assert [(k.agency, k.date) for k in page.sheet().risk_factors[0].known_to] == [("Vale Police", None)]


def test_finish(page: Page) -> None:
    page.find("#finish").click()
    assert page.server.finished.wait(5)
