//! `sao completions SHELL`: what a shell needs to complete commands.

use super::args::Shell;
use super::session::{Done, Exit, Session};
use clap_complete::shells;

/// Runs the command.
pub fn run(s: &mut Session, shell: Shell) -> Done {
    let mut command = super::help::command(s.lang);
    let mut code = Vec::new();
    let c = &mut command;
    match shell {
        Shell::Bash => clap_complete::generate(shells::Bash, c, "sao", &mut code),
        Shell::Zsh => clap_complete::generate(shells::Zsh, c, "sao", &mut code),
        Shell::Fish => clap_complete::generate(shells::Fish, c, "sao", &mut code),
        Shell::Powershell => clap_complete::generate(shells::PowerShell, c, "sao", &mut code),
        Shell::Elvish => clap_complete::generate(shells::Elvish, c, "sao", &mut code),
    }
    s.say(&String::from_utf8_lossy(&code))?;
    Ok(Exit::Fine)
}
