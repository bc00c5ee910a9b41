//! What only a file says of itself, its pixels and its bytes, and smaller pictures of it: made while publishing (`thumbnails.rs`),
//! so that a list with pictures costs a reader some kilobytes each, and not the megabytes of a press photograph. What a reader
//! opens in a browser comes without files, and is not looked at.

#[cfg(feature = "native")]
use super::{
    content::{Content, Contents},
    hash::hash,
    paths::{FILES, PICTURES, webp_of},
    thumbnails::{Made, Seen, look},
};
use super::{
    exhibits::Exhibit,
    kits::Whence,
    writer::{BundleError, Written},
};
#[cfg(feature = "native")]
use crate::ingest::{Kind, Place};
use crate::{
    ingest::Problem,
    model::{Block, Image, Media, Path, Release, Source, inlines_text},
};
#[cfg(feature = "native")]
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// What was learned of the files of a set.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    known: BTreeMap<Path, Known>,
}

#[derive(Debug, Default)]
struct Known {
    bytes: u64,
    /// Of a drawing what it says itself, which holds where nothing else is said.
    pixels: Option<(u32, u32)>,
    is_drawn: bool,
    /// Its name says that it is a picture, and it is none.
    is_none: bool,
    small: Option<Source>,
    large: Option<Source>,
}

