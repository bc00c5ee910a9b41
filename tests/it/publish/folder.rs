//! The folder that is published into: what is not the site's stays, a good site stays through
//! slips, and every end of the command has its status.

use super::TWO;
use crate::support::{Folder, NOW, command, said, sample};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

impl Folder {
    #[track_caller]
    fn publish(&self, sources: &[&Path], more: &[&str], status: i32, says: &[&str]) -> Output {
        let output = self.publishing_into(&self.out(), sources, more).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", said(&output));
        for words in says {
            assert!(said(&output).contains(words), "no {words:?} in\n{}", said(&output));
        }
        output
    }
}

/// Whether the folder is to the last byte what was published; what is foreign does not count.
#[track_caller]
pub(super) fn check_whole(out: &Path) {
    let verdict = kiosque::publish::verify(out).unwrap();
    assert!(verdict.missing.is_empty() && verdict.changed.is_empty(), "{verdict:?}");
    assert!(verdict.good > 10, "{verdict:?}");
}

/// Beside the site there is nothing but what the test has put there, and the list of what was made of what.
#[track_caller]
pub(super) fn check_nothing_left(out: &Path) {
    let entries = fs::read_dir(out.parent().unwrap()).unwrap().chain(fs::read_dir(out).unwrap());
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let of_a_run = |name: &String| {
        name.starts_with('.') && name.contains("kiosque-") && !name.ends_with("kiosque-cache")
    };
    let left: Vec<String> = names.filter(of_a_run).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// All that is in a folder, with what the system says of it.
pub(super) fn everything(dir: &Path) -> Vec<String> {
    let entries =
        walkdir::WalkDir::new(dir).follow_root_links(false).sort_by_file_name().into_iter();
    let told = entries.map(|entry| {
        let entry = entry.unwrap();
        let known = entry.path().symlink_metadata().unwrap();
        let bytes = if known.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        let (mode, time) = (known.permissions(), known.modified().unwrap());
        format!("{} {mode:?} {time:?} {bytes:?}", entry.path().display())
    });
    told.collect()
}

/// A repository, links, something that is no file, something nobody may read.
#[cfg(unix)]
fn put_foreign(out: &Path) -> Vec<PathBuf> {
    use std::os::unix::fs::{PermissionsExt, symlink};
    for path in [
        ".git/HEAD",
        ".git/objects/ab/cdef",
        "sub/.git",
        ".hg/store/x",
        "CNAME",
        "r/quai/notes.txt",
    ] {
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), path).unwrap();
    }
    fs::create_dir_all(out.join(".git/refs/heads")).unwrap();
    fs::create_dir(out.join("drafts")).unwrap();
    symlink("nowhere", out.join("dangling")).unwrap();
    symlink("../../viewer", out.join("r/linked")).unwrap();
    assert!(Command::new("mkfifo").arg(out.join("r/pipe")).status().unwrap().success());
    fs::write(out.join("secret.key"), "key").unwrap();
    fs::set_permissions(out.join("secret.key"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(out.join("drafts"), fs::Permissions::from_mode(0o700)).unwrap();
    let paths = [
        ".git",
        "sub",
        ".hg",
        "CNAME",
        "r/quai/notes.txt",
        "drafts",
        "dangling",
        "r/linked",
        "r/pipe",
        "secret.key",
    ];
    paths.map(|path| out.join(path)).to_vec()
}

/// A repository that is published into, and one that comes later: case 13.
#[test]
#[cfg(unix)]
fn a_repository_stays() {
    let folder = Folder::with_viewer();
    let (source, out) = (folder.write("newsroom.json", TWO), folder.out());
    fs::create_dir_all(out.join(".git/refs")).unwrap();
    fs::write(out.join(".git/HEAD"), "ref: refs/heads/main").unwrap();
    let first = everything(&out.join(".git"));
    folder.publish(&[&source], &[], 0, &["left alone, not of the site: .git/"]);
    assert_eq!(everything(&out.join(".git")), first);
    fs::remove_dir_all(out.join(".git")).unwrap();
    let foreign = put_foreign(&out);
    let known =
        |foreign: &[PathBuf]| foreign.iter().flat_map(|path| everything(path)).collect::<Vec<_>>();
    let before = known(&foreign);
    let one = folder
        .write("newsroom.json", TWO.replace("\"quai\"", "\"gare\"").replace("Le quai", "La gare"));
    folder.publish(&[&one], &[], 0, &["r/quai/notes.txt", ".git/", "drafts/"]);
    assert_eq!(known(&foreign), before);
    assert!(!out.join("r/quai/index.html").exists() && out.join("r/gare/index.html").exists());
    // Started in the folder itself, whoever did that is not left in one that is gone.
    let shell = fs::File::open(&out).unwrap().metadata().unwrap();
    let mut command = folder.publishing(&folder.write("newsroom.json", TWO), &[]);
    let output = command.current_dir(&out).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let now = fs::metadata(&out).unwrap();
    let number = std::os::unix::fs::MetadataExt::ino;
    assert_eq!((number(&now), known(&foreign)), (number(&shell), before));
    check_whole(&out);
    check_nothing_left(&out);
}

/// What a publisher does wrong at six in the evening, to a good site: case 22 and its siblings.
#[test]
fn a_good_site_stays_through_slips() {
    let folder = Folder::with_viewer();
    let out = folder.out();
    let place = folder.join("in");
    let news = place.join("newsroom.json");
    fs::create_dir_all(&place).unwrap();
    let write = |text: &str| fs::write(&news, text).unwrap();
    let insist = "--allow-shrink";
    let (gone, empty) = (folder.join("scr"), folder.join("empty"));
    fs::create_dir_all(&empty).unwrap();
    // Nothing is published for the first time either.
    folder.publish(&[&gone], &[], 2, &["scr could not be read as a whole", insist]);
    folder.publish(&[&empty], &[], 2, &["empty could not be read as a whole", insist]);
    write(r#"{ "version": "https://jsonfeed.org/version/1.1", "items": [] }"#);
    folder.publish(&[&place], &[], 2, &["there is no release in the sources", insist]);
    assert!(!out.exists());
    write(TWO);
    folder.publish(&[&place], &[], 0, &["3 releases"]);
    let before = everything(&out);
    let good = || assert_eq!(everything(&out), before);
    for (text, says) in [
        (TWO.replace("} ] }", "}, ] }").replace("\n  ] }", ",\n  ] }"), "newsroom.json could not be read as a whole"),
        (TWO[..300].to_owned(), "newsroom.json could not be read as a whole"),
        (String::new(), "newsroom.json could not be read as a whole"),
        ("{}".to_owned(), "newsroom.json could not be read as a whole"),
        (r#"{ "version": "https://jsonfeed.org/version/1.1", "items": null }"#.to_owned(), "no release"),
        (r#"{ "version": "https://jsonfeed.org/version/1.1", "items": [{ "id": "quai", "title": "x" }] }"#.to_owned(), "has 3 releases, and of these sources it would have 1"),
    ] {
        write(&text);
        folder.publish(&[&place], &[], 2, &[says, insist]);
        good();
    }
    write(TWO);
    folder.publish(&[&gone], &[], 2, &["scr could not be read"]);
    folder.publish(&[&empty], &[], 2, &["empty could not be read"]);
    folder.publish(&[&place, &gone], &[], 2, &["scr could not be read"]);
    good();
    // Two of three are no slip, and who insists is obeyed.
    let two = TWO
        .replace(
            r#"{ "id": "sans-date", "title": "Sans date", "content_html": "<p>Un jour.</p>" }"#,
            "",
        )
        .replace("] },\n    \n", "] }\n");
    write(&two);
    folder.publish(&[&place], &[], 0, &["2 releases"]);
    folder.publish(
        &[&gone],
        &[insist],
        0,
        &["0 releases", "1 release is left out because of an error"],
    );
    check_nothing_left(&out);
}

#[test]
fn what_is_left_out_is_said_last() {
    let folder = Folder::with_viewer();
    let bad = r#"{ "id": "quai", "title": "Encore" }, 17,"#;
    let source =
        folder.write("newsroom.json", TWO.replace("\"items\": [", &format!("\"items\": [{bad}")));
    let strict = folder.publish(
        &[&source],
        &["--strict"],
        1,
        &["nothing was written (--strict): 2 releases"],
    );
    assert!(strict.stdout.is_empty() && !folder.out().exists(), "{}", said(&strict));
    let output = folder.publish(&[&source], &[], 0, &["3 releases"]);
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().unwrap();
    assert_eq!(last, "kiosque: 2 releases are left out because of errors; see the errors above");
    folder.publish(&[&folder.write("newsroom.json", TWO)], &["--strict"], 0, &["3 releases"]);
    // The same of what only writes a set.
    let build = |more: &[&str], status: i32| {
        let mut command = command();
        let command = command
            .args(["publish", "--bare"])
            .arg(&source)
            .arg("--out")
            .arg(folder.join("set"))
            .args(more);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", super::said(&output));
    };
    build(&["--strict"], 0);
    folder.write("newsroom.json", &TWO[..200]);
    build(&[], 2);
    build(&["--allow-shrink", "--strict"], 1);
    build(&["--allow-shrink"], 0);
}

/// A set that is written beside what is somebody else's.
#[test]
fn a_set_is_written_beside_what_is_foreign() {
    let folder = Folder::with_viewer();
    let out = folder.out();
    fs::create_dir_all(&out).unwrap();
    fs::copy(folder.join("viewer/index.html"), out.join("index.html")).unwrap();
    let foreign = [
        "set/notes.txt",
        "set/cards/mine/1.json",
        "set.old/x",
        "r/quai/photo.jpg",
        "r/notes/index.md",
        "topic/x",
    ];
    for path in foreign {
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), path).unwrap();
    }
    for text in [
        TWO.to_owned(),
        TWO.replace("\"quai\"", "\"gare\"")
            .replace("Le quai", "La gare")
            .replace("Travaux", "Gares"),
    ] {
        let source = folder.write("newsroom.json", &text);
        let output = super::kiosque(&[&"publish", &"--bare", &source, &"--out", &out]);
        assert!(output.status.success(), "{}", said(&output));
        foreign
            .iter()
            .for_each(|path| assert_eq!(fs::read_to_string(out.join(path)).unwrap(), *path));
    }
    assert!(!out.join("r/quai/index.html").exists() && out.join("r/gare/index.html").exists());
    assert!(!out.join("topic/travaux").exists());
    assert_eq!(fs::read_dir(out.join("set/articles")).unwrap().count(), 1);
}

/// A slip of one word: a part of a site is not written over the whole of one, nor into what it is made of.
#[test]
fn a_set_is_not_written_over_a_site() {
    let folder = Folder::with_viewer();
    let place = folder.join("in");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("newsroom.json"), TWO).unwrap();
    folder.publish(&[&place], &[], 0, &["3 releases"]);
    let all = || (everything(&folder.out()), everything(&place));
    let before = all();
    for (out, says) in [
        (folder.out(), "is a whole site that was published"),
        (place.join("site"), "lies in a source"),
    ] {
        let output = super::kiosque(&[&"publish", &"--bare", &place, &"--out", &out]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(says), "{}", said(&output));
    }
    assert!(all() == before);
}

/// Case 12 and its siblings.
#[test]
fn places_that_are_not_published_into() {
    let folder = Folder::with_viewer();
    let place = folder.join("in");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("newsroom.json"), TWO).unwrap();
    let publish = |out: &Path, status: i32, says: &str| {
        let output = folder.publishing_into(out, &[&place], &[]).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}: {}", out.display(), said(&output));
        assert!(said(&output).contains(says), "{}", said(&output));
    };
    let before = everything(folder.path());
    publish(&place, 2, "lies in a source");
    publish(&place.join("a/b"), 2, "lies in a source");
    publish(&folder.join("viewer"), 2, "lies in a viewer");
    publish(&folder.join("viewer/site"), 2, "lies in a viewer");
    publish(folder.path(), 2, "holds files and was not published by kiosque");
    publish(&place.join("newsroom.json"), 2, "lies in a source");
    publish(&folder.join("viewer/../in/site"), 2, "lies in a source");
    publish(Path::new("/"), 2, "the root of all folders");
    publish(&std::env::home_dir().unwrap(), 2, "your home");
    assert_eq!(everything(folder.path()), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("in", folder.join("link")).unwrap();
        symlink("nowhere", folder.join("dangling")).unwrap();
        fs::create_dir(folder.join("real")).unwrap();
        symlink("real", folder.join("other")).unwrap();
        publish(&folder.join("link/site"), 2, "lies in a source");
        publish(&folder.join("dangling"), 2, "a link that leads nowhere");
        publish(&folder.join("other"), 0, "3 releases");
        assert!(folder.join("other").is_symlink());
        check_whole(&folder.join("real"));
        // A source that came into the folder is as foreign as all else.
        fs::rename(&place, folder.join("real/in")).unwrap();
        fs::remove_file(folder.join("link")).unwrap();
        let (source, out) = (folder.join("real/in"), folder.join("real"));
        let before = everything(&source);
        let output = folder.publishing_into(&out, &[&source], &[]).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(everything(&source), before);
    }
}

