//! Saving releases in the browser, and taking the list elsewhere.

use crate::page::Page;
use crate::runner::{Test, tests};
use serde_json::json;

pub(crate) const TESTS: &[Test] = tests![
    saves_by_key_and_button,
    ; elsewhere:
    takes_the_list_elsewhere,
];

async fn saves_by_key_and_button(page: &Page) {
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.keys("s").await;
    page.sees(".k-save[aria-pressed=true]", "").await;
    page.click_on(".k-footer a", "Enregistrés").await;
    page.at("saved/?ui=fr").await;
    page.sees(".k-saved__entry", "Cinq tarifs").await;
    page.expect_accessible().await;
    page.reload().await;
    page.click_on(".k-saved__entry a", "Cinq tarifs").await;
    page.click(".k-save").await;
    page.sees(".k-save[aria-pressed=false]", "").await;
    page.back().await;
    page.sees(".k-saved", "Rien n’est encore enregistré").await;
}

async fn takes_the_list_elsewhere(page: &Page) {
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.click(".k-save").await;
    page.open("saved/?ui=fr").await;
    let file = page.attribute(".k-saved a[download]", "href").await.expect("a file");
    let list = page
        .js("return decodeURIComponent(arguments[0].split(',').slice(1).join(','))", json!([file]))
        .await;
    assert!(list.as_str().is_some_and(|list| list.contains("nouveaux-tarifs-fr")), "{list}");
    page.click_on(".k-saved__entry button", "Retirer").await;
    page.counts(".k-saved__entry", 0).await;
    let choose =
        "const input = document.querySelector('.k-saved input'), data = new DataTransfer();
        data.items.add(new File([arguments[0]], 'kiosque.json', { type: 'application/json' }));
        input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }));";
    page.js(choose, json!(["rien"])).await;
    page.sees("#brought", "pas une liste").await;
    page.js(choose, json!([list])).await;
    page.sees(".k-saved__entry", "Cinq tarifs").await;
}
