//! Hidden visibility: a shared library that takes the object in does not export its functions, and collects those that nobody
//! calls.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use object::elf::{FileHeader32, FileHeader64, SHN_UNDEF, STB_LOCAL};
use object::read::elf::{FileHeader, Sym as _};
use object::{Endianness, FileKind};

/// The two bits of `st_other` that say who sees a symbol, and what stands there for one that only its own module sees.
const VISIBILITY: u8 = 3;
const HIDDEN: u8 = 2;

/// Hides every global symbol that the object defines. The binary utilities of most distributions cannot.
pub(super) fn hide(object: &Path) -> Result<()> {
    let mut bytes = fs::read(object).with_context(|| format!("cannot read {}", object.display()))?;
    let places = match FileKind::parse(&*bytes)? {
        FileKind::Elf32 => others::<FileHeader32<Endianness>>(&bytes, 13)?,
        _ => others::<FileHeader64<Endianness>>(&bytes, 5)?,
    };
    ensure!(!places.is_empty(), "{} defines nothing", object.display());
    for place in places {
        let other = bytes.get_mut(place).context("a symbol lies in the file")?;
        *other = *other & !VISIBILITY | HIDDEN;
    }
    fs::write(object, bytes)?;
    Ok(())
}

/// The places of `st_other` of the defined global symbols; it lies at `offset` in each.
fn others<H: FileHeader<Endian = Endianness>>(bytes: &[u8], offset: usize) -> Result<Vec<usize>> {
    let header = H::parse(bytes)?;
    let endian = header.endian()?;
    let symbols = header.sections(endian, bytes)?.symbols(endian, bytes, object::elf::SHT_SYMTAB)?;
    let first = symbols.symbols().as_ptr() as usize - bytes.as_ptr() as usize;
    let defined =
        symbols.enumerate().filter(|(_, symbol)| symbol.st_bind() != STB_LOCAL && symbol.st_shndx(endian) != SHN_UNDEF);
    Ok(defined.map(|(index, _)| first + index.0 * size_of::<H::Sym>() + offset).collect())
}
