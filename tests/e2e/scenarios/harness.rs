//! The harness itself: what it must notice it does notice, and the host does what it is told.

use serde_json::json;

use crate::browser::Engine;
use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;

pub(crate) const TESTS: &[Test] = tests![
    notices_errors,
    notices_dialogs,
    goes_off_line_and_comes_back,
    answers_as_told,
    ; elsewhere:
    notices_strays,
];

/// A page whose script is `script`.
fn arrange(page: &Page, script: &str) {
    let html = "<!doctype html><title>Essai</title><link rel=icon href=data:,>\
        <body><h1>Essai</h1><script src=essai.js></script>";
    page.site.fail("essai.html", Fault::Bytes(html.into()));
    page.site.fail("essai.js", Fault::Bytes(script.into()));
}

async fn notices_errors(page: &Page) {
    if page.engine == Engine::WebKit {
        return; // Its driver does not tell them.
    }
    for (script, part) in [
        ("console.error('un souci')", "un souci"),
        ("throw new Error('une panne')", "une panne"),
        ("Promise.reject(new Error('un refus'))", "un refus"),
        ("document.write('<img src=\"http://exemple.invalid/x.png\">')", "ssai"),
        ("fetch('http://exemple.invalid/').catch(() => {})", "exemple.invalid"),
        ("document.body.innerHTML = '<p>du HTML</p>'", "rusted"),
    ] {
        arrange(page, script);
        page.open("essai.html").await;
        page.quiet().await;
        let errors = page.errors().await.join("\n");
        assert!(errors.contains(part), "{script}: {errors:?}");
    }
}

async fn notices_strays(page: &Page) {
    arrange(page, "fetch('/ailleurs.json')");
    page.expects_error("404");
    page.open("essai.html").await;
    page.quiet().await;
    let strays = page.site.strays();
    assert_eq!(strays.is_empty(), page.site.url("").ends_with("/a/b/").eq(&false), "{strays:?}");
    page.site.forget();
}

async fn notices_dialogs(page: &Page) {
    arrange(page, "setTimeout(() => alert('une boîte'), 100)");
    page.open_asleep("essai.html").await;
    assert_eq!(page.dialog().await, "une boîte");
}

async fn goes_off_line_and_comes_back(page: &Page) {
    arrange(page, "");
    page.open("essai.html").await;
    page.site.stop();
    let ask = "const done = arguments[0];
        fetch(document.baseURI).then(() => done('on'), () => done('off'));";
    page.expects_error("ERR_CONNECTION_REFUSED");
    assert_eq!(page.js_async(ask, json!([])).await, "off");
    page.site.resume();
    assert_eq!(page.js_async(ask, json!([])).await, "on");
}

async fn answers_as_told(page: &Page) {
    page.expects_error("404");
    page.expects_error("503");
    arrange(page, "");
    page.open("essai.html").await;
    for (fault, status) in
        [(Fault::Missing, 404), (Fault::Status(503), 503), (Fault::Bytes(b"{".to_vec()), 200)]
    {
        page.site.fail("set.json", fault);
        let ask = "const done = arguments[0]; fetch('set.json').then(r => done(r.status), done);";
        assert_eq!(page.js_async(ask, json!([])).await, status);
    }
    page.site.mend();
}
