//! The table of tests times browsers, and times bases where those matter, reported one by one as cargo does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::browser::{Browser, Engine};
use crate::collection::project;
use crate::page::Page;
use crate::server::Site;

/// The bases that a site may lie under: a domain of its own, and a folder of another site.
const BASES: [(&str, &str); 2] = [("root", "/"), ("folder", "/a/b/")];

/// A test: its name, what it does, and where it is run.
#[derive(Clone, Copy)]
pub(crate) struct Test {
    pub(crate) name: &'static str,
    pub(crate) run: for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = ()> + 'a>>,
    /// Whether it is about addresses or what depends on them, so that it runs in a folder of another site too.
    pub(crate) elsewhere: bool,
    /// The only browser that can run it, where that is one.
    pub(crate) only: Option<Engine>,
    /// Whether it needs data that are not part of the project: without them it is ignored.
    pub(crate) needs_data: bool,
}

impl Test {
    /// A test that runs in every browser, on a domain of the site's own.
    pub(crate) const fn new(
        name: &'static str,
        run: for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = ()> + 'a>>,
    ) -> Self {
        Self { name, run, elsewhere: false, only: None, needs_data: false }
    }
}

/// A list of tests from the names of async functions that take `&Page`; last those that run elsewhere too, and those that
/// only Chromium can run.
macro_rules! tests {
    (
        $($function:ident),* $(,)?
        $(; elsewhere: $($anywhere:ident),* $(,)?)?
        $(; chromium: $($chromium:ident),* $(,)?)?
    ) => {
        &[
            $(Test::new(stringify!($function), |page| Box::pin($function(page))),)*
            $($(Test {
                elsewhere: true,
                ..Test::new(stringify!($anywhere), |page| Box::pin($anywhere(page)))
            },)*)?
            $($(Test {
                only: Some(crate::browser::Engine::Chromium),
                ..Test::new(stringify!($chromium), |page| Box::pin($chromium(page)))
            },)*)?
        ]
    };
}
pub(crate) use tests;

/// A browser that is started by the first test that needs it, and anew if it no longer answers.
type Slot = Arc<Mutex<Option<Browser>>>;

pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::from_args();
    // The site to test: KIOSQUE_DIST, for one that was built elsewhere or otherwise; else dist/.
    let dist = project().join(std::env::var_os("KIOSQUE_DIST").unwrap_or_else(|| "dist".into()));
    if !arguments.list && !dist.join("index.html").is_file() {
        eprintln!("there is no {}/index.html: run `make build` first", dist.display());
        return ExitCode::FAILURE;
    }
    if let Ok(addresses) = std::env::var("KIOSQUE_SHOTS") {
        return match crate::shots::shots(&dist, &addresses) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        };
    }
    let slots: Vec<(Engine, Slot)> = engines().into_iter().map(|e| (e, Slot::default())).collect();
    let [site, same] = [dist.clone(), dist.clone()];
    let mut trials = vec![
        Trial::test("size::engine_is_small", move || {
            crate::size::engine_is_small(&site).map_err(Into::into)
        }),
        Trial::test("size::reading_is_small", move || {
            crate::size::reading_is_small(&same).map_err(Into::into)
        }),
    ];
    let data = crate::collection::shared_is_there();
    for (module, tests) in crate::scenarios::all() {
        for (base_name, base) in BASES {
            for &test in tests.iter().filter(|test| test.elsewhere || base == "/") {
                // Browsers take turns, so that with a thread each, all of them have something to do.
                let runs = |engine: Engine| test.only.is_none_or(|only| only == engine);
                for (engine, slot) in slots.iter().filter(|(engine, _)| runs(*engine)) {
                    let name = format!("{}::{base_name}::{module}::{}", engine.name(), test.name);
                    let (engine, slot, dist) = (*engine, Arc::clone(slot), dist.clone());
                    let of_trial = name.clone();
                    let trial = Trial::test(name, move || {
                        attempt(&of_trial, test, engine, &slot, Site::start(&dist, base))
                    });
                    trials.push(trial.with_ignored_flag(test.needs_data && !data));
                }
            }
        }
    }
    let threads = arguments.test_threads.or(Some(slots.len()));
    let conclusion = libtest_mimic::run(&Arguments { test_threads: threads, ..arguments }, trials);
    // Browsers end with their slots, so not by `conclusion.exit()`, which would leave them running.
    drop(slots);
    conclusion.exit_code()
}

/// The browsers named in KIOSQUE_BROWSERS, else Chromium and Firefox.
fn engines() -> Vec<Engine> {
    let named = std::env::var("KIOSQUE_BROWSERS").unwrap_or_else(|_| "chromium firefox".to_owned());
    let engine = |name: &str| Engine::ALL.into_iter().find(|engine| engine.name() == name);
    let named = named.split([' ', ',']).filter(|name| !name.is_empty());
    named.map(|name| engine(name).unwrap_or_else(|| panic!("no browser {name:?}"))).collect()
}

fn attempt(name: &str, test: Test, engine: Engine, slot: &Slot, site: Site) -> Result<(), Failed> {
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    let fresh = |browser: Browser| {
        let reset = browser.runtime.block_on(browser.tab.reset());
        reset.map(|()| browser).map_err(|error| error.to_string())
    };
    let browser = match slot.take().map(fresh) {
        Some(Ok(browser)) => browser,
        Some(Err(_)) | None => Browser::start(engine).and_then(fresh)?,
    };
    let page = Page::new(&browser.tab, site);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        browser.runtime.block_on(async {
            (test.run)(&page).await;
            page.expect_no_errors().await;
        });
    }));
    let result = outcome.map_err(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        let message =
            message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panicked");
        Failed::from(format!("{message}\n{}", circumstances(name, &browser, &page)))
    });
    *slot = Some(browser);
    result
}

/// A picture of the page and what the host was asked, to see what went wrong.
fn circumstances(name: &str, browser: &Browser, page: &Page) -> String {
    let look = || browser.runtime.block_on(page.screenshot(&format!("failed {name}")));
    let picture = catch_unwind(AssertUnwindSafe(look))
        .map_or_else(|_| "no screenshot".to_owned(), |file| file.display().to_string());
    let requests =
        page.site.seen().into_iter().map(|seen| format!("{} {}", seen.status, seen.path));
    format!("{picture}\nrequests:\n{}", requests.collect::<Vec<_>>().join("\n"))
}