/// What publishers should know of a file.
#[cfg(feature = "native")]
type Told = Vec<(Kind, &'static str)>;

impl Known {
    /// Of a file that was looked at; `put` puts what was made of it into the set.
    #[cfg(feature = "native")]
    fn of(
        file: &str,
        bytes: usize,
        seen: Seen,
        mut put: impl FnMut(String, Vec<u8>) -> Result<(), BundleError>,
    ) -> Result<Self, BundleError> {
        let Seen { pixels, small, is_small, large, is_none, told: _ } = seen;
        let mut place = |made: Option<Made>| {
            let Some(Made { name, bytes, webp }) = made else { return Ok(None) };
            let to = match webp {
                Some(webp) => {
                    let to = format!("{PICTURES}{}/{name}", hash(&[&bytes, &webp]));
                    let Some(beside) = webp_of(&to) else { return Ok(None) };
                    put(beside, webp)?;
                    to
                }
                None => format!("{FILES}{}/{name}", hash(&[&bytes])),
            };
            put(to.clone(), bytes)?;
            Ok(Path::new(&to).map(Source::Local))
        };
        let small = match is_small {
            true => Path::new(file).map(Source::Local),
            false => place(small)?,
        };
        let large = place(large)?;
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let is_drawn = file.ends_with(".svg");
        Ok(Self { bytes, pixels, is_drawn, is_none, small, large })
    }

    fn measure(&self, image: &mut Image) {
        let is_said = image.width.is_some() && image.height.is_some();
        if let Some((width, height)) = self.pixels.filter(|_| !(self.is_drawn && is_said)) {
            (image.width, image.height) = (Some(width), Some(height));
        }
    }
}

impl Pictures {
    /// Looks at the files of a set, and adds smaller pictures to them. What publishers should know of those is told, each under
    /// the name that it has with them.
    ///
    /// # Errors
    ///
    /// If there is no room for them, or the files cannot be read.
    #[cfg(feature = "native")]
    pub(super) fn of(
        written: &mut Written,
        names: &BTreeMap<Path, BTreeSet<Whence>>,
    ) -> Result<(Self, Vec<Problem>), BundleError> {
        let own: Vec<(&String, &Content)> =
            written.files.iter().filter(|(path, _)| path.starts_with(FILES)).collect();
        let seen: Result<Vec<(String, Known, Told, Contents)>, BundleError> = own
            .into_par_iter()
            .map(|(path, content)| {
                let mut made = Contents::new();
                let mut seen = look(path, &content.read()?);
                let told = std::mem::take(&mut seen.told);
                let known = Known::of(path, content.len(), seen, |path, bytes| {
                    made.insert(path, written.spool.keep(bytes)?);
                    Ok(())
                })?;
                Ok((path.clone(), known, told, made))
            })
            .collect();
        let (mut known, mut problems) = (BTreeMap::new(), Vec::new());
        for (file, one, told, made) in seen? {
            written.files.extend(made);
            let Some(path) = Path::new(&file) else { continue };
            for whence in names.get(&path).into_iter().flatten() {
                problems.extend(told.iter().map(|(kind, why)| match whence {
                    Whence::File(source) => Problem::new(source, Place::Whole, *kind, *why),
                    Whence::Inside(source) => {
                        let message = format!("of a picture in it: {why}");
                        Problem::new(source, Place::Whole, *kind, message)
                    }
                }));
            }
            known.insert(path, one);
        }
        Ok((Self { known }, problems))
    }

    /// In a browser: of nothing, since no files come with what is opened there.
    #[cfg(not(feature = "native"))]
    pub(super) fn of(
        _: &mut Written,
        _: &BTreeMap<Path, BTreeSet<Whence>>,
    ) -> Result<(Self, Vec<Problem>), BundleError> {
        Ok((Self::default(), Vec::new()))
    }

    fn know(&self, source: &Source) -> Option<&Known> {
        match source {
            Source::Local(path) => self.known.get(path),
            Source::Remote(_) => None,
        }
    }

    /// How large a file of the newsroom's own is.
    pub(super) fn bytes(&self, source: &Source) -> u64 {
        self.know(source).map_or(0, |known| known.bytes)
    }

    /// Gives the pictures and files of a release the sizes that they have, whatever it says.
    pub(super) fn measure(&self, release: &mut Release) {
        let own = release.media.iter_mut().map(|media| &mut media.image).chain(&mut release.image);
        for image in own {
            if let Some(known) = self.know(&image.source) {
                known.measure(image);
            }
        }
        for file in &mut release.attachments {
            if let Some(known) = self.know(&file.source) {
                file.size = Some(known.bytes);
            }
        }
    }

    /// The picture that stands for a release in a list: the one it names, else its first.
    pub(super) fn picture(&self, release: &Release) -> Option<Source> {
        let of = |image: &Image| self.know(&image.source)?.small.clone();
        let first = || shown(release).iter().find_map(|media| of(&media.image));
        release.image.as_ref().and_then(of).or_else(first)
    }

    /// What a release has to show.
    pub(super) fn exhibits(&self, release: &Release) -> Vec<Exhibit> {
        shown(release).into_iter().map(|media| self.exhibit(media)).collect()
    }

    /// The documents of a release, as they stand beside its pictures.
    pub(super) fn documents(&self, release: &Release) -> Vec<Exhibit> {
        let documents = release.attachments.iter().map(|file| {
            let image = Image { source: file.source.clone(), alt: None, width: None, height: None };
            let mut exhibit = self.exhibit(Media {
                caption: file.title.clone(),
                mime_type: file.mime_type.clone(),
                ..Media::new(image)
            });
            exhibit.bytes = exhibit.bytes.or(file.size);
            exhibit
        });
        documents.collect()
    }

    fn exhibit(&self, mut media: Media) -> Exhibit {
        let Some(known) = self.know(&media.image.source) else {
            return Exhibit { kind: media.kind(), media, bytes: None, small: None, large: None };
        };
        known.measure(&mut media.image);
        if known.is_none {
            // It is offered, and not shown.
            media.mime_type = Some("application/octet-stream".to_owned());
        }
        let (small, large) = (known.small.clone(), known.large.clone());
        Exhibit { kind: media.kind(), media, bytes: Some(known.bytes), small, large }
    }
}

/// What a release has to show, each file once: its media, the picture that stands for it, and the newsroom's own pictures in
/// its text, but for those that only decorate.
fn shown(release: &Release) -> Vec<Media> {
    let mut all: Vec<Media> = Vec::new();
    let mut sources = BTreeSet::new();
    let mut add = |media: Media| {
        let address = match &media.image.source {
            Source::Local(path) => path.as_str().to_owned(),
            Source::Remote(link) => link.as_str().to_owned(),
        };
        if sources.insert(address) {
            all.push(media);
        }
    };
    release.media.iter().cloned().for_each(&mut add);
    release.image.iter().cloned().map(Media::new).for_each(&mut add);
    figures(&release.body.blocks(), &mut add);
    all
}

fn figures(blocks: &[Block], add: &mut impl FnMut(Media)) {
    for block in blocks {
        match block {
            Block::Figure(figure) => {
                let caption = inlines_text(&figure.caption);
                let caption = Some(caption.trim().to_owned()).filter(|caption| !caption.is_empty());
                for image in &figure.images {
                    let decorates = image.alt.as_deref().is_some_and(|alt| alt.trim().is_empty());
                    if matches!(image.source, Source::Local(_)) && !decorates {
                        add(Media { caption: caption.clone(), ..Media::new(image.clone()) });
                    }
                }
            }
            Block::Passage { content, .. } | Block::Quotation { content, .. } => {
                figures(content, add);
            }
            _ => {}
        }
    }
}
