//! Checking files: `FILE:12:9: what is wrong; what would be right`.

use anyhow::bail;
use domain::procedure::Procedure;
use std::io::Write;
use std::path::PathBuf;

pub fn run(files: &[PathBuf], out: &mut impl Write) -> anyhow::Result<()> {
    let mut wrong = 0;
    for file in files {
        let name = file.display();
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                wrong += 1;
                writeln!(out, "{name}: {error}")?;
                continue;
            }
        };
        match Procedure::from_toml(&text) {
            Ok(procedure) => writeln!(
                out,
                "{name}: {} version {}, {} obligations",
                procedure.name,
                procedure.version,
                procedure.obligations.len()
            )?,
            Err(error) => {
                wrong += 1;
                for fault in error.faults {
                    writeln!(out, "{name}:{fault}")?;
                }
            }
        }
    }
    if wrong > 0 {
        bail!("{wrong} of {} files cannot be used", files.len());
    }
    Ok(())
}
