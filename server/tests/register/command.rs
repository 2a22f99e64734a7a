//! The commands themselves, as an operator types them.

use crate::world::REGISTER;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn runs(data: &Path, words: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_glashelder"))
        .args(words)
        .env_remove("DATABASE_URL")
        .env("GLASHELDER_DATA", data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn succeeds(data: &Path, words: &[&str], input: &str) -> String {
    let output = runs(data, words, input);
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_register_is_proposed_rehearsed_taken_over_and_given_out() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/examples");
    let register = examples.join("register.csv").to_string_lossy().into_owned();
    let mapping = examples
        .join("register.toml")
        .to_string_lossy()
        .into_owned();

    let proposal = succeeds(&data, &["import", "--suggest", &register], "");
    assert!(
        proposal.contains("\"received\" = \"Datum\""),
        "needs no database: {proposal}"
    );
    assert!(!data.exists());

    let region = "oost=Oost:65,68";
    let organisation = [
        "organisation",
        "add",
        "--slug",
        "glaspunt",
        "--name",
        "Glaspunt",
        "--procedure",
        "glaspunt",
        "--region",
        region,
    ];
    succeeds(&data, &organisation, "");
    let import = [
        "import",
        "--organisation",
        "glaspunt",
        "--mapping",
        &mapping,
        &register,
    ];
    let nobody = runs(&data, &import, "");
    assert!(
        !nobody.status.success(),
        "the mapping names an account that is not there"
    );
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("[words.employee] MdB"));
    let account = [
        "account",
        "add",
        "--organisation",
        "glaspunt",
        "--name",
        "Marijke de Boer",
        "--email",
        "marijke@glaspunt.example",
        "--role",
        "coordinator",
    ];
    succeeds(&data, &account, "kozijn regen batterij\n");

    let rehearsed = succeeds(&data, &[&import[..], &["--dry-run"]].concat(), "");
    assert!(
        rehearsed.contains("Proef: 4 klachten zouden worden overgenomen"),
        "{rehearsed}"
    );
    let wrong = path("wrong.csv");
    std::fs::write(&wrong, REGISTER.replace("20-4-2023", "31-2-2023")).unwrap();
    let refused = runs(
        &data,
        &[
            "import",
            "--organisation",
            "glaspunt",
            "--mapping",
            &mapping,
            "--language",
            "en",
            &wrong,
        ],
        "",
    );
    assert!(!refused.status.success());
    let told = String::from_utf8_lossy(&refused.stdout);
    assert!(
        told.contains("line 6 (row 5), column \"Datum\", \"31-2-2023\""),
        "{told}"
    );
    assert!(
        String::from_utf8_lossy(&refused.stderr)
            .contains("Nothing was taken over: 1 fault in 1 row")
    );
    let taken = succeeds(&data, &import, "");
    assert!(taken.contains("Overgenomen: 4 klachten"), "{taken}");

    let (csv, xlsx) = (path("out.csv"), path("out.xlsx"));
    let export = ["export", "--organisation", "glaspunt", "-o"];
    succeeds(&data, &[&export[..], &[&csv]].concat(), "");
    succeeds(
        &data,
        &[
            &export[..],
            &[&xlsx, "--format", "xlsx", "--from", "2023-04-05"],
        ]
        .concat(),
        "",
    );
    assert!(
        !runs(&data, &[&export[..], &[&csv]].concat(), "")
            .status
            .success(),
        "nothing is overwritten unasked"
    );
    assert_eq!(
        std::fs::metadata(&csv).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(
        std::fs::read(&csv)
            .unwrap()
            .starts_with("\u{feff}Nummer;Status;".as_bytes())
    );
    let back = succeeds(
        &data,
        &["import", "--organisation", "glaspunt", "--own", &csv],
        "",
    );
    assert!(back.contains("4 waren er al"), "{back}");
    let workbook = runs(
        &data,
        &["import", "--organisation", "glaspunt", "--own", &xlsx],
        "",
    );
    assert!(
        String::from_utf8_lossy(&workbook.stderr).contains("CSV UTF-8"),
        "{workbook:?}"
    );
}
