//! The private Postgres keeps what was committed, has one owner, and starts again after every kind of crash.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use server::postgres::PrivatePostgres;
use sqlx::{Connection, PgConnection, Row};

/// A folder for one test, removed when the test has passed.
struct DataFolder(PathBuf);

impl DataFolder {
    fn new(name: &str) -> DataFolder {
        let path =
            std::env::temp_dir().join(format!("glashelder-test-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        DataFolder(path)
    }
}

impl Drop for DataFolder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }
}

async fn write_row(postgres: &PrivatePostgres) {
    let mut connection = PgConnection::connect(&postgres.url()).await.unwrap();
    sqlx::raw_sql("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('ruit')")
        .execute(&mut connection)
        .await
        .unwrap();
}

async fn read_row(postgres: &PrivatePostgres) -> String {
    let mut connection = PgConnection::connect(&postgres.url()).await.unwrap();
    sqlx::query("SELECT word FROM kept")
        .fetch_one(&mut connection)
        .await
        .unwrap()
        .get(0)
}

async fn setting(postgres: &PrivatePostgres, question: &'static str) -> String {
    let mut connection = PgConnection::connect(&postgres.url()).await.unwrap();
    sqlx::query(question)
        .fetch_one(&mut connection)
        .await
        .unwrap()
        .get(0)
}

fn kill(signal: &str, process: u32) {
    assert!(
        Command::new("kill")
            .args([signal, &process.to_string()])
            .status()
            .unwrap()
            .success()
    );
}

fn is_running(process: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    !status.is_empty() && !status.contains(") Z ")
}

#[tokio::test]
async fn a_second_run_finds_what_the_first_one_committed() {
    let data = DataFolder::new("again");
    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    write_row(&postgres).await;
    let process = postgres.process_id();
    postgres.stop().await.unwrap();
    assert!(!is_running(process));

    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    assert_eq!(read_row(&postgres).await, "ruit");
    postgres.stop().await.unwrap();
}

#[tokio::test]
async fn the_database_is_safe_private_and_bound_by_row_level_security() {
    let data = DataFolder::new("settings");
    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    for (question, answer) in [
        ("SHOW fsync", "on"),
        ("SHOW listen_addresses", ""),
        ("SHOW server_encoding", "UTF8"),
        ("SHOW timezone", "UTC"),
        ("SELECT current_user::text", "glashelder"),
        ("SHOW is_superuser", "off"),
        ("SELECT lower('ÉÉN RUÏNE')", "één ruïne"),
    ] {
        assert_eq!(setting(&postgres, question).await, answer, "{question}");
    }
    // The search counts on these, and the role must be allowed to make them.
    let mut connection = PgConnection::connect(&postgres.url()).await.unwrap();
    sqlx::raw_sql("CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")
        .execute(&mut connection)
        .await
        .unwrap();
    drop(connection);

    let socket = fs::metadata(data.0.join("postgres/socket")).unwrap();
    let mode = socket.permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    // A Ctrl-C goes to the terminal's process group, in which Postgres must not be.
    let group = |process: u32| {
        let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        status
            .rsplit(") ")
            .next()
            .unwrap()
            .split(' ')
            .nth(2)
            .unwrap()
            .to_owned()
    };
    assert_ne!(group(postgres.process_id()), group(std::process::id()));
}

