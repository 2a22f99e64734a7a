//! The program itself: starting, working on a running server's data from another process, stopping, starting again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use reqwest::{Client, StatusCode};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_glashelder");
const PASSWORD: &str = "kozijn regen batterij";

/// A server as an operator starts it; ends with the test.
struct Running {
    child: Child,
    url: String,
}

impl Running {
    async fn start(data: &Path) -> Running {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let child = program(data)
            .args(["serve", "--addr", &address])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut running = Running {
            child,
            url: format!("http://{address}"),
        };
        while !running.answers().await {
            assert_eq!(
                running.child.try_wait().unwrap(),
                None,
                "the server ended while starting"
            );
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        running
    }

    async fn answers(&self) -> bool {
        let answer = reqwest::get(format!("{}/health/ready", self.url)).await;
        answer.is_ok_and(|answer| answer.status() == StatusCode::OK)
    }

    /// Asks it to end as a system does, and waits for it.
    fn end(mut self) {
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success());
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn program(data: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .env_remove("DATABASE_URL")
        .env("GLASHELDER_DATA", data)
        .stderr(Stdio::inherit());
    command
}

fn runs(data: &Path, words: &[&str], input: &str) -> Output {
    let mut child = program(data)
        .args(words)
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

fn adds_account(data: &Path) -> Output {
    let words = [
        "account",
        "add",
        "--organisation",
        "glaspunt",
        "--name",
        "Ineke Blok",
        "--email",
        "Ineke@glaspunt.example",
        "--role",
        "administrator",
    ];
    runs(data, &words, &format!("{PASSWORD}\n"))
}

async fn signs_in(client: &Client, url: &str) -> StatusCode {
    let question = json!({ "email": "ineke@glaspunt.example", "password": PASSWORD });
    client
        .post(format!("{url}/api/sign-in"))
        .json(&question)
        .send()
        .await
        .unwrap()
        .status()
}

#[tokio::test]
async fn a_server_starts_empty_is_worked_on_stops_and_goes_on_where_it_was() {
    let folder = TempDir::new().unwrap();
    let data = folder.path();
    let server = Running::start(data).await;

    // A production start seeds nothing, not even an organisation.
    let none = adds_account(data);
    assert!(!none.status.success());
    assert!(String::from_utf8_lossy(&none.stderr).contains("no organisation glaspunt"));
    let made = runs(
        data,
        &[
            "organisation",
            "add",
            "--slug",
            "glaspunt",
            "--name",
            "Glaspunt",
            "--procedure",
            "glaspunt",
            "--region",
            "noord=Noord:97,98",
        ],
        "",
    );
    assert!(made.status.success(), "{made:?}");
    let added = adds_account(data);
    assert!(added.status.success(), "{added:?}");

    let client = Client::builder().cookie_store(true).build().unwrap();
    assert_eq!(signs_in(&client, &server.url).await, StatusCode::OK);
    let accounts = |url: &str| {
        client
            .post(format!("{url}/api/accounts"))
            .json(&json!({}))
            .send()
    };
    assert_eq!(
        accounts(&server.url).await.unwrap().status(),
        StatusCode::OK
    );
    let ended = runs(data, &["sessions", "end", "ineke@glaspunt.example"], "");
    assert!(
        String::from_utf8_lossy(&ended.stdout).starts_with("1 "),
        "{ended:?}"
    );
    assert_eq!(
        accounts(&server.url).await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
    let refused = runs(data, &["seed"], "");
    assert!(
        !refused.status.success(),
        "demo data goes into an empty database only"
    );

    // A second server on the same data is refused in words; the first goes on.
    let second = runs(data, &["serve", "--addr", "127.0.0.1:0"], "");
    assert!(!second.status.success());
    assert!(server.answers().await);

    // Killed without warning, and asked to end: both leave nothing in the way of the next start.
    server.kill();
    let server = Running::start(data).await;
    assert_eq!(signs_in(&client, &server.url).await, StatusCode::OK);
    server.end();
    assert!(!data.join("database.address").exists());
    let server = Running::start(data).await;
    assert_eq!(
        accounts(&server.url).await.unwrap().status(),
        StatusCode::OK,
        "sessions outlive a restart"
    );
    server.end();
}

#[test]
fn what_is_wrong_is_said_and_fails() {
    let folder = TempDir::new().unwrap();
    let wrong = folder.path().join("wrong.toml");
    std::fs::write(&wrong, "id = 5").unwrap();
    let cases: [(&[&str], &str); 4] = [
        (
            &["procedure", "check", wrong.to_str().unwrap()],
            "cannot be used",
        ),
        (&["procedure", "check", "nowhere.toml"], "cannot be used"),
        (&["serve", "--addr", "nonsense"], "nonsense"),
        (
            &[
                "migrate",
                "--database-url",
                "postgres://nobody@127.0.0.1:1/none",
            ],
            "cannot be reached",
        ),
    ];
    for (words, says) in cases {
        let output = runs(folder.path(), words, "");
        assert!(!output.status.success(), "{words:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(says),
            "{words:?}: {output:?}"
        );
    }
}
