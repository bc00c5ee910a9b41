//! A folder made to be what another was: whose it is, who may read it and write to it, and what
//! else the system keeps of it.

use std::{fs, io, path::Path};

/// Gives the folder `new` what `old` has: owner, attributes, mode.
///
/// # Errors
///
/// If the system does not let it: then `new` cannot take the place of `old`.
#[cfg(unix)]
pub(super) fn like(old: &Path, new: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let (was, is) = (fs::metadata(old)?, fs::metadata(new)?);
    if (was.uid(), was.gid()) != (is.uid(), is.gid()) {
        chown(new, Some(was.uid()), Some(was.gid()))?;
    }
    attributes(old, new)?;
    // Looked at again, as another owner may have taken some of it away.
    match fs::metadata(new)?.permissions() == was.permissions() {
        true => Ok(()),
        false => fs::set_permissions(new, was.permissions()),
    }
}

#[cfg(not(unix))]
pub(super) fn like(old: &Path, new: &Path) -> io::Result<()> {
    fs::set_permissions(new, fs::metadata(old)?.permissions())
}

/// Access lists, labels, and what users noted themselves.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn attributes(old: &Path, new: &Path) -> io::Result<()> {
    use rustix::{
        fs::{XattrFlags, getxattr, listxattr, setxattr},
        io::Errno,
    };
    /// As much as the systems allow for all names, and for one value.
    const MOST: usize = 1 << 16;
    let value = |of: &Path, name: &[u8]| {
        let mut value = vec![0; MOST];
        getxattr(of, name, &mut value[..]).map(|size| {
            value.truncate(size);
            value
        })
    };
    // Most folders have none, and of a large site there are a hundred thousand.
    let none: &mut [u8] = &mut [];
    let mut names = match listxattr(old, none) {
        Ok(0) => return Ok(()),
        Ok(_) => vec![0; MOST],
        Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let size = listxattr(old, &mut names[..])?;
    names.truncate(size);
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let was = value(old, name)?;
        if value(new, name).is_ok_and(|is| is == was) {
            continue;
        }
        setxattr(new, name, &was, XattrFlags::empty())?;
    }
    Ok(())
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn attributes(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