/// Connects, as the program would: again and again.
async fn connection(postgres: &PrivatePostgres) -> PgConnection {
    let mut tries = 0;
    loop {
        match PgConnection::connect(&postgres.url()).await {
            Ok(connection) => return connection,
            Err(error) => assert!(tries < 1200, "Postgres does not come back: {error}"),
        }
        tries += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_postmaster_that_ended_is_started_again() {
    let data = DataFolder::new("ended");
    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    write_row(&postgres).await;
    // Killed; and asked to stop by someone else, at once and in good order.
    for signal in ["-KILL", "-QUIT", "-INT"] {
        let process = postgres.process_id();
        kill(signal, process);
        while is_running(process) {
            tokio::task::yield_now().await;
        }
        drop(connection(&postgres).await);
        assert_eq!(read_row(&postgres).await, "ruit");
        assert_ne!(postgres.process_id(), process);
    }
    let last = postgres.process_id();
    postgres.stop().await.unwrap();
    assert!(!is_running(last));
}

#[tokio::test]
async fn a_killed_postmaster_does_not_hinder_the_next_start() {
    let data = DataFolder::new("killed");
    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    write_row(&postgres).await;
    let process = postgres.process_id();
    kill("-9", process);
    while is_running(process) {
        tokio::task::yield_now().await;
    }
    postgres.stop().await.unwrap();

    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    assert_eq!(read_row(&postgres).await, "ruit");
}

#[tokio::test]
async fn the_number_in_a_stale_pid_file_may_belong_to_any_process() {
    let data = DataFolder::new("stale");
    PrivatePostgres::start(&data.0)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    let pid_file = data.0.join("postgres/cluster/postmaster.pid");
    fs::write(
        &pid_file,
        format!(
            "{}\n{}\n",
            std::os::unix::process::parent_id(),
            data.0.display()
        ),
    )
    .unwrap();

    PrivatePostgres::start(&data.0)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
}

#[tokio::test]
async fn an_interrupted_first_start_leaves_nothing_in_the_way() {
    let data = DataFolder::new("unfinished");
    PrivatePostgres::start(&data.0)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    let place = data.0.join("postgres");
    fs::rename(place.join("cluster"), place.join("cluster.unfinished")).unwrap();

    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    write_row(&postgres).await;
}

#[tokio::test]
async fn a_second_start_on_the_same_folder_is_refused_in_words() {
    let data = DataFolder::new("twice");
    let first = PrivatePostgres::start(&data.0).await.unwrap();
    let refusal = PrivatePostgres::start(&data.0)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refusal.contains("in use by another Glashelder"),
        "{refusal}"
    );
    assert!(
        refusal.contains(&std::process::id().to_string()),
        "{refusal}"
    );

    write_row(&first).await;
    first.stop().await.unwrap();
    PrivatePostgres::start(&data.0).await.unwrap();
}

#[tokio::test]
async fn a_long_path_with_odd_characters_works() {
    let data = DataFolder::new("path");
    let deep = data.0.join(format!(
        "een map, met \"leestekens\" & spaties/{}",
        "diep/".repeat(30)
    ));
    let postgres = PrivatePostgres::start(&deep).await.unwrap();
    write_row(&postgres).await;
    postgres.stop().await.unwrap();
}

/// Postgres refuses root and runs under another account then, which a folder of root's own keeps out.
#[tokio::test]
async fn a_folder_that_only_its_owner_can_enter_works() {
    let data = DataFolder::new("closed");
    fs::set_permissions(&data.0, fs::Permissions::from_mode(0o700)).unwrap();
    let inside = data.0.join("data");
    for round in 0..2 {
        let postgres = PrivatePostgres::start(&inside).await.unwrap();
        if round == 0 {
            write_row(&postgres).await;
        }
        assert_eq!(read_row(&postgres).await, "ruit");
        postgres.stop().await.unwrap();
    }
    if let Ok(elsewhere) = fs::read_to_string(inside.join("cluster-is-in.txt")) {
        fs::remove_dir_all(elsewhere.trim()).unwrap();
    }
}

#[tokio::test]
async fn the_next_start_takes_over_from_a_killed_server() {
    let data = DataFolder::new("orphan");
    let mut server = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "another_server", "--ignored", "--nocapture"])
        .env("GLASHELDER_TEST_DATA", &data.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let orphan = lines
        .map(Result::unwrap)
        .find_map(|line| line.split("postmaster=").nth(1)?.parse::<u32>().ok())
        .unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(is_running(orphan));

    let postgres = PrivatePostgres::start(&data.0).await.unwrap();
    assert!(!is_running(orphan));
    assert_eq!(read_row(&postgres).await, "ruit");
}

/// Not a test: the server that the test above kills.
#[tokio::test]
#[ignore = "run by the_next_start_takes_over_from_a_killed_server"]
async fn another_server() {
    let Some(data) = std::env::var_os("GLASHELDER_TEST_DATA") else {
        return;
    };
    let postgres = PrivatePostgres::start(Path::new(&data)).await.unwrap();
    write_row(&postgres).await;
    println!("\npostmaster={}", postgres.process_id());
    std::io::stdout().flush().unwrap();
    std::io::stdin().lines().count();
}
