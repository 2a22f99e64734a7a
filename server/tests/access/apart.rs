//! Row-level security alone: the role of the program with one organisation set, no code between it and the tables.

use crate::common::TestServer;
use crate::ground::{Ground, OWN_REGION, example};
use crate::relation::{Relation, prepare};
use domain::event::EventKind;
use domain::id::OrganisationId;
use server::database::Database;
use sqlx::{PgPool, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Tables of no organisation, and why the program's role needs no policy there: it may do nothing with them at all,
/// or they hold nothing about anybody.
const OF_NO_ORGANISATION: [(&str, &str); 4] = [
    ("instance", "one row: which life of the database this is"),
    (
        "_sqlx_migrations",
        "the schema's versions; the program's role may not read it",
    ),
    (
        "sessions",
        "hashes of session ids; the program's role may not read it",
    ),
    (
        "sign_in_attempts",
        "hashes that count tries; the program's role may not read it",
    ),
];

/// A column by which a table's rows belong to an organisation.
fn owner(table: &str) -> &'static str {
    if table == "organisations" {
        "id"
    } else {
        "organisation"
    }
}

async fn tables(pool: &PgPool) -> BTreeSet<String> {
    let names: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f')",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    names.into_iter().collect()
}

async fn tables_of_organisations(pool: &PgPool) -> Vec<String> {
    let none: BTreeSet<&str> = OF_NO_ORGANISATION.iter().map(|(name, _)| *name).collect();
    let all = tables(pool).await;
    all.into_iter()
        .filter(|name| !none.contains(name.as_str()))
        .collect()
}

/// Two organisations with rows in every table.
async fn two(server: &TestServer) -> [OrganisationId; 2] {
    let mut organisations = Vec::new();
    for slug in ["oost", "west"] {
        let ground = Ground::of(server, slug, "glaspunt").await;
        let technician = &ground.people[1];
        for relation in [Relation::Remedy, Relation::Concerned, Relation::Handler] {
            let told = prepare(&ground, technician, relation, "apart");
            ground.anna.pushes(told.others).await;
            let photo = ground
                .anna
                .wraps(told.dossier, told.base, example(EventKind::PhotoAdded));
            ground.anna.pushes(vec![photo]).await;
            let aside = technician.wraps(told.dossier, told.base, example(EventKind::Closed));
            technician.pushes(vec![aside]).await;
        }
        let pixels = image::RgbImage::new(3, 3);
        let mut png = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let png = png.into_inner();
        let hash = domain::id::FileHash::of(&png);
        let request = ground
            .anna
            .browser
            .request(reqwest::Method::PUT, &format!("/files/{hash}"));
        assert!(
            request
                .body(png)
                .send()
                .await
                .unwrap()
                .status()
                .is_success()
        );
        let (_, begun) = (ground.anna.browser)
            .calls(
                "begin-second-step",
                serde_json::json!({ "password": crate::common::PASSWORD }),
            )
            .await;
        let secret = totp_rs::Secret::try_from_base32(begun["secret"].as_str().unwrap()).unwrap();
        let app = totp_rs::Builder::new().with_secret(secret).build().unwrap();
        let now = u64::try_from(chrono::Utc::now().timestamp()).unwrap();
        let code = serde_json::json!({ "code": app.generate(now).to_string() });
        let confirmed = ground.anna.browser.calls("confirm-second-step", code).await;
        assert_eq!(confirmed.0, reqwest::StatusCode::OK, "{}", confirmed.1);
        let away = serde_json::json!({
            "person": ground.anna.id(),
            "absence": { "person": ground.anna.id(), "from": "2026-12-21", "until": "2026-12-24" },
        });
        let told = ground.anna.browser.calls("save-absence", away).await;
        assert_eq!(told.0, reqwest::StatusCode::OK, "{}", told.1);
        // A report is begun in Glaspunt; what is decided on it, by nobody there.
        let report = serde_json::json!({
            "report": "periodic", "period": { "from": "2026-01-01", "until": "2026-03-31" },
        });
        let (status, report) = ground.anna.browser.calls("begin-report", report).await;
        assert_eq!(status, reqwest::StatusCode::OK, "{report}");
        // What is erased is years old; that it was is one row.
        let organisation = ground.anna.actor.organisation;
        let mut transaction = server
            .state
            .database
            .organisation(organisation)
            .await
            .unwrap();
        sqlx::query(
            "insert into erasures (organisation, dossier, kind, ended_at, rule, kept_until)
             values ($1, gen_random_uuid(), 'complaint', now(), 'x', now())",
        )
        .bind(organisation.0)
        .execute(&mut *transaction)
        .await
        .unwrap();
        sqlx::query(
            "insert into report_decisions (organisation, id, report, text, author)
             select organisation, gen_random_uuid(), id, 'x', author from reports where organisation = $1",
        )
        .bind(organisation.0)
        .execute(&mut *transaction)
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        organisations.push(ground.anna.actor.organisation);
    }
    [organisations[0], organisations[1]]
}

