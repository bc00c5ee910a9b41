//! What is made of the arguments themselves: completions for shells, and the manual.

use super::Cli;
use anyhow::{Result, bail};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::{io::Write, process::ExitCode};

#[derive(Args)]
pub(super) struct Completions {
    /// The shell that is to complete them.
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "kiosque", &mut text);
        std::io::stdout().write_all(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
pub(super) struct Man {
    /// The page of one command, such as publish; without it, that of the program.
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let mut program = Cli::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => match program.find_subcommand(name) {
                Some(command) => command.clone(),
                None => bail!("there is no command {name}; kiosque --help lists them"),
            },
        };
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text)?;
        std::io::stdout().write_all(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}
