//! News items of all versions of ninjs.

use crate::{
    ingest::{Kind, Loaded, Options, Place, load_given},
    model::Release,
};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

fn given(value: &Value) -> Loaded {
    load_given(&[("a.json".to_owned(), value.to_string().into_bytes())], &Options::default())
}

fn only(loaded: &Loaded) -> &Release {
    let lines: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(loaded.releases.len(), 1, "{lines:#?}");
    &loaded.releases[0].release
}

#[test]
fn all_versions_say_the_same() {
    let old = json!({"uri": "urn:x:1", "type": "text", "versioncreated": "2026-01-02T10:00:00+01:00", "pubstatus": "usable", "language": "fr",
        "headline": "Le quai rouvre", "description_text": "Bref.", "body_text": "Texte", "body_xhtml": "<p>Le <b>texte</b></p>", "byline": "Port",
        "located": "Kerlouarn", "subject": [{"name": "Travaux"}], "copyrightnotice": "(c) Port", "usageterms": "Libre.",
        "associations": {"photo": {"uri": "urn:x:2", "type": "picture", "byline": "Y. Morvan", "description_text": "Le quai",
            "renditions": {"small": {"href": "https://p.example/s.jpg", "mimetype": "image/jpeg", "width": 100, "height": 50},
                "large": {"href": "https://p.example/l.jpg", "mimetype": "image/jpeg", "width": 900, "height": 450}}}}});
    let new = json!({"uri": "urn:x:1", "type": "text", "versionCreated": "2026-01-02T10:00:00+01:00", "pubStatus": "usable", "language": "fr",
        "headlines": [{"role": "short", "value": "Le quai"}, {"role": "main", "value": "Le quai rouvre"}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": "Bref."}],
        "bodies": [{"role": "text", "contentType": "text/plain", "value": "Texte"}, {"role": "x", "contentType": "text/html", "value": "<p>Le <b>texte</b></p>"}],
        "by": "Port", "located": "Kerlouarn", "subjects": [{"name": "Travaux"}], "copyrightNotice": "(c) Port", "usageTerms": "Libre.",
        "associations": [{"name": "photo", "uri": "urn:x:2", "type": "picture", "by": "Y. Morvan", "descriptions": [{"role": "caption", "value": "Le quai"}],
            "renditions": [{"name": "s", "href": "https://p.example/s.jpg", "contentType": "image/jpeg", "width": 100, "height": 50},
                {"name": "l", "href": "https://p.example/l.jpg", "contentType": "image/jpeg", "width": 900, "height": 450}]}]});
    let (old, new) = (given(&old), given(&new));
    assert_eq!(only(&old), only(&new));
    let release = only(&new);
    assert_eq!(
        (release.title.as_deref(), release.summary.as_deref()),
        (Some("Le quai rouvre"), Some("Bref."))
    );
    assert_eq!(
        (release.text().as_str(), release.place.as_deref()),
        ("Le texte", Some("Kerlouarn"))
    );
    assert_eq!(
        (release.rights.as_deref(), release.issuers[0].name.as_str()),
        (Some("(c) Port Libre."), "Port")
    );
    let media = &release.media[0];
    assert_eq!(
        (media.caption.as_deref(), media.credit.as_deref(), media.image.width),
        (Some("Le quai"), Some("Y. Morvan"), Some(900))
    );
    assert!(
        new.problems.iter().all(|problem| problem.kind == Kind::MissingAlt),
        "{:?}",
        new.problems
    );
}

#[test]
fn what_is_not_to_be_used_is_withheld() {
    let with = |name: &str, value: Value| {
        let mut item = json!({"uri": "urn:x:1", "type": "text", "headline": "SECRET", "versioncreated": "2026-01-02T10:00:00Z"});
        item[name] = value;
        given(&item)
    };
    for (name, value, kind) in [
        ("pubstatus", json!("withheld"), Kind::Draft),
        ("pubStatus", json!("canceled"), Kind::Draft),
        ("pubstatus", json!("stat:withheld"), Kind::Draft),
        ("pubstatus", json!("bientôt"), Kind::UnclearHold),
        ("pubstatus", json!(3), Kind::UnclearHold),
        ("ednote", json!("Sous embargo jusqu'à lundi"), Kind::UnclearHold),
        ("draft", json!(true), Kind::Draft),
    ] {
        let loaded = with(name, value);
        assert_eq!(
            (loaded.releases.len(), loaded.held.len()),
            (0, 1),
            "{name} {:?}",
            loaded.problems
        );
        assert!(
            loaded.problems.iter().any(|problem| problem.kind == kind),
            "{:?}",
            loaded.problems
        );
    }
    let loaded = with("embargoed", json!("2030-01-15T08:00:00+01:00"));
    assert_eq!(only(&loaded).embargo_until.unwrap().to_string(), "2030-01-15T08:00:00+01:00");
    let loaded = with("embargoed", json!("lundi"));
    assert_eq!(only(&loaded).embargo_until.unwrap().year, 9999);
    let loaded = with("edNote", json!("Corrige la ligne 3"));
    assert!(!format!("{:?}", only(&loaded)).contains("ligne 3"));
    assert!(loaded.problems.iter().any(|problem| problem.kind == Kind::LeftOut));
    let loaded = with(
        "associations",
        json!([{"type": "picture", "pubstatus": "withheld", "renditions": [{"href": "https://x.example/SECRET.jpg"}]}]),
    );
    assert!(only(&loaded).media.is_empty());
}

#[test]
fn what_is_planned_waits_and_the_main_text_is_the_text() {
    for (name, value) in [
        ("publish_schedule", json!("2030-01-01T00:00:00+0000")),
        ("publishschedule", json!("2030-01-01T00:00:00Z")),
        ("firstpublished", json!("2030-01-01T00:00:00Z")),
        ("schedule_settings", json!({"utc_publish_schedule": "2030-01-01T00:00:00+0000"})),
    ] {
        let mut item = json!({"uri": "u", "headline": "H", "body_text": "zq", "versioncreated": "2026-11-20T09:00:00Z"});
        item[name] = value;
        let loaded = given(&item);
        let waits =
            |found: &crate::ingest::Sourced| found.appears.is_some_and(|day| day.year == 2030);
        assert!(loaded.releases.iter().all(waits), "{name} {:?}", loaded.problems);
    }
    let loaded = given(&json!({"uri": "u", "headline": "H", "bodies": [
        {"role": "caption", "contenttype": "text/html", "value": "<p>zqcaption</p>"}, {"role": "main", "value": "Le texte"},
    ]}));
    assert_eq!(only(&loaded).text(), "Le texte");
}

#[test]
fn notes_terms_and_names_in_two_cases_withhold() {
    for value in [
        json!({"uri": "u", "headline": "H", "body_text": "zq", "usageterms": "Embargo until 2030-01-01 00:00 GMT."}),
        json!({"uri": "u", "headline": "H", "body_text": "zq", "pubstatus": "usable", "pubStatus": "withheld"}),
        json!({"uri": "u", "headline": "H", "body_text": "zq", "embargoed": "", "Embargoed": "2030-01-01T00:00:00Z"}),
        json!({"uri": "u", "headline": "H", "body_text": "zq", "ednote": "HOLD. Do not use before Monday 8am"}),
        json!({"uri": "u", "headline": "H", "body_text": "zq", "slugline": "QUAI-HOLD"}),
        json!({"uri": "u", "headline": "H", "body_text": "zq", "ednote": "À ne diffuser qu'après 18 h lundi"}),
    ] {
        let loaded = given(&value);
        assert!(loaded.releases.is_empty(), "{value} {:?}", loaded.problems);
    }
    let picture = json!({"uri": "u", "headline": "H", "body_text": "x", "associations": [
        {"uri": "p", "type": "picture", "ednote": "EMBARGO lundi", "renditions": [{"href": "https://p.example/zq.jpg", "contenttype": "image/jpeg"}]},
    ]});
    let loaded = given(&picture);
    assert_eq!(loaded.releases.len(), 1);
    assert!(!format!("{:?}", loaded.releases).contains("zq"));
}

#[test]
fn lists_of_items_and_one_bad_among_them() {
    let loaded = given(
        &json!([{"uri": "1", "headline": "Un"}, 3, {"headline": "Sans"}, {"uri": "2", "headlines": [{"value": "Deux"}], "type": "text"}]),
    );
    assert_eq!(loaded.releases.len(), 2, "{:?}", loaded.problems);
    let places: Vec<&Place> = loaded.problems.iter().map(|problem| &problem.place).collect();
    let expected = ["/1", "/2"].map(|pointer| Place::Pointer(pointer.to_owned()));
    assert_eq!(places.get(..2), Some([&expected[0], &expected[1]].as_slice()));
}

#[needs::shared_data]
#[test]
fn examples_of_the_standard() {
    let root = PathBuf::from(needs::shared_folder!()).join("formats/ninjs");
    let (mut read, mut told) = (0, Vec::new());
    for folder in [
        "examples/1.4",
        "examples/2.1",
        "examples/3.0",
        "documentation/includes/examples/1.6",
        "documentation/includes/examples/2.2",
        "documentation/includes/examples/3.1",
        "documentation/includes/examples/not-valid",
    ] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.into_iter().filter(|file| file.is_file()) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let loaded =
                load_given(&[(name.clone(), fs::read(&file).unwrap())], &Options::default());
            let Some(found) = loaded.releases.first() else {
                told.push(format!(
                    "{folder}/{name}: {:?}",
                    loaded.problems.iter().map(|problem| problem.kind).collect::<Vec<_>>()
                ));
                continue;
            };
            let release = &found.release;
            read += 1;
            // One example shows names of another dialect, another is of renditions alone.
            assert!(release.title.is_some() || name.starts_with("002"), "{folder}/{name}");
            assert!(
                !release.body.is_empty()
                    || !release.media.is_empty()
                    || name.contains("1-4-examples")
                    || release.summary.is_some()
                    || name.starts_with("008"),
                "{folder}/{name} {:?}",
                loaded.problems
            );
        }
    }

    assert_eq!((read, told.len()), (52, 7), "{told:#?}");
}

