//! Choosing one of hundreds of providers with a keyboard.

use std::io::{self, BufRead, Write};

use crate::printable::printable;
use crate::provider::Provider;

/// So many providers are listed at once.
const LISTED: usize = 12;

/// Asks until one of `providers` is chosen; none at the end of `input`.
///
/// # Errors
/// `input` or `output` fails.
pub(super) fn pick<'p>(
    providers: &'p [Provider],
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<Option<&'p Provider>> {
    let mut found: Vec<_> = providers.iter().collect();
    loop {
        list(&found, output)?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        found = search(providers, &found, line.trim());
        match found.as_slice() {
            [only] => return Ok(Some(only)),
            [] => {
                writeln!(output, "No provider is called that.")?;
                found = providers.iter().collect();
            }
            _ => {}
        }
    }
}

fn list(found: &[&Provider], output: &mut dyn Write) -> io::Result<()> {
    writeln!(output, "\nWho is your TV provider?")?;
    for (index, provider) in found.iter().take(LISTED).enumerate() {
        writeln!(output, "{:4}  {}", index + 1, printable(&provider.name))?;
    }
    if found.len() > LISTED {
        writeln!(output, "      and {} more", found.len() - LISTED)?;
    }
    write!(output, "Number or part of the name: ")?;
    output.flush()
}

/// The provider of that number in the list, of that id or name, or those with all the words in their names.
fn search<'p>(providers: &'p [Provider], listed: &[&'p Provider], text: &str) -> Vec<&'p Provider> {
    let number = text.parse().ok().and_then(|number: usize| number.checked_sub(1));
    if let Some(provider) = number.and_then(|index| listed.iter().take(LISTED).nth(index)) {
        return vec![provider];
    }
    let is_exact = |provider: &&Provider| provider.id == text || provider.name.eq_ignore_ascii_case(text);
    if let Some(provider) = providers.iter().find(is_exact) {
        return vec![provider];
    }
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    let has_all = |provider: &&Provider| words.iter().all(|word| provider.name.to_lowercase().contains(word));
    providers.iter().filter(has_all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn providers() -> Vec<Provider> {
        let many = (0..300).map(|number| (format!("id-{number}"), format!("Cable of Town {number}")));
        let known = [("Dish", "DISH"), ("Comcast_SSO", "Xfinity")].map(|(id, name)| (id.to_owned(), name.to_owned()));
        known.into_iter().chain(many).map(|(id, name)| Provider { id, name }).collect()
    }

    fn chosen(typed: &str) -> (Option<String>, String) {
        let providers = providers();
        let mut output = Vec::new();
        let chosen = pick(&providers, &mut typed.as_bytes(), &mut output).unwrap();
        (chosen.map(|provider| provider.id.clone()), String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_provider_is_chosen_by_number_id_name_or_the_only_match() {
        for (typed, id) in
            [("2\n", "Comcast_SSO"), ("Dish\n", "Dish"), ("xFINITY\n", "Comcast_SSO"), ("town 217\n", "id-217")]
        {
            assert_eq!(chosen(typed).0.as_deref(), Some(id), "{typed}");
        }
    }

    #[test]
    fn numbers_count_in_the_list_that_was_shown_last() {
        assert_eq!(chosen("town 29\n2\n").0.as_deref(), Some("id-129"));
    }

    #[test]
    fn a_long_list_is_cut_and_an_unknown_name_is_asked_for_again() {
        let (id, output) = chosen("nobody\nDish\n");
        assert_eq!(id.as_deref(), Some("Dish"));
        assert!(output.contains("and 290 more") && output.contains("No provider is called that."), "{output}");
    }

    #[test]
    fn the_end_of_input_is_no_choice() {
        assert_eq!(chosen("town\n").0, None);
    }
}
