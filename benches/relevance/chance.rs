//! Chance without luck: draws that follow from a text, the same on every run and machine.

/// FNV-1a, 64 bits, with its bits mixed once more, since its lowest alone follow too few of the text's.
pub fn hash(text: &str) -> u64 {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(sum)
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    value ^ (value >> 33)
}

/// A row of draws.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The row that belongs to a text.
    pub fn of(text: &str) -> Self {
        Self(hash(text))
    }

    /// A number below `count`; 0 if that is 0.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let count = count.max(1) as u64;
        (mix(self.0) % count) as usize
    }

    /// One of a list.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let place = self.below(list.len());
        list.get(place)
    }
}

/// Which part of a collection is measured. Weights are chosen on one, and reported on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Identifiers that hash even.
    Tuning,
    /// Those that hash odd.
    Reporting,
    /// All of them.
    Both,
}

impl Half {
    /// Whether what has this identifier is in it.
    pub fn has(self, id: &str) -> bool {
        match self {
            Self::Tuning => hash(id).is_multiple_of(2),
            Self::Reporting => !hash(id).is_multiple_of(2),
            Self::Both => true,
        }
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Tuning => "tuning",
            Self::Reporting => "reporting",
            Self::Both => "both",
        }
    }
}