#[tokio::test]
async fn every_table_has_a_forced_policy_or_is_none_of_the_programs() {
    let server = TestServer::start().await;
    let pool = server.state.database.pool();
    let of_organisations = tables_of_organisations(pool).await;
    for table in &of_organisations {
        let row = sqlx::query(
            "select c.relkind = 'r' as plain, c.relrowsecurity as on, c.relforcerowsecurity as forced,
               (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
               exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = $2 and a.attnotnull) as owned
             from pg_class c where c.oid = $1::regclass",
        )
        .bind(table)
        .bind(owner(table))
        .fetch_one(pool)
        .await
        .unwrap();
        let forced = row.get::<bool, _>("forced") || table == "organisations";
        assert!(
            row.get::<bool, _>("plain")
                && row.get::<bool, _>("on")
                && forced
                && row.get::<i64, _>("policies") > 0,
            "{table} holds an organisation's rows and has no forced policy"
        );
        assert!(
            row.get::<bool, _>("owned"),
            "{table} does not say whose its rows are"
        );
    }
    for (table, why) in OF_NO_ORGANISATION {
        let rights: bool = sqlx::query_scalar(
            "select has_table_privilege('glashelder_app', $1, 'insert, update, delete, truncate')
               or (has_table_privilege('glashelder_app', $1, 'select') and $1 <> 'instance')",
        )
        .bind(table)
        .fetch_one(pool)
        .await
        .unwrap();
        assert!(!rights, "{table}: {why}");
    }
    // Nothing runs with the rights of its owner, and the role itself can do nothing special.
    let doors: i64 = sqlx::query_scalar(
        "select (select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname = 'public' and p.prosecdef)
              + (select count(*) from pg_roles where rolname = 'glashelder_app'
                 and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin))
              + (select count(*) from pg_class c where c.relowner = 'glashelder_app'::regrole)",
    )
    .fetch_one(pool)
    .await
    .unwrap();
    assert_eq!(doors, 0);
}

#[tokio::test]
async fn an_organisation_reaches_no_row_of_another_in_any_table() {
    let server = TestServer::start().await;
    let [own, other] = two(&server).await;
    let database = &server.state.database;
    for table in tables_of_organisations(database.pool()).await {
        let column = owner(&table);
        let count =
            |of: OrganisationId| format!("select count(*) from {table} where {column} = '{of}'");
        assert!(
            number(database, other, &count(other)).await > 0,
            "{table} was not tried: it has no row"
        );
        assert!(
            number(database, own, &count(own)).await > 0,
            "{table} was not tried: it has no row"
        );
        assert_eq!(
            number(database, own, &count(other)).await,
            0,
            "{table} shows another's rows"
        );
        let all = format!("select count(*) from {table} where {column} <> '{own}'");
        assert_eq!(
            number(database, own, &all).await,
            0,
            "{table} shows another's rows"
        );
        // Changing, removing and slipping rows in: nothing happens, or Postgres refuses.
        for statement in [
            format!("update {table} set {column} = {column} where {column} = '{other}'"),
            format!("delete from {table} where {column} = '{other}'"),
            format!("update {table} set {column} = '{other}' where {column} = '{own}'"),
            format!("insert into {table} select (r).* from (
                       select jsonb_populate_record(null::{table}, to_jsonb(t) || jsonb_build_object('{column}', '{other}')) r
                       from {table} t limit 1) x"),
            format!("truncate {table} cascade"),
        ] {
            let changed = changes(database, own, &statement).await;
            assert!(changed.is_err() || changed.as_ref().is_ok_and(|rows| *rows == 0), "{statement}: {changed:?}");
        }
    }
    assert_eq!(
        untouched(database, other).await,
        untouched(database, own).await
    );
}

