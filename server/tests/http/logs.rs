//! What logs tell: who did what from where and how it went, by ids and neighbourhoods; never what people are called, where
//! they live, what they typed or what they recorded.

use crate::common::{Browser, PASSWORD, TestServer};
use crate::hostile::pushes;
use domain::id::DossierId;
use domain::person::Role;
use reqwest::Method;
use serde_json::{Value, json};
use server::telemetry::{LogFormat, begin_to};
use std::fs::File;
use std::sync::Arc;
use uuid::Uuid;

const ELSEWHERE: &str = "83.85.12.77";
const TYPED: [&str; 2] = [
    "mijngeheim@verkeerd.example",
    "MijnGeheim is verkeerd getypt",
];

/// Signs in as from another place.
async fn tries(browser: &Browser, email: &str, password: &str) -> Value {
    let request = browser.request(Method::POST, "/api/sign-in");
    let request = request.header("x-forwarded-for", ELSEWHERE);
    let question = json!({ "email": email, "password": password });
    request
        .json(&question)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap()
}

#[tokio::test]
async fn logs_tell_who_and_from_where_and_nothing_that_is_personal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log");
    begin_to(
        LogFormat::Json,
        Arc::new(File::create(&file).unwrap()),
        false,
    );
    let server = TestServer::start_with(|config| config.behind_proxy = true).await;
    let samira = server
        .person("samira", &[Role::Technician], &["noord"])
        .await;
    let browser = server.browser();
    assert_eq!(
        tries(&browser, "samira@glaspunt.example", TYPED[1]).await,
        json!("WrongPassword")
    );
    for _ in 0..6 {
        tries(&browser, TYPED[0], TYPED[1]).await;
    }
    let signed_in = tries(&browser, "samira@glaspunt.example", PASSWORD).await;
    assert_eq!(signed_in["actor"]["person"], json!(samira));
    browser
        .calls("search", json!({ "query": "zoekwoord Vermeulen" }))
        .await;
    browser.calls("accounts", json!({})).await;
    browser
        .calls("confirm-password", json!({ "password": TYPED[1] }))
        .await;
    // A technician may not take this step: it is set aside.
    let dossier = DossierId(Uuid::now_v7());
    let note = r#"{"type":"note_added.1","data":{"text":"de buurman van nummer 12"}}"#;
    let told = pushes(&browser, samira, dossier, 0, note.to_owned()).await;
    assert_eq!(
        told["receipts"][0]["verdict"]["verdict"],
        json!("parked"),
        "{told}"
    );
    browser.calls("sign-out", json!({})).await;
    server.stop().await.unwrap();

    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let with = |message: &str| -> Vec<&Value> {
        lines
            .iter()
            .filter(|line| line["message"].as_str() == Some(message))
            .collect()
    };
    let wrong = with("a wrong name or password at signing in");
    assert_eq!(wrong.len(), 6, "{text}");
    assert_eq!(
        (&wrong[0]["person"], &wrong[0]["from"]),
        (&json!(samira), &json!("83.85.12.0/24"))
    );
    assert!(
        wrong[1..].iter().all(|line| line.get("person").is_none()),
        "{wrong:?}"
    );
    assert_eq!(
        with("a sign-in was put off: too many tries")[0]["from"],
        json!("83.85.12.0/24")
    );
    assert_eq!(
        with("a wrong password where it was asked for again")[0]["person"],
        json!(samira)
    );
    for message in ["signed in", "signed out"] {
        assert_eq!(with(message)[0]["person"], json!(samira), "{message}");
    }
    let refused = with("refused");
    let asked = refused
        .iter()
        .find(|line| line["function"] == "accounts")
        .unwrap();
    assert_eq!(
        (&asked["status"], &asked["person"]),
        (&json!(403), &json!(samira))
    );
    assert!(
        refused.iter().any(|line| line["status"] == 429),
        "{refused:?}"
    );
    let aside = with("an event was set aside");
    assert_eq!(
        (&aside[0]["dossier"], &aside[0]["why"]),
        (&json!(dossier), &json!("no_dossier"))
    );
    assert!(with("answered").iter().all(|line| line["from"].is_string()));
    // By whatever word one looks for a person.
    let personal = [
        ELSEWHERE,
        "samira",
        "@",
        ".example",
        "verkeerd",
        "MijnGeheim",
        "zoekwoord",
        "Vermeulen",
        "buurman",
        PASSWORD,
    ];
    for words in personal {
        assert!(!text.contains(words), "{words}: {text}");
    }
}
