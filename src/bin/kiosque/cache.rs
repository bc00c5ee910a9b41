//! What an earlier run made of the same things: where that is said, and what is told of it.

use clap::Args;
use kiosque::{
    bundle::{FoundList, Reuse, program},
    publish::{Hold, cache_beside},
};
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Cache {
    /// The file that says of what each page and picture was made, so that the next run makes only those anew of which something
    /// changed. By default .NAME.kiosque-cache beside DIR. One that is of another version or altered counts for nothing.
    #[arg(long, value_name = "FILE", conflicts_with = "no_cache")]
    cache: Option<PathBuf>,
    /// Make everything anew, and write no such file.
    #[arg(long)]
    no_cache: bool,
}

impl Cache {
    /// What was made before; nothing where the system does not tell which program this is.
    pub(super) fn of(&self, hold: &Hold) -> Option<Reuse> {
        let program = program().filter(|_| !self.no_cache)?;
        let list = self.cache.clone().unwrap_or_else(|| cache_beside(hold.dir()));
        let reuse = Reuse::of(hold.dir(), &list, &program);
        if reuse.found() == FoundList::Damaged {
            eprintln!(
                "kiosque: {}: not as it was written, so everything is made anew",
                list.display()
            );
        }
        Some(reuse)
    }
}

/// Says what was not made again, and puts by of what all was made. The site is published, whatever becomes of that.
pub(super) fn settle(reuse: &Reuse) {
    if reuse.reused() > 0 {
        println!("as they were made before, of the same: {} pages and pictures", reuse.reused());
    }
    if let Err((list, error)) = reuse.write() {
        eprintln!("kiosque: {}: {error}; the next run makes everything anew", list.display());
    }
}
