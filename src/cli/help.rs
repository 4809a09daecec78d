//! One language of the two that [`super::args`] holds, and help in the same
//! form for every command.

use clap::{Arg, Command, CommandFactory};
use sao::text::Lang;

/// Between the two languages of a text.
const BETWEEN: &str = " ¦ ";

/// The command line in one language.
pub fn command(lang: Lang) -> Command {
    let root = localise(super::args::Args::command(), lang, "sao");
    let names: Vec<String> = root
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    names.into_iter().fold(root, |root, name| {
        let path = format!("sao {name}");
        root.mut_subcommand(name, |c| localise(c, lang, &path))
    })
}

/// The part of a text that belongs to the language.
fn part(text: &str, lang: Lang) -> String {
    match text.split_once(BETWEEN) {
        Some((en, vi)) => lang.pick(en, vi).to_owned(),
        None => text.to_owned(),
    }
}

fn localise(mut c: Command, lang: Lang, path: &str) -> Command {
    let about = c.get_about().map(ToString::to_string);
    if let Some(text) = about {
        c = c.about(part(&text, lang));
    }
    let after = c.get_after_help().map(ToString::to_string);
    if let Some(text) = after {
        c = c.after_help(part(&text, lang));
    }
    c = c.mut_args(|a| argument(a, lang));
    let usage = c.clone().bin_name(path).render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", lang.pick("[OPTIONS]", "[TÙY CHỌN]"))
        .replace("[COMMAND]", lang.pick("[COMMAND]", "[LỆNH]"));
    let heading = lang.pick("Usage:", "Cách dùng:");
    c.override_usage(usage)
        .subcommand_help_heading(lang.pick("Commands", "Lệnh"))
        .subcommand_value_name(lang.pick("COMMAND", "LỆNH"))
        .help_template(format!(
            "{{about}}\n\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}\n"
        ))
}

fn argument(a: Arg, lang: Lang) -> Arg {
    let help = a.get_help().map(ToString::to_string).unwrap_or_default();
    let names: Option<Vec<String>> = a
        .get_value_names()
        .map(|all| all.iter().map(|n| part(n, lang)).collect());
    let heading = match (a.is_positional(), a.is_global_set()) {
        (true, _) => lang.pick("Arguments", "Đối số"),
        (false, false) => lang.pick("Options", "Tùy chọn"),
        (false, true) => lang.pick("Everywhere", "Dùng ở mọi lệnh"),
    };
    let mut a = a.help(part(&help, lang)).help_heading(heading.to_owned());
    if a.get_action().takes_values() {
        a = a.hide_possible_values(true).hide_default_value(true);
    }
    if let Some(names) = names {
        a = a.value_names(names);
    }
    a
}

/// What `sao` alone prints: where to begin.
pub fn first_page(lang: Lang) -> &'static str {
    lang.pick(
        "\
Sao scores dossiers by written rules and explains every point.

Begin:
  sao new my_scheme           a small scheme to play with
  sao check                   are the rulesets sound?
  sao score dossier.yaml      what is a dossier worth?
  sao why dossier.yaml        and why?

More:
  sao versions                which rulesets are here, and when each is in force
  sao show NAME               a ruleset and its scorecards
  sao --help                  all commands
  sao --lang vi               bằng tiếng Việt
",
        "\
Sao chấm điểm hồ sơ theo bộ tiêu chí viết sẵn và giải thích từng điểm.

Bắt đầu:
  sao new bo_cua_toi          tạo một bộ tiêu chí nhỏ để thử
  sao check                   bộ tiêu chí có ổn không?
  sao score ho-so.yaml        hồ sơ được bao nhiêu điểm?
  sao why ho-so.yaml          và vì sao?

Thêm nữa:
  sao versions                ở đây có bộ tiêu chí nào, hiệu lực khi nào
  sao show TÊN                xem một bộ tiêu chí và các phiếu điểm
  sao --help                  mọi lệnh
  sao --lang en               in English
",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(c: &Command) -> Vec<String> {
        let mut all: Vec<String> = c.get_about().map(ToString::to_string).into_iter().collect();
        all.extend(c.get_after_help().map(ToString::to_string));
        all.extend(
            c.get_arguments()
                .filter_map(|a| a.get_help())
                .map(ToString::to_string),
        );
        all.extend(c.get_subcommands().flat_map(texts));
        all
    }

    #[test]
    fn every_command_and_option_speaks_both_languages() {
        let raw = super::super::args::Args::command();
        for text in texts(&raw) {
            assert_eq!(text.matches(BETWEEN.trim()).count(), 1, "{text}");
        }
        for c in raw.get_subcommands() {
            assert!(c.get_about().is_some(), "{}", c.get_name());
        }
        for lang in Lang::ALL {
            for text in texts(&command(lang)) {
                assert!(!text.contains(BETWEEN.trim()), "{text}");
            }
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }
}
