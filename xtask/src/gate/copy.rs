//! A copy of the working tree to break, with a target folder of its own that its gates share.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{command, output};
use crate::repository::{files, target_folder};

pub(crate) struct WorkingCopy {
    tree: PathBuf,
    /// Not the repository's own: Cargo takes equal paths within two copies for the same crate.
    target: PathBuf,
}

pub(crate) struct Run {
    pub(crate) is_success: bool,
    pub(crate) log: String,
}

impl WorkingCopy {
    /// The copy of a lane.
    pub(crate) fn create(lane: usize) -> Result<Self> {
        let folder = target_folder("gates")?.join(lane.to_string());
        let copy = Self { tree: folder.join("tree"), target: folder.join("build") };
        if !copy.tree.join(".git").exists() {
            fs::create_dir_all(&copy.tree)?;
            output(command("git init --quiet").current_dir(&copy.tree))?;
        }
        Ok(copy)
    }

    /// Makes the copy equal to the working tree. Equal files are left alone, so that Cargo need not build them again.
    pub(crate) fn refresh(&self) -> Result<()> {
        let source: BTreeSet<String> = files(".")?.into_iter().collect();
        for stray in files(&self.tree)?.iter().filter(|file| !source.contains(*file)) {
            fs::remove_file(self.tree.join(stray)).with_context(|| format!("cannot remove {stray}"))?;
        }
        for file in &source {
            let to = self.tree.join(file);
            if fs::read(file)? != fs::read(&to).unwrap_or_default() || !to.exists() {
                let folder = to.parent().unwrap_or(Path::new("."));
                fs::create_dir_all(folder)?;
                fs::copy(file, &to).with_context(|| format!("cannot copy {file}"))?;
            }
        }
        Ok(())
    }

    /// Commits the copy under a tag, and begins what comes after it.
    pub(crate) fn release(&self, tag: &str) -> Result<()> {
        let git = "git -c user.name=gate -c user.email=gate@example.com";
        let after = format!("{git} commit --quiet --allow-empty --message after");
        for step in [
            "git add --all",
            &format!("{git} commit --quiet --allow-empty --message {tag}"),
            &format!("git tag --force {tag}"),
            &after,
        ] {
            output(command(step).current_dir(&self.tree))?;
        }
        Ok(())
    }

    /// Without `--unidiff-zero` git takes a hunk that ends in a change for one at the end of its file.
    pub(crate) fn apply(&self, patch: &Path) -> Result<()> {
        let mut apply = command("git apply --unidiff-zero --whitespace=nowarn");
        output(apply.arg(patch).current_dir(&self.tree)).context("the patch no longer applies")?;
        Ok(())
    }

    /// Runs the copy's own `cargo xtask`, as CI would: a suite that cannot run has failed. Of the suite one step is enough
    /// where it is named.
    pub(crate) fn test(&self, suite: &str, step: Option<&str>) -> Result<Run> {
        let mut test = command(&format!("cargo xtask test {suite}"));
        test.args(step.iter().flat_map(|step| ["--only", step]));
        test.env("CI", "true").env("CARGO_TARGET_DIR", &self.target);
        let output = test.current_dir(&self.tree).output().context("cannot start cargo")?;
        let log = [output.stdout, output.stderr].concat();
        Ok(Run { is_success: output.status.success(), log: String::from_utf8_lossy(&log).into_owned() })
    }
}
