//! Single bits, first bit highest: fixed widths, Elias gamma and Rice codes.
//!
//! A Rice code spends about as many bits on a gap as there is information in it when gaps are
//! geometric, which gaps between documents are (Witten, Moffat, Bell, *Managing Gigabytes*, 3.3).

/// Writes bits.
#[derive(Default)]
pub(in crate::search) struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    count: u32,
}

impl BitWriter {
    /// Appends the low `bits` bits of `value`, at most 32.
    pub(in crate::search) fn put(&mut self, value: u32, bits: u32) {
        let mask = if bits >= 32 { u32::MAX } else { (1 << bits) - 1 };
        self.pending = (self.pending << bits) | u64::from(value & mask);
        self.count += bits;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.pending >> self.count) as u8);
        }
    }

    /// Appends `count` zeros and a one.
    fn unary(&mut self, mut count: u32) {
        while count >= 16 {
            self.put(0, 16);
            count -= 16;
        }
        self.put(1, count + 1);
    }

    /// Appends a number from 1 by Elias gamma.
    pub(in crate::search) fn gamma(&mut self, value: u32) {
        let value = value.max(1);
        let width = value.ilog2();
        self.unary(width);
        self.put(value, width);
    }

    /// Appends a number from 0 by a Rice code of `parameter` low bits.
    pub(in crate::search) fn rice(&mut self, value: u32, parameter: u32) {
        self.unary(value.checked_shr(parameter).unwrap_or(0));
        self.put(value, parameter);
    }

    /// The bytes, the last one filled with zeros.
    pub(in crate::search) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
        self.bytes
    }
}

/// Reads what [`BitWriter`] wrote.
pub(in crate::search) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next bits, highest first; below the first `count` all are zero.
    ahead: u64,
    count: u32,
}

impl<'a> BitReader<'a> {
    pub(in crate::search) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, ahead: 0, count: 0 }
    }

    fn refill(&mut self) {
        while self.count <= 56 {
            let Some((first, rest)) = self.bytes.split_first() else { return };
            self.ahead |= u64::from(*first) << (56 - self.count);
            self.count += 8;
            self.bytes = rest;
        }
    }

    /// The next `bits` bits, at most 32.
    pub(in crate::search) fn get(&mut self, bits: u32) -> Option<u32> {
        if self.count < bits {
            self.refill();
        }
        if bits == 0 {
            return Some(0);
        }
        if self.count < bits {
            return None;
        }
        let value = self.ahead >> (64 - bits);
        self.ahead <<= bits;
        self.count -= bits;
        Some(value as u32)
    }

    fn unary(&mut self) -> Option<u32> {
        let mut zeros = 0;
        loop {
            if self.ahead != 0 {
                let run = self.ahead.leading_zeros();
                // The one is among the bits that were read, since all below them are zero.
                self.ahead = self.ahead.checked_shl(run + 1).unwrap_or(0);
                self.count -= run + 1;
                return Some(zeros + run);
            }
            zeros += self.count;
            self.count = 0;
            self.refill();
            if self.count == 0 {
                return None;
            }
        }
    }

    pub(in crate::search) fn gamma(&mut self) -> Option<u32> {
        let width = self.unary().filter(|width| *width < 32)?;
        Some((1 << width) | self.get(width)?)
    }

    pub(in crate::search) fn rice(&mut self, parameter: u32) -> Option<u32> {
        let high = self.unary()?.checked_mul(1 << parameter)?;
        high.checked_add(self.get(parameter)?)
    }
}

/// The bits that numbers below `limit` need.
pub(in crate::search) fn width(limit: u32) -> u32 {
    limit.saturating_sub(1).checked_ilog2().map_or(0, |log| log + 1)
}

/// The Rice parameter for `count` numbers from 0 that add up to about `total`: the one whose low
/// bits hold the mean gap times ln 2.
pub(in crate::search) fn rice_parameter(total: u32, count: u32) -> u32 {
    let mean = u64::from(total) * 71 / (u64::from(count.max(1)) * 100);
    mean.checked_ilog2().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{BitReader, BitWriter, rice_parameter, width};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn codes_survive(numbers in prop::collection::vec((0_u32..100_000, 8_u32..20), 0..50)) {
            let mut writer = BitWriter::default();
            for (n, k) in &numbers {
                writer.gamma(n + 1);
                writer.rice(*n, *k);
                writer.put(*n, 17);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for (n, k) in &numbers {
                prop_assert_eq!(reader.gamma(), Some(n + 1));
                prop_assert_eq!(reader.rice(*k), Some(*n));
                prop_assert_eq!(reader.get(17), Some(*n));
            }
        }

        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..50), k in 0_u32..20) {
            let mut reader = BitReader::new(&bytes);
            while reader.gamma().is_some() {}
            let mut reader = BitReader::new(&bytes);
            while reader.rice(k).is_some() {}
        }
    }

    #[test]
    fn widths_and_parameters() {
        assert_eq!([0, 1, 2, 3, 4, 5, 1000].map(width), [0, 0, 1, 2, 2, 3, 10]);
        assert_eq!(rice_parameter(1000, 10), 6);
        assert_eq!(rice_parameter(10, 10), 0);
    }
}
