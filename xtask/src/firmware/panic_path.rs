//! The functions of an image that can panic, read from the relocations of an image that was linked all the same.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use object::{File, Object, ObjectSection, ObjectSymbol, RelocationTarget, SymbolKind};
use rustc_demangle::demangle;

const PANIC: &str = "tvpass_panic_path_remains";

/// Callers, by the called function.
type Callers = BTreeMap<String, BTreeSet<String>>;

/// One line for each function outside `core` from which a panic is reached, with the way it takes.
pub(crate) fn find(bytes: &[u8]) -> Result<Vec<String>> {
    let file = File::parse(bytes).context("the image is not an ELF file")?;
    Ok(ways(&callers(&file)?))
}

fn callers(file: &File<'_>) -> Result<Callers> {
    let functions: BTreeMap<u64, (u64, String)> = file
        .symbols()
        .filter(|symbol| symbol.kind() == SymbolKind::Text && symbol.size() > 0)
        .filter_map(|symbol| Some((symbol.address() & !1, (symbol.size(), symbol.name().ok()?.to_owned()))))
        .collect();
    let mut callers = Callers::new();
    for (address, relocation) in file.sections().flat_map(|section| section.relocations().collect::<Vec<_>>()) {
        let RelocationTarget::Symbol(index) = relocation.target() else { continue };
        let caller = functions.range(..=address).next_back();
        let caller = caller.filter(|(start, (size, _))| address < **start + size);
        if let Some((_, (_, caller))) = caller {
            let symbol = file.symbol_by_index(index)?;
            let target = if symbol.kind() == SymbolKind::Section {
                // x86-64 calls a function of the same section by its offset, which counts from the end of the instruction.
                functions
                    .get(&symbol.address().wrapping_add_signed(relocation.addend() + 4))
                    .map(|(_, name)| name.as_str())
            } else {
                Some(symbol.name()?)
            };
            if let Some(target) = target {
                callers.entry(target.to_owned()).or_default().insert(caller.clone());
            }
        }
    }
    Ok(callers)
}

/// Breadth first, so that each way is the shortest one.
fn ways(callers: &Callers) -> Vec<String> {
    let mut ways = Vec::new();
    let mut seen = BTreeSet::from([PANIC]);
    let mut waiting = VecDeque::from([(PANIC, String::new())]);
    while let Some((callee, way)) = waiting.pop_front() {
        for caller in callers.get(callee).into_iter().flatten() {
            if !seen.insert(caller) {
                continue;
            }
            let name = format!("{:#}", demangle(caller));
            let way = if way.is_empty() { name.clone() } else { format!("{name} > {way}") };
            if is_machinery(&name) {
                waiting.push_back((caller, way));
            } else {
                ways.push(way);
            }
        }
    }
    ways
}

/// The functions between the cause and the panic.
fn is_machinery(name: &str) -> bool {
    name.trim_start_matches('<').starts_with("core::") || name.contains("rust_begin_unwind")
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, Callers, PANIC, ways};

    #[test]
    fn the_way_from_the_cause_to_the_panic_is_shown_and_what_does_not_panic_is_not() {
        let callers = Callers::from([
            (PANIC.to_owned(), BTreeSet::from(["rust_begin_unwind".to_owned()])),
            ("rust_begin_unwind".to_owned(), BTreeSet::from(["core::panicking::panic_fmt".to_owned()])),
            ("core::panicking::panic_fmt".to_owned(), BTreeSet::from(["tvpass::push".to_owned()])),
            ("tvpass::push".to_owned(), BTreeSet::from(["image_call".to_owned()])),
            ("tvpass::calm".to_owned(), BTreeSet::from(["image_call".to_owned()])),
        ]);
        assert_eq!(ways(&callers), ["tvpass::push > core::panicking::panic_fmt > rust_begin_unwind"]);
    }
}
