//! Whole bytes: numbers, texts, and the seal that ties a file to its index.

/// Appends `number` in groups of seven bits, least first (LEB128).
pub(in crate::search) fn put_number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a length and that many bytes.
pub(in crate::search) fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put_number(u32::try_from(bytes.len()).unwrap_or(u32::MAX), out);
    out.extend_from_slice(bytes);
}

/// Appends a text with its length.
pub(in crate::search) fn put_text(text: &str, out: &mut Vec<u8>) {
    put_bytes(text.as_bytes(), out);
}

/// Reads what the functions above wrote.
#[derive(Clone, Copy, Debug)]
pub(in crate::search) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(in crate::search) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(in crate::search) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(in crate::search) fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that counts things of which each takes at least one byte of what is left.
    pub(in crate::search) fn count(&mut self) -> Option<usize> {
        self.number().map(|n| n as usize).filter(|n| *n <= self.rest.len())
    }

    pub(in crate::search) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    pub(in crate::search) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length as usize)
    }

    pub(in crate::search) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub(in crate::search) fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

/// FNV-1a: enough to notice a file that was cut short, damaged, or belongs to another index.
fn checksum(seed: u32, bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0x811C_9DC5 ^ seed, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Ends a file of the index numbered `build` with its checksum.
pub(in crate::search) fn seal(build: u32, mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(build, &bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

/// What was sealed, if it is whole and belongs to that index.
pub(in crate::search) fn unseal(build: u32, bytes: &[u8]) -> Option<&[u8]> {
    let (content, sum) = bytes.split_last_chunk::<4>()?;
    (u32::from_le_bytes(*sum) == checksum(build, content)).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::{Reader, put_number, seal, unseal};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_survive(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|n| put_number(*n, &mut bytes));
            let mut reader = Reader::new(&bytes);
            for number in numbers {
                prop_assert_eq!(reader.number(), Some(number));
            }
            prop_assert_eq!(reader.number(), None);
        }
    }

    #[test]
    fn a_seal_notices_every_changed_byte() {
        let sealed = seal(7, b"postings".to_vec());
        assert_eq!(unseal(7, &sealed), Some(&b"postings"[..]));
        assert_eq!(unseal(8, &sealed), None);
        for index in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[index] ^= 1;
            assert_eq!(unseal(7, &damaged), None);
            assert_eq!(unseal(7, &sealed[..index]), None);
        }
    }
}
