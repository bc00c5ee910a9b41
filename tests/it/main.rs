mod ingest;

fn main() {}
