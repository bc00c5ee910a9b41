//! Names made from what they name: SHA-256, cut short where it is a name.

use sha2::{Digest, Sha256};

/// The first 40 bits of SHA-256, in base 32 without capitals: short, and safe as a name on
/// systems that do not tell `a` from `A`.
pub(crate) fn hash(parts: impl IntoIterator<Item: AsRef<[u8]>>) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = digest(parts);
    let bits = hash.iter().take(5).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    (0..8).map(|i| char::from(DIGITS[(bits >> (35 - 5 * i) & 31) as usize])).collect()
}

/// SHA-256 of several parts, of which none can run over into another.
pub(crate) fn digest(parts: impl IntoIterator<Item: AsRef<[u8]>>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        let part = part.as_ref();
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The first 128 bits of it: enough that nobody finds another with the same.
pub(crate) fn hash_hex(parts: &[&[u8]]) -> String {
    digest(parts).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
