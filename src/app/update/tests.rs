//! Messages in, effects out.
