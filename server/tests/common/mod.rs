//! A real server on a Postgres of its own, spoken to over HTTP as browsers do.

use domain::id::{OrganisationId, PersonId};
use domain::person::Role;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use server::config::Config;
use server::database::Database;
use server::pace::Pace;
use server::postgres::PrivatePostgres;
use server::serve::serve;
use server::session::password::Passwords;
use server::state::AppState;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The password of every account that tests make.
pub const PASSWORD: &str = "kozijn regen batterij";

/// A running server with one organisation, Glaspunt, that has the regions `noord` and `zuid`.
pub struct TestServer {
    pub state: AppState,
    pub url: String,
    pub organisation: OrganisationId,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<anyhow::Result<()>>,
    postgres: PrivatePostgres,
    folder: TempDir,
}

impl TestServer {
    pub async fn start() -> TestServer {
        TestServer::start_with(|_| {}).await
    }

    /// With other settings than usual.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> TestServer {
        let folder = TempDir::new().unwrap();
        let postgres = PrivatePostgres::start(&folder.path().join("data"))
            .await
            .unwrap();
        let database = Database::connect(&postgres.url()).await.unwrap();
        let organisation = add_organisation(&database, "glaspunt").await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut config = Config {
            address,
            data: folder.path().join("data"),
            site: site(folder.path()),
            procedures: None,
            session: Duration::from_secs(3600),
            origin: None,
            patience: Duration::from_secs(30),
            pace: Pace::default(),
            behind_proxy: false,
        };
        change(&mut config);
        let state = AppState::new(database, config).unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(serve(listener, state.clone(), async {
            stopped.await.ok();
        }));
        TestServer {
            state,
            url: format!("http://{address}"),
            organisation,
            stop: Some(stop),
            serving,
            postgres,
            folder,
        }
    }

    /// Adds an account, `{mailbox}@{organisation's slug}.example` with [`PASSWORD`].
    pub async fn person(&self, mailbox: &str, roles: &[Role], regions: &[&str]) -> PersonId {
        self.person_of(
            self.organisation,
            &format!("{mailbox}@glaspunt.example"),
            roles,
            regions,
        )
        .await
    }

    pub async fn person_of(
        &self,
        organisation: OrganisationId,
        email: &str,
        roles: &[Role],
        regions: &[&str],
    ) -> PersonId {
        let person = PersonId(Uuid::now_v7());
        let hash = Passwords::new()
            .unwrap()
            .hash(PASSWORD.to_owned())
            .await
            .unwrap();
        let mut transaction = self
            .state
            .database
            .organisation(organisation)
            .await
            .unwrap();
        sqlx::query(
            "insert into accounts (person, organisation, name, email, password_hash, roles, regions)
             values ($1, $2, $3, $3, $4, $5, $6)",
        )
        .bind(person.0)
        .bind(organisation.0)
        .bind(email)
        .bind(hash)
        .bind(roles.iter().map(|role| role.word()).collect::<Vec<_>>())
        .bind(regions)
        .execute(&mut *transaction)
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        person
    }

    pub async fn organisation(&self, slug: &str) -> OrganisationId {
        add_organisation(&self.state.database, slug).await
    }

    /// A browser in which nobody has signed in.
    pub fn browser(&self) -> Browser {
        Browser {
            client: Client::builder().cookie_store(true).build().unwrap(),
            url: self.url.clone(),
        }
    }

    /// A browser in which an account of [`TestServer::person`] has signed in.
    pub async fn signed_in(&self, mailbox: &str) -> Browser {
        let browser = self.browser();
        let email = format!("{mailbox}@glaspunt.example");
        let (status, answer) = browser.signs_in(&email, PASSWORD).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        browser
    }

    /// Stops the server and waits until it has.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.stop.take().unwrap().send(()).unwrap();
        self.serving.await.unwrap()?;
        self.postgres.stop().await?;
        self.folder.close()?;
        Ok(())
    }
}

/// One browser with its cookies.
pub struct Browser {
    client: Client,
    url: String,
}

impl Browser {
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// Calls a server function.
    pub async fn calls(&self, function: &str, arguments: Value) -> (StatusCode, Value) {
        let request = self.request(Method::POST, &format!("/api/{function}"));
        let response = request.json(&arguments).send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        (
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        )
    }

    pub async fn signs_in(&self, email: &str, password: &str) -> (StatusCode, Value) {
        self.calls("sign-in", json!({ "email": email, "password": password }))
            .await
    }

    /// Whether somebody is signed in here.
    pub async fn is_signed_in(&self) -> bool {
        let (status, answer) = self.calls("pull", json!({ "pull": {} })).await;
        assert!(
            status == StatusCode::OK || answer == json!("SignedOut"),
            "{answer}"
        );
        status == StatusCode::OK
    }
}

async fn add_organisation(database: &Database, slug: &str) -> OrganisationId {
    let id = OrganisationId(Uuid::now_v7());
    sqlx::query(
        "insert into organisations (id, slug, name, procedure) values ($1, $2, $2, 'glaspunt')",
    )
    .bind(id.0)
    .bind(slug)
    .execute(database.pool())
    .await
    .unwrap();
    let mut transaction = database.organisation(id).await.unwrap();
    for region in ["noord", "zuid"] {
        sqlx::query("insert into regions (organisation, id, name) values ($1, $2, $2)")
            .bind(id.0)
            .bind(region)
            .execute(&mut *transaction)
            .await
            .unwrap();
    }
    transaction.commit().await.unwrap();
    id
}

/// A site as the build makes it, with a program that does nothing.
fn site(folder: &std::path::Path) -> std::path::PathBuf {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    let build = json!({
        "build": "0123456789ab", "js": "/pkg/app.0123.js", "wasm": "/pkg/app_bg.4567.wasm", "css": "/pkg/main.89ab.css",
        "precache": ["/pkg/app.0123.js"],
    });
    std::fs::write(site.join("build.json"), build.to_string()).unwrap();
    std::fs::write(site.join("pkg/app.0123.js"), "export default () => {};").unwrap();
    std::fs::write(site.join("sw.js"), "").unwrap();
    std::fs::write(site.join(".inputs"), "").unwrap();
    site
}
