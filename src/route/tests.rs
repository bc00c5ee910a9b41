//! Addresses, read and printed.

use super::{Address, Route, Search};
use crate::{i18n::Interface, search::Facet};

/// Reads `given` and prints it; `None` stands for "no such page".
#[track_caller]
fn check(given: &str, printed: Option<&str>) {
    let (path, query) = given.split_once('?').unwrap_or((given, ""));
    let address = Address::parse(path, query);
    match printed {
        None => assert_eq!(address.route, Route::NotFound, "{given}"),
        Some(printed) => {
            assert_eq!(address.href(), printed, "{given}");
            let (path, query) = printed.split_once('?').unwrap_or((printed, ""));
            let path = path.trim_start_matches("./");
            assert_eq!(Address::parse(path, query), address, "{given} does not survive");
        }
    }
}

#[test]
fn addresses_are_read_and_printed() {
    check("", Some("./"));
    check("index.html", Some("./"));
    check("?q=", Some("./"));
    check("?q=l%E2%80%99a%C3%A9roport+de%20nuit", Some("./?q=l%E2%80%99a%C3%A9roport+de+nuit"));
    check("?topic=b&topic=a&topic=b&topic=", Some("./?topic=a&topic=b"));
    check(
        "?issuer=x&lang=fr&place=y&with=media&year=2024",
        Some("./?issuer=x&lang=fr&place=y&with=media&year=2024"),
    );
    check("?year=soon&sort=best&page=-1&page=0&nonsense=1", Some("./"));
    check("?page=3&sort=oldest&q=a", Some("./?q=a&sort=oldest&page=3"));
    check("?page=9999", Some("./?page=200"));
    check("?page=2&wide=1&sort=oldest&q=a", Some("./?q=a&sort=oldest&wide=1&page=2"));
    check("?q=a&topic=b&wide=1", Some("./?q=a&topic=b&wide=1"));
    check("?q=a&wide=yes", Some("./?q=a"));
    check("?q=+&wide=1", Some("./?q=+"));
    check("topic/b/?wide=1", Some("topic/b/"));
    check("r/2024-port/?wide=1&q=a", Some("r/2024-port/?q=a&wide=1"));
    check("?from=2024-03", Some("./?from=2024-03&to=2024-03"));
    check("?from=2024-06&to=2024-03", Some("./?from=2024-03&to=2024-06"));
    check("?from=2024-13", Some("./"));
    check("?ui=en&q=a", Some("./?q=a&ui=en"));
    check("?ui=xx", Some("./"));
    check("?q=%FF%ZZ%", Some("./?q=%EF%BF%BD%25ZZ%25"));
    check("r/2024-port/", Some("r/2024-port/"));
    check("r/2024-port", Some("r/2024-port/"));
    check("r/2024-port/index.html?q=a&topic=b&ui=fr", Some("r/2024-port/?q=a&topic=b&ui=fr"));
    check("about/", Some("about/"));
    check("follow/index.html?ui=en", Some("follow/?ui=en"));
    check("saved/?ui=fr", Some("saved/?ui=fr"));
    check("r/", None);
    check("r/É/", None);
    check("r/a/b/", None);
    check("nowhere", None);
    check("?device=1&q=a", Some("./?q=a&device=1"));
    check("?device=yes", Some("./"));
    check("?device=1&r=quai&q=a&ui=fr", Some("./?q=a&device=1&r=quai&ui=fr"));
    check("?device=1&r=%2F", Some("./?device=1"));
    check("?r=quai", Some("./"));
}

#[test]
fn lists_of_one_thing_have_addresses_of_their_own() {
    check("topic/energy/", Some("topic/energy/"));
    check("topic/energy/index.html?ui=en", Some("topic/energy/?ui=en"));
    check("?topic=energy", Some("topic/energy/"));
    check("?issuer=port-de-x&ui=fr", Some("issuer/port-de-x/?ui=fr"));
    check("?year=2024", Some("year/2024/"));
    // Anything more than the one thing, or something that is no name for a folder.
    check("topic/energy/?q=a", Some("./?q=a&topic=energy"));
    check("topic/energy/?topic=energy", Some("topic/energy/"));
    check("topic/a/?topic=b", Some("./?topic=a&topic=b"));
    check("?topic=a&sort=oldest", Some("./?topic=a&sort=oldest"));
    check("?topic=a&page=2", Some("./?topic=a&page=2"));
    check("year/2024/?issuer=x", Some("./?issuer=x&year=2024"));
    check("?year=2024&from=2024-03&to=2024-04", Some("./?year=2024&from=2024-03&to=2024-04"));
    check("?topic=%C3%89t%C3%A9", Some("./?topic=%C3%89t%C3%A9"));
    check("?lang=fr", Some("./?lang=fr"));
    // Parts of them, as readers without scripts have them.
    check("topic/energy/2/", Some("topic/energy/"));
    check("year/2024/12/?ui=en", Some("year/2024/?ui=en"));
    check("all/2/", Some("./"));
    for path in [
        "all/",
        "all/b/",
        "r/a/2/",
        "topic/",
        "topic/\u{c9}/",
        "year/02024/",
        "year/soon/",
        "lang/fr/",
        "topic/a/b/",
    ] {
        check(path, None);
    }
    // In a release's address the list stays in the query.
    check("r/a/?topic=energy", Some("r/a/?topic=energy"));
}

#[test]
fn queries_in_addresses_are_short() {
    for (given, kept) in [
        ("a".repeat(1_000), 1_000),
        ("a".repeat(70_000), 1_001),
        (" ".repeat(70_000), 1_001),
        ("é".repeat(70_000), 1_002),
        ("漢".repeat(70_000), 1_002),
        (format!("a{}", "😀".repeat(70_000)), 1_001),
    ] {
        let query = Search { query: given.clone(), ..Search::default() };
        let href = Address { route: Route::Home(query), interface: None }.href();
        assert!(href.len() < 3_100, "{} bytes", href.len());
        let (_, query) = href.split_once('?').unwrap();
        let Route::Home(read) = Address::parse("", query).route else { panic!("{href}") };
        assert_eq!((read.query.len(), given.starts_with(&read.query)), (kept, true));
        check(&format!("?{query}"), Some(&href));
    }
}

#[test]
fn choices_toggle() {
    let search = Search { more: 4, ..Search::default() };
    let chosen = search.toggle(Facet::Topic, "a").toggle(Facet::Topic, "b").toggle_year(2024);
    assert!(chosen.has(Facet::Topic, "a") && chosen.is_filtered() && chosen.more == 0);
    let cleared = chosen.toggle(Facet::Topic, "a").toggle(Facet::Topic, "b").toggle_year(2024);
    assert_eq!(cleared, Search::default());
    assert_eq!(chosen.without_selection(), Search::default());
}

#[test]
fn only_another_query_leaves_the_wide_list() {
    let search = Search { query: "a b".into(), wide: true, more: 2, ..Search::default() };
    assert!(search.toggle(Facet::Topic, "x").wide && search.toggle_year(2024).wide);
    let other = search.with_query("a".into());
    assert_eq!(other, Search { query: "a".into(), ..Search::default() });
}

#[test]
fn the_interface_language_is_part_of_the_address() {
    let address = Address::parse("", "q=a").in_interface(Interface::English);
    assert_eq!(address.href(), "./?q=a&ui=en");
}
