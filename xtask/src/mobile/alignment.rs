//! The alignment of a library for Android: devices whose pages have 16 KB load no other.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use object::{File, Object, ObjectSegment};

const PAGE: u64 = 16 * 1024;

/// The option for the linker of an NDK; one from before r28 would align to 4 KB.
pub(crate) fn option() -> String {
    format!("-Clink-arg=-Wl,-z,max-page-size={PAGE}")
}

/// Every segment that is loaded begins where a page of 16 KB does.
pub(crate) fn check(library: &Path) -> Result<()> {
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    judge(&bytes).with_context(|| library.display().to_string())
}

fn judge(library: &[u8]) -> Result<()> {
    let library = File::parse(library).context("the library is in no format that is known")?;
    let mut segments = library.segments().peekable();
    ensure!(segments.peek().is_some(), "the library has no segment to load");
    for segment in segments {
        let (align, address) = (segment.align(), segment.address());
        ensure!(align >= PAGE, "the segment at {address:#x} is aligned to {align} bytes, not to {PAGE}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::judge;

    /// A library of one segment: the header of ELF with 64 bits, little-endian, and one of a program.
    fn library(align: u64) -> Vec<u8> {
        let mut bytes = b"\x7fELF\x02\x01\x01".to_vec();
        bytes.resize(16, 0);
        // A shared object for AArch64.
        bytes.extend([3, 0, 183, 0, 1, 0, 0, 0]);
        bytes.extend([0, 64, 0].map(u64::to_le_bytes).concat());
        bytes.extend([0; 4]);
        bytes.extend([64, 56, 1, 64, 0, 0].map(u16::to_le_bytes).concat());
        bytes.extend([1, 5].map(u32::to_le_bytes).concat());
        bytes.extend([0, 0, 0, 0, 0, align].map(u64::to_le_bytes).concat());
        bytes
    }

    #[test]
    fn a_library_for_pages_of_4_kilobytes_is_refused() {
        assert!(judge(&library(16 * 1024)).is_ok());
        assert!(judge(&library(64 * 1024)).is_ok());
        let error = judge(&library(4096)).unwrap_err();
        assert_eq!(error.to_string(), "the segment at 0x0 is aligned to 4096 bytes, not to 16384");
        assert!(judge(b"no library").is_err());
    }
}