#[test]
fn words_of_our_own_go_before_less_and_release_nothing() {
    let item = |more: Value, own: Value| {
        let mut item = json!({"uri": "urn:x:1", "pubStatus": "usable", "headlines": [{"role": "main", "value": "A"}],
            "bodies": [{"contentType": "text/html", "value": "<p>Texte</p>"}],
            "people": [{"name": "Ana", "rel": "contact", "contactInfo": [{"type": "email", "value": "a@example.org"}]}],
            "_release": own});
        if let (Some(item), Value::Object(more)) = (item.as_object_mut(), more) {
            item.extend(more);
        }
        given(&item)
    };
    let contact =
        json!({"id": "a", "contacts": [{"name": "Ana", "role": "Porte-parole"}], "group": "g"});
    let loaded = item(json!({}), contact);
    let release = only(&loaded);
    assert_eq!((release.id.as_str(), release.group.as_deref()), ("a", Some("g")));
    let roles: Vec<_> = release.contacts.iter().map(|contact| contact.role.as_deref()).collect();
    assert_eq!(roles, [Some("Porte-parole")]);
    // What was withdrawn and says so is shown as withdrawn; nothing else that ninjs withholds is let out.
    let withdrawn =
        || json!({"status": {"state": "withdrawn", "date": "2026-01-02", "note": "Faux."}});
    let loaded = item(json!({"pubStatus": "canceled"}), withdrawn());
    assert!(only(&loaded).is_withdrawn());
    for (more, own) in [
        (json!({"pubStatus": "withheld"}), withdrawn()),
        (json!({"pubStatus": "withheld"}), json!({"draft": false, "pubStatus": "usable"})),
        (json!({"pubStatus": "canceled"}), json!({"status": {"state": "corrected"}})),
        (json!({"pubStatus": "canceled"}), json!({"draft": false})),
        (json!({}), json!({"draft": true})),
    ] {
        let loaded = item(more, own);
        assert_eq!((loaded.releases.len(), loaded.held.len()), (0, 1), "{:?}", loaded.problems);
    }
    let loaded = item(
        json!({"embargoed": "2090-01-01T00:00:00Z"}),
        json!({"embargo_until": "2020-01-01T00:00:00Z"}),
    );
    assert!(only(&loaded).under_embargo(1_795_392_000));
}
