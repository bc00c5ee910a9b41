//! What a test holds: a browser at a site of its own. Everything waits for its condition, nothing sleeps and hopes.

use std::cell::RefCell;
use std::io::Read;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Engine, Tab};
use crate::collection::project;
use crate::server::{Fault, Site};

/// How long a condition may take before the test fails. Machines of CI are slow and shared.
const PATIENCE: Duration = Duration::from_secs(15);

/// A browser at a site.
pub(crate) struct Page {
    /// The host: its requests, its faults, on and off line.
    pub(crate) site: Site,
    /// Which browser this is, for the few things that only some can do.
    pub(crate) engine: Engine,
    tab: Tab,
    driver: WebDriver,
    expected: RefCell<Vec<String>>,
}

impl Page {
    pub(crate) fn new(tab: &Tab, site: Site) -> Self {
        let (tab, driver) = (tab.clone(), tab.driver.clone());
        Self { site, engine: tab.engine, tab, driver, expected: RefCell::default() }
    }

    /// The same browser at another site, whose errors and requests are to be looked at by itself.
    pub(crate) fn elsewhere(&self, site: Site) -> Self {
        Self::new(&self.tab, site)
    }

    // ── Going places ──

    /// Opens an address relative to the site's base: `""` is home, `"?q=eau"` a search. Waits until the viewer is awake,
    /// if there is one.
    pub(crate) async fn open(&self, address: &str) {
        self.open_asleep(address).await;
        self.awake().await;
    }

    /// Opens an address and waits for nothing more than the page.
    pub(crate) async fn open_asleep(&self, address: &str) {
        let url = self.site.url(address);
        self.driver.goto(&url).await.unwrap_or_else(|error| panic!("open {url}: {error}"));
    }

    /// Goes to an address whose files do not all come, so that the browser would not call it loaded.
    pub(crate) async fn go(&self, address: &str) {
        // An icon of its own, or the browser would ask the host's root for one.
        let from = "<!doctype html><title>from</title><link rel=icon href='data:,'>";
        self.site.fail("from.html", Fault::Bytes(from.into()));
        self.open_asleep("from.html").await;
        self.js(
            "const to = arguments[0]; setTimeout(() => location.assign(to));",
            json!([self.site.url(address)]),
        )
        .await;
        self.until("document.readyState !== 'loading' && document.getElementById('app')").await;
    }

    /// Waits until the viewer has taken the page over.
    pub(crate) async fn awake(&self) {
        self.until(
            "!document.getElementById('app') || 'awake' in document.documentElement.dataset",
        )
        .await;
    }

    /// Lets pages run scripts, or not (not in WebKit).
    pub(crate) async fn scripts(&self, on: bool) {
        self.tab.set_scripts(on).await.expect("scripts on or off");
    }

    pub(crate) async fn back(&self) {
        self.driver.back().await.expect("back");
    }

    pub(crate) async fn forward(&self) {
        self.driver.forward().await.expect("forward");
    }

    pub(crate) async fn reload(&self) {
        self.driver.refresh().await.expect("reload");
        self.awake().await;
    }

    /// Where the browser is, relative to the base, with query and fragment.
    pub(crate) async fn address(&self) -> String {
        let url = self.driver.current_url().await.expect("an address").to_string();
        match url.strip_prefix(&self.site.url("")) {
            Some(address) => address.to_owned(),
            None => panic!("{url} is outside {}", self.site.url("")),
        }
    }

    /// Waits until the address (as [`address`](Self::address) gives it) is this one.
    pub(crate) async fn at(&self, address: &str) {
        let url = self.site.url(address);
        self.until(&format!("location.href === {}", json!(url))).await;
    }

    // ── Waiting ──

    /// Waits until a JavaScript expression is true (not null, 0, "" or false) and gives its value.
    pub(crate) async fn until(&self, expression: &str) -> Value {
        let what = format!("until {expression}");
        let script = format!("return ({expression});");
        self.wait(&what, async || {
            let value = self.driver.execute(script.as_str(), Vec::new()).await?.json().clone();
            let false_like = matches!(&value, Value::Null | Value::Bool(false))
                || value == json!("")
                || value.as_f64() == Some(0.0);
            Ok((!false_like).then_some(value))
        })
        .await
    }