#[test]
fn two_runs_at_once() {
    let folder = Folder::with_viewer();
    let out = folder.out();
    let many = sample();
    let mut won = 0;
    for _ in 0..3 {
        let runs: Vec<_> = (0..3)
            .map(|_| {
                let mut command = folder.publishing(&many, &[]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for run in runs {
            let output = run.wait_with_output().unwrap();
            match output.status.code() {
                Some(0) => won += 1,
                Some(2) => assert!(
                    said(&output).contains("another kiosque is publishing into"),
                    "{}",
                    said(&output)
                ),
                _ => panic!("{}", said(&output)),
            }
        }
        check_whole(&out);
    }
    assert!((3..9).contains(&won), "{won} of nine");
    check_nothing_left(&out);
}

/// A disk too small for the sample, large enough for a site of three releases.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full() {
    struct Mounted(PathBuf);
    impl Drop for Mounted {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
        }
    }
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", TWO);
    let disk = folder.join("disk");
    fs::create_dir_all(&disk).unwrap();
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=700k", "none"]).arg(&disk).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no disk can be mounted here");
        return;
    }
    let disk = Mounted(disk);
    let viewer = folder.join("viewer");
    // In a folder of the disk, and in its root, which cannot be moved.
    for out in [disk.0.join("site"), disk.0.clone()] {
        let publish = |source: &Path| {
            super::kiosque(&[
                &"publish",
                &source,
                &"--out",
                &out,
                &"--viewer",
                &viewer,
                &"--now",
                &NOW.to_string(),
            ])
        };
        let output = publish(&sample());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("No space left"), "{}", said(&output));
        assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 0, "{:?}", everything(&disk.0));
        let output = publish(&source);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        fs::write(out.join(".htpasswd"), "mine").unwrap();
        let before = everything(&disk.0);
        let output = publish(&sample());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        // Folders that something was tried in have another time; nothing else has changed.
        let plain = |lines: Vec<String>| {
            lines.into_iter().filter(|line| !line.ends_with("[]")).collect::<Vec<_>>()
        };
        assert_eq!(plain(everything(&disk.0)), plain(before));
        check_whole(&out);
        fs::read_dir(&disk.0).unwrap().flatten().for_each(|entry| {
            let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
        });
    }
}

