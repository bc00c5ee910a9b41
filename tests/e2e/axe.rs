//! axe-core's rules for accessibility, run in the page.

use serde_json::{Value, json};

use crate::collection::project;
use crate::page::Page;

impl Page {
    /// What axe finds wrong with the page as it is now, one line a place.
    pub(crate) async fn axe(&self) -> Vec<String> {
        // Colours on their way from one to another are nobody's. A window without focus may never take them there.
        let arrive = "for (const one of document.getAnimations()) {
            try { one.finish() } catch { one.cancel() }
        }";
        self.js(arrive, json!([])).await;
        // What is about to be replaced is faint.
        self.until("!document.querySelector('[aria-busy=true]')").await;
        let tools = project().join("target/tools/node/node_modules");
        let source = std::fs::read_to_string(tools.join("axe-core/axe.min.js"))
            .expect("axe-core: `scripts/setup test` installs it");
        let script = format!(
            "{source}\nconst done = arguments[arguments.length - 1];
             axe.run(document, {{ resultTypes: ['violations'] }})
                .then(found => done(found.violations), error => done(String(error)));"
        );
        let found = self.js_async(&script, json!([])).await;
        let rules = found.as_array().unwrap_or_else(|| panic!("axe did not run: {found}"));
        rules.iter().flat_map(places).collect()
    }

    /// Fails if axe finds anything.
    pub(crate) async fn expect_accessible(&self) {
        let found = self.axe().await;
        let address = self.address().await;
        assert!(found.is_empty(), "axe at {address:?}:\n{}", found.join("\n"));
    }
}

/// `rule (impact): selector: what to do`, for each place where a rule is broken.
fn places(rule: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = rule["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let place = |node: &Value| {
        let advice = text(&node["failureSummary"]).replace('\n', " ");
        format!("{} ({}): {}: {advice}", text(&rule["id"]), text(&rule["impact"]), node["target"])
    };
    nodes.iter().map(place).collect()
}
