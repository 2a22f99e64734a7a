//! Row-level security: a transaction of one organisation sees nothing of another.

use crate::common::TestServer;
use uuid::Uuid;

#[tokio::test]
async fn a_transaction_sees_one_organisation_only() {
    let server = TestServer::start().await;
    let database = server.state.database.clone();
    let theirs = server.organisation("theirs").await;

    let mut transaction = database.organisation(server.organisation).await.unwrap();
    let seen: Vec<Uuid> = sqlx::query_scalar("select distinct organisation from regions")
        .fetch_all(&mut *transaction)
        .await
        .unwrap();
    assert_eq!(seen, [server.organisation.0]);
    let named: Vec<Uuid> = sqlx::query_scalar("select id from organisations")
        .fetch_all(&mut *transaction)
        .await
        .unwrap();
    assert_eq!(named, [server.organisation.0]);
    let changed = sqlx::query("update regions set name = 'x' where organisation = $1")
        .bind(theirs.0)
        .execute(&mut *transaction)
        .await;
    assert_eq!(changed.unwrap().rows_affected(), 0);
    let planted =
        sqlx::query("insert into regions (organisation, id, name) values ($1, 'west', 'West')")
            .bind(theirs.0)
            .execute(&mut *transaction)
            .await;
    assert!(
        planted
            .unwrap_err()
            .to_string()
            .contains("row-level security")
    );
}

#[tokio::test]
async fn who_forgets_the_organisation_sees_nothing() {
    let server = TestServer::start().await;
    let pool = server.state.database.pool();
    let regions: i64 = sqlx::query_scalar("select count(*) from regions")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(regions, 0);
}

#[tokio::test]
async fn every_table_with_an_organisation_is_locked() {
    let server = TestServer::start().await;
    let open: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
         where a.attname = 'organisation' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
           and not (c.relrowsecurity and c.relforcerowsecurity)",
    )
    .fetch_all(server.state.database.pool())
    .await
    .unwrap();
    assert_eq!(open, Vec::<String>::new());
}
