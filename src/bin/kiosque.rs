//! The command line: arguments in, library calls, exit status out.

fn main() {}
