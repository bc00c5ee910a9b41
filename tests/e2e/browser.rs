//! Real browsers: a driver process on a free port with one session in it, and what each engine does in its own way.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use hyper::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, RequestData, SessionId};
use tokio::runtime::Runtime;

use crate::collection::project;
use crate::server::lock;

/// The engines that the viewer is tested in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The driver's program and its arguments for a port.
    fn driver(self, port: u16) -> (&'static str, Vec<String>) {
        match self {
            Self::Chromium => ("chromedriver", vec![format!("--port={port}")]),
            Self::Firefox => (
                "geckodriver",
                // Access to the browser's own console, where errors and policy reports are.
                ["--port", &port.to_string(), "--allow-system-access"].map(str::to_owned).to_vec(),
            ),
            Self::WebKit => ("WebKitWebDriver", vec![format!("--port={port}")]),
        }
    }

    fn capabilities(self) -> Value {
        let mut own = self.own_capabilities();
        // No page has reason to open one: it stays, and whatever the test does next fails.
        own["unhandledPromptBehavior"] = json!("ignore");
        own
    }

    fn own_capabilities(self) -> Value {
        match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": { "args": [
                    "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                    // Containers and root have no sandbox; only our own pages are visited.
                    "--no-sandbox",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    // Whatever is not on the loopback cannot be reached, and says so in the console.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    "--force-color-profile=srgb", "--hide-scrollbars", "--lang=fr-FR", "--accept-lang=fr-FR,fr",
                ] },
            }),
            Self::Firefox => {
                let mut options = json!({
                    "args": ["-headless"],
                    "prefs": {
                        "intl.accept_languages": "fr-FR, fr, en",
                        "layout.css.prefers-color-scheme.content-override": LIGHT,
                        "devtools.console.stdout.chrome": false,
                        "devtools.console.stdout.content": true,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                    },
                });
                if let Some(esr) = on_path("firefox-esr") {
                    options["binary"] = json!(esr);
                }
                json!({ "browserName": "firefox", "moz:firefoxOptions": options })
            }
            Self::WebKit => {
                let mut options = json!({ "args": ["--automation"] });
                if let Some(browser) = mini_browser() {
                    options["binary"] = json!(browser);
                }
                json!({ "webkitgtk:browserOptions": options })
            }
        }
    }
}

/// Values of Firefox's preference for the colour scheme that pages see.
const LIGHT: i32 = 1;
const DARK: i32 = 0;

/// A browser with its driver. Both end with it.
pub(crate) struct Browser {
    pub(crate) runtime: Runtime,
    pub(crate) tab: Tab,
    process: Child,
}

/// The one tab of a browser.
#[derive(Clone)]
pub(crate) struct Tab {
    pub(crate) driver: WebDriver,
    pub(crate) engine: Engine,
    /// What the browser and its driver have printed.
    printed: Arc<Mutex<Vec<String>>>,
}

impl Browser {
    pub(crate) fn start(engine: Engine) -> Result<Self, String> {
        let port = free_port();
        let (program, arguments) = engine.driver(port);
        let mut process = Command::new(tool(program))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program}: {error}. `scripts/setup test` installs it."))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let printed: Arc<Mutex<Vec<String>>> = Arc::default();
        if let Some(stdout) = process.stdout.take() {
            let printed = Arc::clone(&printed);
            // Ends with the browser, which holds the other end.
            std::thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    lock(&printed).push(line);
                }
            });
        }
        match runtime.block_on(connect(engine, port)) {
            Ok(driver) => Ok(Self { runtime, tab: Tab { driver, engine, printed }, process }),
            Err(error) => {
                end(&mut process);
                Err(format!("{}: {error}", engine.name()))
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver closes its browser when the session is quit; a broken one is ended all the same.
        let _ = self.runtime.block_on(self.tab.driver.clone().quit());
        end(&mut self.process);
    }
}

async fn connect(engine: Engine, port: u16) -> WebDriverResult<WebDriver> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() && Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let capabilities: Capabilities = serde_json::from_value(engine.capabilities())?;
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
    driver.set_script_timeout(Duration::from_secs(30)).await?;
    driver.set_page_load_timeout(Duration::from_secs(30)).await?;
    Ok(driver)
}

impl Tab {
    /// As after a start: a blank page in light colours, 1280 by 800, an empty console.
    pub(crate) async fn reset(&self) -> WebDriverResult<()> {
        self.driver.goto("about:blank").await?;
        self.set_viewport(1280, 800).await?;
        self.set_dark(false).await?;
        self.set_scripts(true).await?;
        self.errors().await?;
        Ok(())
    }

