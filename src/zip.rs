//! ZIP archives of files as they are: stored, not compressed, which pictures, films and sounds are already.
//!
//! The format as in PKWARE's APPNOTE.TXT 6.3.10, without its extensions for more than 4 GiB or 65,535 files. Owns that format
//! and knows nothing else: whoever has the files writes [`Zip::file`], the file itself, and so on, and [`Zip::end`] last.
//! An archive has no moment in it, so that the same files make the same archive.

/// The names of files in it are UTF-8.
const UTF8: u16 = 1 << 11;
/// 1 January 1980, the first day that the format knows.
const DAY: u16 = 1 << 5 | 1;
/// What it takes to read it: version 2.0 of the format.
const VERSION: u16 = 20;

/// An archive that is being written.
#[derive(Clone, Debug, Default)]
pub struct Zip {
    /// The list of the files, which stands at the end.
    list: Vec<u8>,
    names: Vec<String>,
    /// How many bytes stand before what comes next.
    length: u64,
}

impl Zip {
    /// What stands before a file in the archive; `None` if it holds no more. A name that is there already gets a number.
    #[must_use]
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let name = self.name(name);
        let size = u32::try_from(bytes.len()).ok()?;
        let start = u32::try_from(self.length).ok()?;
        let count = u16::try_from(name.len()).ok()?;
        let mut facts = Vec::with_capacity(26);
        for field in [VERSION, UTF8, 0, 0, DAY] {
            facts.extend_from_slice(&field.to_le_bytes());
        }
        for field in [crc32(bytes), size, size] {
            facts.extend_from_slice(&field.to_le_bytes());
        }
        facts.extend_from_slice(&count.to_le_bytes());
        facts.extend_from_slice(&[0; 2]);
        let head = [b"PK\x03\x04".as_slice(), &facts, name.as_bytes()].concat();
        let length = self.length + head.len() as u64 + u64::from(size);
        let list = self.list.len() + 46 + name.len();
        // The offset of the list is told in 32 bits too, and so is its length.
        if length + list as u64 + 22 > u64::from(u32::MAX)
            || self.names.len() == usize::from(u16::MAX)
        {
            return None;
        }
        self.list.extend_from_slice(b"PK\x01\x02");
        self.list.extend_from_slice(&VERSION.to_le_bytes());
        self.list.extend_from_slice(&facts);
        self.list.extend_from_slice(&[0; 10]);
        self.list.extend_from_slice(&start.to_le_bytes());
        self.list.extend_from_slice(name.as_bytes());
        self.length = length;
        self.names.push(name);
        Some(head)
    }

    /// What stands after all files.
    #[must_use]
    pub fn end(self) -> Vec<u8> {
        let Self { mut list, names, length } = self;
        let files = u16::try_from(names.len()).unwrap_or(u16::MAX).to_le_bytes();
        let size = u32::try_from(list.len()).unwrap_or(u32::MAX).to_le_bytes();
        let start = u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
        list.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        for part in [files.as_slice(), &files, &size, &start, &[0; 2]] {
            list.extend_from_slice(part);
        }
        list
    }

    /// A name that no file has yet and that leads out of no folder: `a.svg`, else `a-2.svg`.
    fn name(&self, wanted: &str) -> String {
        let parts = wanted.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
        let wanted = parts.collect::<Vec<_>>().join("/");
        let wanted = if wanted.is_empty() { "file".to_owned() } else { wanted };
        let (stem, ending) = match wanted.rfind('.') {
            Some(dot) if dot > wanted.rfind('/').map_or(0, |slash| slash + 1) => {
                wanted.split_at(dot)
            }
            _ => (wanted.as_str(), ""),
        };
        let mut name = wanted.clone();
        let mut number = 1;
        while self.names.contains(&name) {
            number += 1;
            name = [stem, "-", &number.to_string(), ending].concat();
        }
        name
    }
}

/// An archive of these files, each with its name; `None` if it does not hold them all.
#[must_use]
pub fn zip(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let (mut zip, mut bytes) = (Zip::default(), Vec::new());
    for (name, file) in files {
        bytes.extend_from_slice(&zip.file(name, file)?);
        bytes.extend_from_slice(file);
    }
    bytes.extend_from_slice(&zip.end());
    Some(bytes)
}

/// CRC-32 as in IEEE 802.3, by half bytes: sixteen numbers that are worked out rather than downloaded.
fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 16];
    for (number, entry) in (0_u32..).zip(&mut table) {
        *entry = (0..4).fold(number, |n, _| if n & 1 == 1 { n >> 1 ^ 0xedb8_8320 } else { n >> 1 });
    }
    let step = |crc: u32, half: u32| {
        let at = usize::try_from((crc ^ half) & 15).unwrap_or_default();
        crc >> 4 ^ table.get(at).copied().unwrap_or_default()
    };
    !bytes.iter().fold(!0, |crc, byte| {
        let byte = u32::from(*byte);
        step(step(crc, byte), byte >> 4)
    })
}

#[cfg(test)]
mod tests {
    use super::{Zip, crc32, zip};
    use std::{io::Write, process::Command};

    #[test]
    fn crc32_agrees_with_its_published_vectors() {
        for (text, crc) in [("", 0), ("123456789", 0xcbf4_3926), ("a", 0xe8b7_be43)] {
            assert_eq!(crc32(text.as_bytes()), crc, "{text}");
        }
    }

    #[test]
    fn names_are_unique_and_stay_inside() {
        let mut zip = Zip::default();
        for (wanted, name) in [
            ("a.svg", "a.svg"),
            ("a.svg", "a-2.svg"),
            ("a.svg", "a-3.svg"),
            ("b/a.svg", "b/a.svg"),
            ("../a", "a"),
            ("/etc/./x", "etc/x"),
            ("b.c/d", "b.c/d"),
            ("b.c/d", "b.c/d-2"),
            (".x", ".x"),
            (".x", ".x-2"),
            ("é.txt", "é.txt"),
            ("", "file"),
        ] {
            assert!(zip.file(wanted, b"").is_some());
            assert_eq!(zip.names.last().map(String::as_str), Some(name), "{wanted}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut zip = Zip { length: u64::from(u32::MAX) - 100, ..Zip::default() };
        assert_eq!(zip.file("a", &[0; 200]), None);
        let mut zip = Zip { names: vec!["x".to_owned(); usize::from(u16::MAX)], ..Zip::default() };
        assert_eq!(zip.file("a", b""), None);
    }

    /// Another program reads it, where there is one.
    #[test]
    fn others_read_it() {
        let long = b"0123456789abcdef".repeat(5000);
        let files: [(&str, &[u8]); 4] =
            [("a/é.txt", b"bonjour"), ("empty", b""), ("long.bin", &long), ("empty", b"twice")];
        let bytes = zip(&files).unwrap();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
                      print([(i.filename, i.file_size, i.CRC) for i in z.infolist()])";
        let Ok(output) = Command::new("python3").args(["-c", script]).arg(file.path()).output()
        else {
            return;
        };
        let (said, wrong) = (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned());
        let crc = crc32(&long);
        assert_eq!(
            String::from_utf8_lossy(&said).trim(),
            format!(
                "[('a/é.txt', 7, {}), ('empty', 0, 0), ('long.bin', 80000, {crc}), ('empty-2', 5, {})]",
                crc32(b"bonjour"),
                crc32(b"twice")
            ),
            "{wrong}"
        );
    }
}