/// The same where no disk can be mounted: no file may be larger than 12 KB.
#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_written() {
    let folder = Folder::with_viewer();
    let (source, out) = (folder.write("newsroom.json", TWO), folder.out());
    let limited = |source: &Path, out: &Path, place: &Path| {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; ulimit -f 24; exec \"$@\"", "sh"]);
        command.arg(env!("CARGO_BIN_EXE_kiosque")).arg("publish").arg(source).arg("--out").arg(out);
        command.arg("--viewer").arg(folder.join("viewer")).args(["--now", &NOW.to_string()]);
        let output = command.current_dir(place).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("File too large"), "{}", said(&output));
        check_nothing_left(&folder.join("viewer"));
    };
    limited(&sample(), &out, folder.path());
    assert!(!out.exists());
    folder.publish(&[&source], &[], 0, &[]);
    fs::create_dir_all(out.join(".git/refs")).unwrap();
    fs::write(out.join(".git/HEAD"), "main").unwrap();
    let before = everything(&out);
    limited(&sample(), &out, folder.path());
    assert_eq!(everything(&out), before);
    // In place, since the command is started in the folder: its own time is another.
    limited(&sample(), &out, &out);
    assert_eq!(everything(&out)[1..], before[1..]);
    check_nothing_left(&out);
}
