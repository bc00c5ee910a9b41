//! Where the parts of an index lie: what did not change since an earlier index stays in that one's folder, under the name and
//! the seal that it has there, so that whoever keeps the site elsewhere sends only what changed.

use super::{File, name_of};
use crate::search::format::{Reader, put_number, put_text};

/// The folders of earlier indexes, and which parts lie there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Parts {
    /// Beside the folder of this index, with the numbers of their builds.
    folders: Vec<(String, u32)>,
    /// Kind by kind, where its parts lie, in the order of their numbers. What no run says lies in the folder of this index, under
    /// its own number.
    runs: Vec<Run>,
}

/// Parts that follow one another here and there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Of which kind.
    kind: usize,
    /// How many.
    count: u32,
    /// 0 in the folder of this index, else in which earlier one, counted from 1.
    folder: u32,
    /// The number of the first one there.
    first: u32,
}

/// Where a part lies: its folder, counted as in a run, and its number there.
pub(in crate::search) type Place = (u32, u32);

impl Parts {
    /// Of parts that lie in `folders`, for each kind in order.
    pub(in crate::search) fn new(
        folders: Vec<(String, u32)>,
        places: &[Vec<Place>; File::KINDS],
    ) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for (kind, places) in places.iter().enumerate() {
            for (folder, number) in places {
                match runs.last_mut() {
                    Some(last)
                        if (last.kind, last.folder, last.first + last.count)
                            == (kind, *folder, *number) =>
                    {
                        last.count += 1;
                    }
                    _ => runs.push(Run { kind, count: 1, folder: *folder, first: *number }),
                }
            }
            // As nothing says it.
            runs.pop_if(|last| last.kind == kind && last.folder == 0);
        }
        Self { folders, runs }
    }

    /// The folders of earlier indexes.
    pub(in crate::search) fn folders(&self) -> &[(String, u32)] {
        &self.folders
    }

    /// Where a part lies.
    pub(in crate::search) fn place(&self, kind: usize, number: u32) -> Place {
        let mut start = 0;
        for run in self.runs.iter().filter(|run| run.kind == kind) {
            let beyond = number.wrapping_sub(start);
            if beyond < run.count {
                return (run.folder, run.first.wrapping_add(beyond));
            }
            start = start.wrapping_add(run.count);
        }
        (0, number)
    }

    /// The name of a file, with its folder where that is another one.
    pub(in crate::search) fn name(&self, file: File) -> String {
        let (kind, number) = file.kind();
        let (folder, number) = self.place(kind, number);
        let name = name_of(kind, number);
        match self.earlier(folder) {
            Some((folder, _)) => [folder.as_str(), "/", &name].concat(),
            None => name,
        }
    }

    /// The number of the build that a file is sealed with; `own` is that of this index.
    pub(in crate::search) fn build(&self, file: File, own: u32) -> u32 {
        let (kind, number) = file.kind();
        self.earlier(self.place(kind, number).0).map_or(own, |(_, build)| *build)
    }

    fn earlier(&self, folder: u32) -> Option<&(String, u32)> {
        self.folders.get((folder as usize).checked_sub(1)?)
    }

    /// Of numbers is said by how much more they have moved than those before: hardly ever.
    pub(in crate::search) fn write(&self, out: &mut Vec<u8>) {
        put_number(self.folders.len() as u32, out);
        for (folder, build) in &self.folders {
            put_text(folder, out);
            out.extend_from_slice(&build.to_le_bytes());
        }
        for kind in (0..File::KINDS).filter(|_| !self.folders.is_empty()) {
            let runs = self.runs.iter().filter(|run| run.kind == kind);
            put_number(runs.clone().count() as u32, out);
            let (mut start, mut shift) = (0_u32, 0_u32);
            for run in runs {
                let more = match run.folder {
                    0 => 0,
                    _ => run.first.wrapping_sub(start).wrapping_sub(shift),
                };
                [run.count, run.folder, more].into_iter().for_each(|n| put_number(n, out));
                shift = shift.wrapping_add(more);
                start += run.count;
            }
        }
    }

    pub(in crate::search) fn read(reader: &mut Reader) -> Option<Self> {
        let mut parts = Self::default();
        for _ in 0..reader.count()? {
            // It becomes part of an address: of nothing but letters and digits, so that it leads nowhere else.
            let folder = reader.text()?;
            if !folder.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            let build = reader.take(4)?.first_chunk::<4>()?;
            parts.folders.push((folder.to_owned(), u32::from_le_bytes(*build)));
        }
        for kind in (0..File::KINDS).filter(|_| !parts.folders.is_empty()) {
            let (mut start, mut shift) = (0_u32, 0_u32);
            for _ in 0..reader.count()? {
                let (count, folder, more) = (reader.number()?, reader.number()?, reader.number()?);
                shift = shift.wrapping_add(more);
                let first = if folder == 0 { start } else { start.wrapping_add(shift) };
                parts.runs.push(Run { kind, count, folder, first });
                start = start.wrapping_add(count);
            }
        }
        Some(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Parts, Place, Reader, name_of};
    use proptest::prelude::*;

    /// Where the parts of a kind lie: all in different places, as they do.
    fn places() -> impl Strategy<Value = Vec<Place>> {
        prop::collection::vec((0_u32..4, 0_u32..6), 0..60).prop_map(|places| {
            let mut used = std::collections::BTreeSet::new();
            let place = |(number, (folder, shift)): (u32, Place)| match folder {
                0 => (0, number),
                _ => (folder, (number + shift..).find(|n| used.insert((folder, *n))).unwrap_or(0)),
            };
            (0..).zip(places).map(place).collect()
        })
    }

    proptest! {
        #[test]
        fn places_survive(kinds in prop::array::uniform10(places())) {
            let folders = ["abc", "de", "f2"].map(|name| (name.to_owned(), 7)).to_vec();
            let parts = Parts::new(folders, &kinds);
            let mut bytes = Vec::new();
            parts.write(&mut bytes);
            prop_assert_eq!(Parts::read(&mut Reader::new(&bytes)), Some(parts.clone()));
            for (kind, places) in kinds.iter().enumerate() {
                for (number, place) in (0..).zip(places) {
                    // Of some kinds there is one file, or one for each facet.
                    let file = File::new(kind, number).filter(|file| file.kind() == (kind, number));
                    let Some(file) = file else { continue };
                    prop_assert_eq!(parts.place(kind, number), *place);
                    let there = name_of(kind, place.1);
                    let folder = ["", "abc/", "de/", "f2/"][place.0 as usize];
                    prop_assert_eq!(parts.name(file), [folder, &there].concat());
                }
            }
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            if let Some(parts) = Parts::read(&mut Reader::new(&bytes)) {
                for number in [0, 1, 70, u32::MAX] {
                    let _ = (parts.name(File::Terms(number)), parts.build(File::Terms(number), 0));
                }
            }
        }
    }

    #[test]
    fn folders_lead_nowhere_else() {
        for (name, expected) in [("abc234", true), ("..", false), ("a/b", false)] {
            let mut bytes = Vec::new();
            Parts::new(vec![(name.to_owned(), 0)], &Default::default()).write(&mut bytes);
            assert_eq!(Parts::read(&mut Reader::new(&bytes)).is_some(), expected, "{name}");
        }
    }
}
