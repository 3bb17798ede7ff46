//! One file with the libraries of several processors, as `lipo` makes it of them.

/// A library and the processor that it is for, in Mach-O's numbers of type and subtype.
pub(super) struct Part {
    pub(super) processor: (u32, u32),
    pub(super) library: Vec<u8>,
}

const MAGIC: u32 = 0xcafe_babe;
const PART_HEADER: usize = 20;
/// Each library begins at a multiple of eight bytes.
const ALIGNMENT_BITS: u32 = 3;

/// Nothing if the libraries are too large for a file of this kind.
pub(super) fn join(parts: &[Part]) -> Option<Vec<u8>> {
    let mut start = 8 + PART_HEADER * parts.len();
    let mut header = [MAGIC, u32::try_from(parts.len()).ok()?].map(u32::to_be_bytes).concat();
    let mut libraries = Vec::new();
    for Part { processor, library } in parts {
        let padding = start.next_multiple_of(1 << ALIGNMENT_BITS) - start;
        start += padding;
        let (offset, size) = (u32::try_from(start).ok()?, u32::try_from(library.len()).ok()?);
        header.extend([processor.0, processor.1, offset, size, ALIGNMENT_BITS].map(u32::to_be_bytes).concat());
        libraries.resize(libraries.len() + padding, 0);
        libraries.extend(library);
        start += library.len();
    }
    header.extend(libraries);
    Some(header)
}

#[cfg(test)]
mod tests {
    use object::read::macho::{FatArch, MachOFatFile32};

    use super::{Part, join};

    #[test]
    fn each_library_is_found_whole_under_its_processor() {
        let arm = Part { processor: (0x0100_000c, 0), library: b"!<arch>\narm".to_vec() };
        let intel = Part { processor: (0x0100_0007, 3), library: b"!<arch>\nintel".to_vec() };
        let joined = join(&[arm, intel]).unwrap();
        let file = MachOFatFile32::parse(&*joined).unwrap();
        let parts: Vec<_> = file.arches().iter().map(|part| (part.cputype().0, part.data(&*joined).unwrap())).collect();
        assert_eq!(parts, [(0x0100_000c, &b"!<arch>\narm"[..]), (0x0100_0007, b"!<arch>\nintel")]);
    }
}