    /// Waits until an element that is shown and matches `css` has `text` in it.
    pub(crate) async fn sees(&self, css: &str, text: &str) -> WebElement {
        self.wait(&format!("sees {css} with {text:?}"), async || {
            for element in self.driver.find_all(By::Css(css)).await? {
                if element.is_displayed().await? && element.text().await?.contains(text) {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Waits until nothing that matches `css` is shown.
    pub(crate) async fn gone(&self, css: &str) {
        self.wait(&format!("gone {css}"), async || {
            for element in self.driver.find_all(By::Css(css)).await? {
                if element.is_displayed().await? {
                    return Ok(None);
                }
            }
            Ok(Some(()))
        })
        .await;
    }

    /// Waits until exactly `count` elements match `css`.
    pub(crate) async fn counts(&self, css: &str, count: usize) {
        self.until(&format!("document.querySelectorAll({}).length === {count}", json!(css))).await;
    }

    /// Waits until the list shows so many texts, each story of which is one entry.
    pub(crate) async fn lists(&self, texts: usize) {
        let shown = "document.querySelector('.k-results__more span')?.textContent";
        self.until(&format!("{shown}.startsWith('{texts} ')")).await;
    }

    /// Waits until the host has had no request for a quarter of a second.
    pub(crate) async fn quiet(&self) {
        let mut seen = (self.site.seen().len(), Instant::now());
        self.wait("quiet", async || {
            let count = self.site.seen().len();
            if count != seen.0 {
                seen = (count, Instant::now());
            }
            Ok((seen.1.elapsed() > Duration::from_millis(250)).then_some(()))
        })
        .await;
    }

    /// Asks again until there is an answer. An error, as of an element that was just replaced, is asked again too.
    pub(crate) async fn wait<T>(
        &self,
        what: &str,
        mut ask: impl AsyncFnMut() -> WebDriverResult<Option<T>>,
    ) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer = ask().await;
            if let Ok(Some(value)) = answer {
                return value;
            }
            if Instant::now() > deadline {
                let error = answer.err().map(|error| format!("\n{error}")).unwrap_or_default();
                panic!("waited in vain: {what}{error}\nthe page says:\n{}", self.words().await);
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    // ── Reading ──

    pub(crate) async fn title(&self) -> String {
        self.driver.title().await.expect("a title")
    }

    /// The text of the first element that is shown and matches `css`, once there is one.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.sees(css, "").await.text().await.expect("its text")
    }

    /// The texts of all that match `css`, now.
    pub(crate) async fn texts(&self, css: &str) -> Vec<String> {
        let script =
            "return Array.from(document.querySelectorAll(arguments[0]), e => e.innerText.trim());";
        serde_json::from_value(self.js(script, json!([css])).await).expect("texts")
    }

    /// An attribute of the first element that matches `css`, once there is one.
    pub(crate) async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.sees(css, "").await.attr(name).await.expect("its attribute")
    }

    /// The result of a function body. `arguments[0]`… are the items of the list `arguments`.
    pub(crate) async fn js(&self, script: &str, arguments: Value) -> Value {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let result = self.driver.execute(script, arguments).await;
        result.unwrap_or_else(|error| panic!("{script}\n{error}")).json().clone()
    }

    /// The same, where the script calls its last argument with the result.
    pub(crate) async fn js_async(&self, script: &str, arguments: Value) -> Value {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let result = self.driver.execute_async(script, arguments).await;
        result.unwrap_or_else(|error| panic!("script: {error}")).json().clone()
    }

    /// The first words of the page, for messages.
    pub(crate) async fn words(&self) -> String {
        let script = "return document.body ? document.body.innerText.slice(0, 600) : '';";
        let result = self.driver.execute(script, Vec::new()).await;
        result.map_or_else(|error| error.to_string(), |text| text.json().to_string())
    }

    /// Waits until a dialog is open, closes it and tells what it said.
    pub(crate) async fn dialog(&self) -> String {
        let text =
            self.wait("a dialog", async || self.driver.get_alert_text().await.map(Some)).await;
        self.driver.dismiss_alert().await.expect("a dialog to close");
        text
    }

    /// What Chromium answers to a command of its own protocol.
    pub(crate) async fn devtools(&self, command: &str, with: Value) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw(command, with).await
    }

    // ── Acting ──

    /// Clicks the first element that is shown and matches `css`, once it can be clicked.
    pub(crate) async fn click(&self, css: &str) {
        self.click_on(css, "").await;
    }

    /// Clicks the first element that matches `css` and has `text` in it, once it can be clicked.
    pub(crate) async fn click_on(&self, css: &str, text: &str) {
        self.wait(&format!("click {css} with {text:?}"), async || {
            for element in self.driver.find_all(By::Css(css)).await? {
                if element.is_displayed().await? && element.text().await?.contains(text) {
                    return element.click().await.map(Some);
                }
            }
            Ok(None)
        })
        .await;
    }

    /// Replaces what is in a field.
    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let field = self.sees(css, "").await;
        // As a reader would: WebDriver's own clearing tells nobody, and what is drawn next brings the old text back.
        self.js("document.querySelector(arguments[0]).select()", json!([css])).await;
        field.send_keys(text).await.expect("typed text");
    }

    /// Presses keys wherever the focus is: `page.keys(Key::Tab + "")`, `page.keys("eau")`.
    pub(crate) async fn keys(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("keys");
    }

    // ── The reader's side ──

    /// Makes the page `width` by `height` CSS pixels (Firefox: at least about 500 wide).
    pub(crate) async fn viewport(&self, width: u32, height: u32) {
        self.tab.set_viewport(width, height).await.expect("a window of this size");
    }

    /// Prefers dark colours, or light ones (not in WebKit).
    pub(crate) async fn dark(&self, dark: bool) {
        self.tab.set_dark(dark).await.expect("a colour scheme");
        if self.engine != Engine::WebKit {
            // Firefox tells its pages a moment later.
            let scheme = if dark { "dark" } else { "light" };
            self.until(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches")).await;
        }
    }

    /// Writes what is shown to `target/screenshots/NAME.png` and says where.
    pub(crate) async fn screenshot(&self, name: &str) -> PathBuf {
        let folder = project().join("target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let file = folder.join(format!("{}.png", name.replace([':', '/', ' '], "_")));
        self.driver.screenshot(&file).await.expect("a screenshot");
        file
    }

    /// Prints the page, as on A4, and says how many sheets that takes.
    pub(crate) async fn print(&self) -> usize {
        let pdf = self
            .driver
            .print_page(thirtyfour::common::print::PrintParameters::default())
            .await
            .expect("a PDF");
        assert!(pdf.starts_with(b"%PDF-"), "a PDF, not {:?}", &pdf[..pdf.len().min(20)]);
        sheets(&pdf)
    }

    // ── Errors ──

    /// This test causes console errors that have `part` in them (a 404 that it arranged, say): those are no failure.
    pub(crate) fn expects_error(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// The console's errors and policy reports since this was last asked, but for the expected ones.
    pub(crate) async fn errors(&self) -> Vec<String> {
        let mut errors = self.tab.errors().await.expect("the browser's console");
        errors.retain(|error| !self.expected.borrow().iter().any(|part| error.contains(part)));
        errors.retain(|error| !self.was_cut_short(error));
        errors
    }

    /// Firefox, and it alone, calls it an error of the service worker that the reader went on while something was on
    /// its way. Where the host could not give what it was asked for, it is one.
    fn was_cut_short(&self, error: &str) -> bool {
        let words = ["Service Worker Interception", "NetworkError", "AbortError"];
        self.engine == Engine::Firefox
            && words.iter().any(|words| error.contains(words))
            && self.site.seen().iter().all(|seen| seen.status < 400)
    }

    /// Fails on any error or request outside the folder. The runner calls it after each test.
    pub(crate) async fn expect_no_errors(&self) {
        let errors = self.errors().await;
        assert!(errors.is_empty(), "the console has errors:\n{}", errors.join("\n"));
        let strays = self.site.strays();
        assert!(strays.is_empty(), "requests left the folder:\n{}", strays.join("\n"));
    }
}

/// The pages of a PDF. Each is an object of its own: `/Type /Page`, which `/Type /Pages` is not; Firefox packs them.
fn sheets(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let plain = text.split("/Type /Page").skip(1).filter(|rest| !rest.starts_with('s')).count();
    let starts = (0..pdf.len()).filter(|at| pdf[*at..].starts_with(b"stream\n"));
    let packed = starts.map(|at| {
        let mut inside = Vec::new();
        // What follows the stream, and streams of another kind, are no errors.
        let _ = flate2::read::ZlibDecoder::new(&pdf[at + 7..]).read_to_end(&mut inside);
        let inside = String::from_utf8_lossy(&inside).replace("/Type/", "/Type /");
        inside.split("/Type /Page").skip(1).filter(|rest| !rest.starts_with('s')).count()
    });
    plain + packed.sum::<usize>()
}
