//! Runs that are cut off, or fail, or have company.

use super::{Files, WAYS, alike, check_clean, check_whole, folder, foreign, remove, site, write};
use crate::publish::{
    manifest::MANIFEST,
    replace::{
        Hold, Way,
        in_place::{self, Done},
        plan::Plan,
        swap::{self, Work},
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A folder with a site and something foreign in every sort of place.
fn with_foreign(name: &str, first: &Files) -> PathBuf {
    let dir = folder(name).join("site");
    write(&dir, first, Way::OneStep).unwrap();
    for path in [".git/HEAD", ".git/objects/ab/c", "CNAME", "r/a/notes.txt", "r/a/photos/1.jpg"] {
        fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
        fs::write(dir.join(path), path).unwrap();
    }
    dir
}

#[test]
fn a_run_that_was_cut_off_while_folders_change_places_is_put_right() {
    let (first, next) = (
        site(&[("index.html", "1"), ("r/a/index.html", "2")]),
        site(&[("index.html", "3"), ("set/set.json", "4")]),
    );
    // How far it came: half built, built, changed places, the old one gone and no new one there.
    for stage in ["half", "built", "one step", "two steps", "gone"] {
        let dir = with_foreign("cut", &first);
        let known = alike(&dir, &[&first, &next]);
        let plan = Plan::of(&dir, &next).unwrap();
        let work = Work::new(&dir).unwrap();
        swap::build(&plan, &dir, &work.half(), &next, &mut |_| {}).unwrap();
        if stage == "half" {
            fs::remove_file(work.half().join(MANIFEST)).unwrap();
        } else {
            fs::rename(work.half(), work.new_one()).unwrap();
        }
        match stage {
            "one step" => drop(swap::change_places(&work, &dir, true).unwrap()),
            "two steps" => drop(swap::change_places(&work, &dir, false).unwrap()),
            "gone" => fs::rename(&dir, work.new_one().with_file_name("old")).unwrap(),
            _ => {}
        }
        if stage != "gone" {
            check_whole(&dir);
        }
        drop(Hold::of(&dir).unwrap());
        check_whole(&dir);
        check_clean(&dir);
        assert_eq!(alike(&dir, &[&first, &next]), known, "{stage}");
        write(&dir, &next, Way::OneStep).unwrap();
        assert_eq!(alike(&dir, &[&first, &next]), known, "{stage}");
        assert!(dir.join("set/set.json").exists() && !dir.join("r/a/index.html").exists());
    }
    remove(&folder("cut"));
}

#[test]
fn a_run_that_was_cut_off_in_place_is_finished_by_the_next() {
    let (first, next) = (
        site(&[("index.html", "1"), ("r/a/index.html", "2")]),
        site(&[("index.html", "3"), ("r/b/index.html", "4"), ("set/set.json", "5")]),
    );
    let last = site(&[("index.html", "6"), ("r/b/index.html", "7")]);
    for way in WAYS {
        for came_to in 0..4 {
            let dir = with_foreign("cut-in-place", &first);
            let known = foreign(&dir, &[&first, &next]);
            let plan = Plan::of(&dir, &next).unwrap();
            in_place::stage(&plan, &dir, &next, &mut |_| {}).unwrap();
            let mut done = Done::nothing_in(&dir);
            plan.changes.written.iter().take(came_to).for_each(|path| done.replace(path).unwrap());
            // The list of files tells whose they are, though the old manifest has them not.
            write(&dir, &last, way).unwrap();
            check_whole(&dir);
            check_clean(&dir);
            assert_eq!(foreign(&dir, &[&first, &next]), known, "{way:?} {came_to}");
            assert!(!dir.join("set").exists(), "{way:?} {came_to}");
        }
    }
    remove(&folder("cut-in-place"));
}

#[test]
fn what_cannot_be_finished_in_place_is_taken_back() {
    let first = site(&[("index.html", "1"), ("r/a/index.html", "2"), ("z", "8")]);
    let next = site(&[("index.html", "3"), ("r/b/index.html", "4"), ("y/x", "5")]);
    let dir = with_foreign("undo", &first);
    let known = (foreign(&dir, &[&first]), fs::read(dir.join("index.html")).unwrap());
    let plan = Plan::of(&dir, &next).unwrap();
    in_place::stage(&plan, &dir, &next, &mut |_| {}).unwrap();
    let mut done = Done::nothing_in(&dir);
    plan.changes.written.iter().for_each(|path| done.replace(path).unwrap());
    assert!(done.undo());
    in_place::clear(&dir);
    assert_eq!((foreign(&dir, &[&first]), fs::read(dir.join("index.html")).unwrap()), known);
    check_whole(&dir);
    // As it is when somebody puts something there between the plan and the deed.
    let plan = Plan::of(&dir, &next).unwrap();
    fs::create_dir_all(dir.join("y/x/mine")).unwrap();
    let known = foreign(&dir, &[&first]);
    assert!(in_place::write(&plan, &dir, &next, &mut |_| {}).is_err());
    assert_eq!(foreign(&dir, &[&first]), known);
    check_whole(&dir);
    check_clean(&dir);
    remove(&folder("undo"));
}

#[test]
fn what_somebody_saves_meanwhile_is_kept() {
    let (first, next) = (site(&[("index.html", "1")]), site(&[("index.html", "2")]));
    for is_one_step in [true, false] {
        let dir = with_foreign("meanwhile", &first);
        let plan = Plan::of(&dir, &next).unwrap();
        // As editors do: another file in the place of the first. And two new ones.
        let save = |dir: &Path| {
            fs::write(dir.join("half"), "example.com").unwrap();
            fs::rename(dir.join("half"), dir.join("CNAME")).unwrap();
            fs::write(dir.join(".git/index"), "new").unwrap();
            fs::create_dir(dir.join("more")).unwrap();
        };
        let mut saved = false;
        swap::swap(&plan, &dir, &next, is_one_step, &mut |_| {
            if !std::mem::replace(&mut saved, true) {
                save(&dir);
            }
        })
        .unwrap();
        assert_eq!(fs::read_to_string(dir.join("CNAME")).unwrap(), "example.com");
        assert!(dir.join(".git/index").exists() && dir.join("more").exists());
        check_whole(&dir);
        check_clean(&dir);
    }
    remove(&folder("meanwhile"));
}
