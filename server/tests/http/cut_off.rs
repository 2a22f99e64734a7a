//! A request that is cut off, at whatever moment, leaves nothing behind.

use crate::common::TestServer;
use futures::poll;
use sqlx::{PgPool, Row};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test]
async fn a_connection_never_comes_back_in_a_transaction() {
    let server = TestServer::start().await;
    let database = &server.state.database;
    for looks in (1..9).cycle().take(80) {
        let mut request = Box::pin(database.organisation(server.organisation));
        for _ in 0..looks {
            if poll!(request.as_mut()).is_ready() {
                break;
            }
            sleep(Duration::from_millis(1)).await;
        }
        drop(request);
        sleep(Duration::from_millis(20)).await;
        assert_eq!(lingering(database.pool()).await, 0, "after {looks} looks");
    }
    server.stop().await.unwrap();
}

/// How many idle connections of the pool are in a transaction that nobody knows of.
async fn lingering(pool: &PgPool) -> usize {
    let mut held = Vec::new();
    let mut count = 0;
    for _ in 0..pool.num_idle() {
        let mut connection = pool.acquire().await.unwrap();
        // Within a transaction that began earlier, `now()` stands still.
        let row = sqlx::raw_sql("select now() <> statement_timestamp() as lingering")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        count += usize::from(row.get::<bool, _>("lingering"));
        held.push(connection);
    }
    count
}
