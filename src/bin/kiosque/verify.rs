//! The command that holds a published folder against its list.

use anyhow::Result;
use clap::Args;
use kiosque::publish::{self, PublishError};
use std::{io::Write, path::PathBuf, process::ExitCode};

#[derive(Args)]
pub(super) struct Verify {
    /// The published folder.
    dir: PathBuf,
    /// The publisher's public key: a file of minisign's, or the key itself.
    #[arg(long, value_name = "PUBKEY")]
    key: Option<String>,
    /// JSON instead of lines of text.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(super) fn run(&self) -> Result<ExitCode> {
        // First whether the list is the publisher's: else its lines say nothing.
        let signature = match &self.key {
            Some(key) => publish::verify_signature(&self.dir, key).map(|()| true),
            None => Ok(false),
        };
        let signed = match signature {
            Ok(signed) => signed,
            Err(error @ (PublishError::Signature { .. } | PublishError::NotSigned { .. })) => {
                eprintln!("kiosque: {:#}", anyhow::Error::from(error));
                return Ok(ExitCode::FAILURE);
            }
            Err(error) => return Err(error.into()),
        };
        let verdict = publish::verify(&self.dir)?;
        let mut out = std::io::stdout().lock();
        if self.json {
            serde_json::to_writer_pretty(&mut out, &verdict)?;
            writeln!(out)?;
        } else {
            let lists = [
                ("missing", &verdict.missing),
                ("changed", &verdict.changed),
                ("extra", &verdict.extra),
            ];
            for (what, paths) in lists {
                for path in paths {
                    writeln!(out, "{what}: {path}")?;
                }
            }
            writeln!(
                out,
                "{}: {} files as published, {} missing, {} changed, {} extra{}",
                self.dir.display(),
                verdict.good,
                verdict.missing.len(),
                verdict.changed.len(),
                verdict.extra.len(),
                match (signed, publish::is_signed(&self.dir)) {
                    (true, _) => "; signed with that key",
                    (false, true) => "; signed, --key says whether by the publisher",
                    (false, false) =>
                        "; not signed: whoever changed files could have changed the list",
                },
            )?;
        }
        Ok(if verdict.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
