//! The administrator's accounts.

use crate::common::{PASSWORD, TestServer};
use domain::person::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};

fn draft(person: Value, email: &str, roles: &[&str]) -> Value {
    json!({ "draft": {
        "person": person, "name": "Joris van Dijk", "email": email, "roles": roles, "regions": ["noord"],
        "active": true, "first_password": false,
    } })
}

#[tokio::test]
async fn only_an_administrator_sees_and_changes_accounts() {
    let server = TestServer::start().await;
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Administrator)
    {
        server.person(role.word(), &[role], &["noord"]).await;
        let browser = server.signed_in(role.word()).await;
        assert_eq!(
            browser.calls("accounts", json!({})).await,
            (StatusCode::FORBIDDEN, json!("NotAllowed"))
        );
        let saved = browser
            .calls(
                "save-account",
                draft(Value::Null, "joris@glaspunt.example", &["technician"]),
            )
            .await;
        assert_eq!(saved.1, json!("NotAllowed"));
    }
    let nobody = server.browser().calls("accounts", json!({})).await;
    assert_eq!(nobody, (StatusCode::UNAUTHORIZED, json!("SignedOut")));
}

#[tokio::test]
async fn an_account_is_made_changed_and_closed() {
    let server = TestServer::start().await;
    server.person("ineke", &[Role::Administrator], &[]).await;
    let ineke = server.signed_in("ineke").await;
    let (status, made) = ineke
        .calls(
            "save-account",
            draft(Value::Null, " Joris@Glaspunt.example", &["technician"]),
        )
        .await;
    assert_eq!(status, StatusCode::OK, "{made}");
    let first = made["first_password"]["password"]
        .as_str()
        .unwrap()
        .to_owned();
    let made = made["account"].clone();
    assert_eq!(made["email"], "joris@glaspunt.example");
    let joris = server.browser();
    assert_eq!(
        joris.signs_in("joris@glaspunt.example", &first).await.0,
        StatusCode::OK
    );
    let chosen = json!({ "current": first, "new": "sponning kit rubber" });
    assert_eq!(
        joris.calls("change-password", chosen).await.0,
        StatusCode::OK
    );
    assert!(joris.is_signed_in().await);

    let mut closed = draft(
        made["person"].clone(),
        "joris@glaspunt.example",
        &["technician"],
    );
    closed["draft"]["active"] = json!(false);
    assert_eq!(ineke.calls("save-account", closed).await.0, StatusCode::OK);
    assert!(!joris.is_signed_in().await);
    assert_eq!(
        joris
            .signs_in("joris@glaspunt.example", "sponning kit rubber")
            .await
            .1,
        json!("WrongPassword")
    );
    let (_, all) = ineke.calls("accounts", json!({})).await;
    assert_eq!(all.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_an_account_is_refused_in_words() {
    let server = TestServer::start().await;
    let own = server.person("ineke", &[Role::Administrator], &[]).await;
    let ineke = server.signed_in("ineke").await;
    let with = |field: &str, value: Value| {
        let mut draft = draft(Value::Null, "joris@glaspunt.example", &["technician"]);
        draft["draft"][field] = value;
        draft
    };
    let cases = [
        (with("name", json!("  ")), "naam"),
        (with("email", json!("joris")), "e-mailadres"),
        (
            with("email", json!("ineke@glaspunt.example")),
            "al een account",
        ),
        (with("roles", json!([])), "rol"),
        (with("regions", json!(["nergens"])), "regio"),
        (
            with("person", json!("018f0000-0000-7000-8000-000000000000")),
            "bestaat niet",
        ),
        (
            draft(json!(own), "ineke@glaspunt.example", &["coordinator"]),
            "buitensluiten",
        ),
        (
            {
                let mut own = draft(json!(own), "ineke@glaspunt.example", &["administrator"]);
                own["draft"]["first_password"] = json!(true);
                own
            },
            "Instellingen",
        ),
    ];
    for (draft, words) in cases {
        let (status, answer) = ineke.calls("save-account", draft).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{words}: {answer}"
        );
        assert!(
            answer["Refused"]["nl"].as_str().unwrap().contains(words),
            "{words}: {answer}"
        );
    }
}

#[tokio::test]
async fn an_administrator_reaches_no_other_organisation() {
    let server = TestServer::start().await;
    server.person("ineke", &[Role::Administrator], &[]).await;
    let other = server.organisation("other").await;
    let victim = server
        .person_of(other, "vera@other.example", &[Role::Technician], &[])
        .await;
    let ineke = server.signed_in("ineke").await;
    let (_, all) = ineke.calls("accounts", json!({})).await;
    assert!(!all.to_string().contains("vera"));
    let taken = ineke
        .calls(
            "save-account",
            draft(json!(victim), "vera2@other.example", &["technician"]),
        )
        .await;
    assert!(
        taken.1["Refused"]["nl"]
            .as_str()
            .unwrap()
            .contains("bestaat niet")
    );
    let vera = server.browser();
    assert_eq!(
        vera.signs_in("vera@other.example", PASSWORD).await.0,
        StatusCode::OK
    );
}
