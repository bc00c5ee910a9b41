//! The bytes of the index: how numbers, bits and files are written, and read without trust.
//!
//! Every reader returns `None` where the bytes do not make sense; nothing here panics, allocates
//! by an unchecked length or loops on what it read.

mod bits;
mod bytes;
mod postings;

pub(super) use bits::{BitReader, BitWriter, rice_parameter, width};
pub(super) use bytes::{Reader, put_bytes, put_number, put_text, seal, unseal};
pub(super) use postings::{
    LAST_PLACE, Posting, Take, each_posting, each_posting_of_beginning, frequency, split_postings,
    write_postings,
};
