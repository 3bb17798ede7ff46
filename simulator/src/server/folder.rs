//! A folder of files, read at the start.

use std::fs;
use std::io;
use std::path::Path;

/// The files below `folder`, each with its path from there, which begins with a slash.
pub(crate) fn read(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    add(folder, "", &mut files)?;
    Ok(files)
}

fn add(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add(&entry.path(), &path, files)?;
        } else {
            files.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn files_of_folders_below_have_their_paths() {
        let files = super::read(Path::new("src")).expect("the folder of this file");
        assert!(files.iter().any(|(path, bytes)| path == "/server/folder.rs" && !bytes.is_empty()));
    }
}
