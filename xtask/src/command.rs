//! The command line. A new command is a file under `command`, its `mod` line and one line in `commands!`.

mod bench;
mod bindings;
mod compare_web;
mod coverage;
mod faults;
pub(crate) mod fuzz;
mod gates;
mod load;
mod mutants;
mod overhead;
pub(crate) mod package;
mod plant;
mod public_api;
mod reference;
pub(crate) mod release;
mod rules;
pub(crate) mod size;
mod test;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

/// The project's own commands
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", subcommand_required = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

/// Each variant takes its help text from the documentation of its options.
macro_rules! commands {
    ($($variant:ident($module:ident)),+ $(,)?) => {
        #[derive(Subcommand)]
        enum Command {
            $($variant($module::Options)),+
        }

        impl Command {
            fn run(&self) -> Result<()> {
                match self {
                    $(Self::$variant(options) => options.run()),+
                }
            }
        }
    };
}

commands! {
    Test(test),
    Bindings(bindings),
    Package(package),
    Release(release),
    Overhead(overhead),
    Fuzz(fuzz),
    Faults(faults),
    Load(load),
    Gates(gates),
    Size(size),
    Reference(reference),
    PublicApi(public_api),
    CompareWeb(compare_web),
    Rules(rules),
    Bench(bench),
    Mutants(mutants),
    Plant(plant),
    Coverage(coverage),
}

pub(crate) fn run() -> Result<()> {
    CommandLine::parse().command.run()
}

/// The definition by which the suite `documents` judges the commands that documents name.
pub(crate) fn definition() -> clap::Command {
    CommandLine::command()
}

#[cfg(test)]
mod tests {
    use super::definition;

    #[test]
    fn the_definition_is_consistent_and_every_command_says_what_it_does() {
        let definition = definition();
        definition.clone().debug_assert();
        for command in definition.get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
        }
    }
}