#[tokio::test]
async fn who_says_no_organisation_sees_no_row() {
    let server = TestServer::start().await;
    two(&server).await;
    let pool = server.state.database.pool();
    for table in tables_of_organisations(pool).await {
        for said in ["", "00000000-0000-0000-0000-000000000000"] {
            let mut transaction = server::database::begin(pool).await.unwrap();
            sqlx::query("set local role glashelder_app")
                .execute(&mut *transaction)
                .await
                .unwrap();
            sqlx::query("select set_config('glashelder.organisation', $1, true)")
                .bind(said)
                .execute(&mut *transaction)
                .await
                .unwrap();
            let count: i64 =
                sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
                    .fetch_one(&mut *transaction)
                    .await
                    .unwrap();
            assert_eq!(count, 0, "{table} {said:?}");
        }
    }
}

/// What chooses the dossiers that somebody may see is asked with another's organisation, as a bug might.
#[tokio::test]
async fn the_question_of_what_one_may_see_answers_nothing_about_another_organisation() {
    let server = TestServer::start().await;
    let [own, other] = two(&server).await;
    let asked = |of: OrganisationId| {
        format!(
            "select count(*) from visible('{of}', gen_random_uuid(), true, '{{{OWN_REGION}}}', '{{}}', true, '{{}}')"
        )
    };
    let database = &server.state.database;
    assert!(number(database, own, &asked(own)).await > 0);
    assert_eq!(number(database, own, &asked(other)).await, 0);
}

/// A browser without a session says its key: it sees what was decided about it, and nothing about others.
#[tokio::test]
async fn a_device_sees_itself_only() {
    let server = TestServer::start().await;
    two(&server).await;
    let pool = server.state.database.pool();
    let key: String =
        sqlx::query_scalar("select encode(key_hash, 'hex') from devices order by id limit 1")
            .fetch_one(pool)
            .await
            .unwrap_or_default();
    // Even the owner of the tables sees none without saying for whom.
    assert_eq!(key, "");
    let mut transaction = server::database::begin(pool).await.unwrap();
    for statement in [
        "set local role glashelder_app",
        "select set_config('glashelder.device', repeat('ab', 32), true)",
    ] {
        sqlx::query(statement)
            .execute(&mut *transaction)
            .await
            .unwrap();
    }
    let seen: i64 = sqlx::query_scalar("select count(*) from devices")
        .fetch_one(&mut *transaction)
        .await
        .unwrap();
    assert_eq!(seen, 0);
    let changed = sqlx::query("update devices set unsent = 1")
        .execute(&mut *transaction)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 0);
}

/// Who signs in says an address and no organisation: that one account is seen, and cannot be changed.
#[tokio::test]
async fn signing_in_sees_one_account_only() {
    let server = TestServer::start().await;
    two(&server).await;
    let pool = server.state.database.pool();
    let mut transaction = server::database::begin(pool).await.unwrap();
    for statement in [
        "set local role glashelder_app",
        "select set_config('glashelder.email', 'anna@oost.example', true)",
    ] {
        sqlx::query(statement)
            .execute(&mut *transaction)
            .await
            .unwrap();
    }
    let seen: Vec<String> = sqlx::query_scalar("select email from accounts")
        .fetch_all(&mut *transaction)
        .await
        .unwrap();
    assert_eq!(seen, ["anna@oost.example"]);
    let changed = sqlx::query("update accounts set name = 'x'")
        .execute(&mut *transaction)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 0);
}

async fn number(database: &Database, organisation: OrganisationId, query: &str) -> i64 {
    let mut transaction = database.organisation(organisation).await.unwrap();
    sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned()))
        .fetch_one(&mut *transaction)
        .await
        .unwrap()
}

/// How many rows a statement would change; nothing is kept.
async fn changes(
    database: &Database,
    organisation: OrganisationId,
    statement: &str,
) -> Result<u64, String> {
    let mut transaction = database.organisation(organisation).await.unwrap();
    let done = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()))
        .execute(&mut *transaction)
        .await;
    done.map(|done| done.rows_affected())
        .map_err(|error| error.to_string())
}

/// How many rows an organisation has in each table.
async fn untouched(database: &Database, organisation: OrganisationId) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for table in tables_of_organisations(database.pool()).await {
        let query = format!("select count(*) from {table}");
        counts.insert(table, number(database, organisation, &query).await);
    }
    counts
}