    /// The errors that the page has caused since this was last asked: uncaught ones, `console.error`, failed requests and
    /// reports of the content security policy. WebKit's driver tells none.
    pub(crate) async fn errors(&self) -> WebDriverResult<Vec<String>> {
        match self.engine {
            Engine::Chromium => {
                let entries = self.driver.browser_log().await?;
                let severe = entries.into_iter().filter(|entry| entry.level == "SEVERE");
                Ok(severe.map(|entry| entry.message).collect())
            }
            Engine::Firefox => {
                let found = self.privileged(FIREFOX_ERRORS, json!([MARK])).await?;
                let mut errors: Vec<String> = serde_json::from_value(found)?;
                errors.extend(self.printed_errors().await);
                Ok(errors)
            }
            Engine::WebKit => Ok(Vec::new()),
        }
    }

    /// Firefox prints what pages tell their console. The mark, printed last, says that all before it has come through.
    async fn printed_errors(&self) -> Vec<String> {
        let deadline = Instant::now() + Duration::from_secs(5);
        while !lock(&self.printed).iter().any(|line| line.contains(MARK)) {
            assert!(Instant::now() < deadline, "Firefox no longer prints its console");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let lines = std::mem::take(&mut *lock(&self.printed));
        let error = |line: &String| {
            let error = line.starts_with("console.error:") || line.starts_with("console.assert:");
            // Firefox itself, whose settings service does not find its host: no page can say this.
            error && !line.starts_with("console.error: RSLoader")
        };
        lines.into_iter().filter(error).collect()
    }

    /// Makes the page `width` by `height` CSS pixels. Firefox's window is at least about 500 wide.
    pub(crate) async fn set_viewport(&self, width: u32, height: u32) -> WebDriverResult<()> {
        if self.engine == Engine::Chromium {
            let metrics = json!({
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
            });
            self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
            return Ok(());
        }
        let frame = self
            .driver
            .execute("return [outerWidth - innerWidth, outerHeight - innerHeight];", Vec::new())
            .await?
            .convert::<(u32, u32)>()?;
        self.driver.set_window_rect(0, 0, width + frame.0, height + frame.1).await
    }

    /// Sets the colour scheme that the reader prefers. WebKit's cannot be set.
    pub(crate) async fn set_dark(&self, dark: bool) -> WebDriverResult<()> {
        match self.engine {
            Engine::Chromium => {
                let scheme = if dark { "dark" } else { "light" };
                let media = json!({
                    "features": [{ "name": "prefers-color-scheme", "value": scheme }],
                });
                self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
            }
            Engine::Firefox => {
                let script = r#"Services.prefs.setIntPref(
                    "layout.css.prefers-color-scheme.content-override", arguments[0]);"#;
                self.privileged(script, json!([if dark { DARK } else { LIGHT }])).await?;
            }
            Engine::WebKit => {}
        }
        Ok(())
    }

    /// Lets pages run scripts, or not. WebKit's always do.
    pub(crate) async fn set_scripts(&self, on: bool) -> WebDriverResult<()> {
        match self.engine {
            Engine::Chromium => {
                let off = json!({ "value": !on });
                self.driver.cdp().send_raw("Emulation.setScriptExecutionDisabled", off).await?;
            }
            Engine::Firefox => {
                let script = r#"Services.prefs.setBoolPref("javascript.enabled", arguments[0]);"#;
                self.privileged(script, json!([on])).await?;
            }
            Engine::WebKit => {}
        }
        Ok(())
    }

    /// Runs a script with the rights of Firefox itself.
    async fn privileged(&self, script: &str, arguments: Value) -> WebDriverResult<Value> {
        self.driver.handle().cmd(Context("chrome")).await?;
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let result = self.driver.execute(script, arguments).await;
        self.driver.handle().cmd(Context("content")).await?;
        Ok(result?.json().clone())
    }
}

/// Printed by Firefox after what its pages have printed.
const MARK: &str = "kiosque: all printed";

/// Reads and clears Firefox's console service, which has uncaught errors and policy reports but not `console.error`.
const FIREFOX_ERRORS: &str = r#"
    const errors = [];
    for (const message of Services.console.getMessageArray()) {
        if (!(message instanceof Ci.nsIScriptError)) continue;
        const { sourceName, category, errorMessage, flags, lineNumber } = message;
        if (flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag)) continue;
        if (/^chrome|XPConnect/.test(category) || /^(chrome|resource|moz-extension):/.test(sourceName)) continue;
        errors.push(`${category}: ${errorMessage} (${sourceName}:${lineNumber})`);
    }
    Services.console.reset();
    dump(arguments[0] + "\n");
    return errors;
"#;

/// geckodriver's command that chooses where scripts run.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("/session/{session}/moz/context"))
            .add_body(json!({ "context": self.0 }))
    }
}

/// A program that scripts/setup installed, else the one on PATH.
fn tool(program: &str) -> PathBuf {
    let ours = project().join("target/tools/bin").join(program);
    if ours.is_file() { ours } else { program.into() }
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// WebKitGTK's small browser, which Debian keeps out of PATH.
fn mini_browser() -> Option<PathBuf> {
    let libraries = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    let versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
    let mut files =
        libraries.flat_map(|folder| versions.map(|v| folder.join(v).join("MiniBrowser")));
    files.find(|file| file.is_file())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// Ends a process that we started.
fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}
