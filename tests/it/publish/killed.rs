//! The command killed at any moment: what is there is the old site or the new one, and all that
//! is somebody else's.

use super::{
    TWO,
    folder::{check_nothing_left, check_whole, everything},
};
use crate::support::Folder;
use std::{
    fs,
    process::Stdio,
    time::{Duration, Instant},
};

const KILLS: u32 = 100;

#[test]
fn a_hundred_kills_leave_a_whole_site() {
    let folder = Folder::with_viewer();
    let out = folder.join("site");
    let (one, other) =
        (TWO.to_owned(), TWO.replace("\"quai\"", "\"gare\"").replace("Mardi", "Jeudi"));
    let publish = |text: &str| {
        let source = folder.write("newsroom.json", text);
        let mut command = folder.publishing(&source, &[]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let start = Instant::now();
    assert!(publish(&one).wait().unwrap().success());
    let mut longest = start.elapsed();
    for path in [".git/HEAD", ".git/objects/ab/cd", "CNAME", "r/quai/notes.txt", "more/a/b"] {
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), path).unwrap();
    }
    let foreign = || {
        let paths = [".git", "CNAME", "r/quai/notes.txt", "more"].map(|path| out.join(path));
        paths.iter().flat_map(|path| everything(path)).collect::<Vec<_>>()
    };
    let known = foreign();
    let (mut killed, mut seed) = (0, u64::from(std::process::id()) | 1);
    for round in 0..KILLS {
        let text = if round % 2 == 0 { &other } else { &one };
        let start = Instant::now();
        let mut run = publish(text);
        // xorshift: any moment of a run, a little more often towards its end, where files change.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let part = 1.05 - (seed % 1000) as f64 / 1000.0 * if round % 3 == 0 { 1.0 } else { 0.3 };
        std::thread::sleep(longest.mul_f64(part));
        let _ = run.kill();
        match run.wait().unwrap().success() {
            true => longest = (longest + start.elapsed()).div_f64(2.0),
            false => killed += 1,
        }
        longest = longest.max(Duration::from_millis(5));
        check_whole(&out);
        assert_eq!(foreign(), known, "after kill {round}");
    }
    assert!(killed > KILLS / 4, "{killed} runs were killed before they had ended");
    // The next one has all in order again, and whatever was left behind is gone.
    assert!(publish(&one).wait().unwrap().success());
    check_whole(&out);
    check_nothing_left(&out);
    assert_eq!(foreign(), known);
}
