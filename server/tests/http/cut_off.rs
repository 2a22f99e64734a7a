//! A request that is cut off, at whatever moment, leaves nothing behind.

use crate::common::TestServer;
use sqlx::Row;
use std::time::Duration;
use tokio::time::{sleep, timeout};

#[tokio::test]
async fn a_connection_never_comes_back_in_a_transaction() {
    let server = TestServer::start().await;
    let database = &server.state.database;
    for microseconds in (0..4000).step_by(10) {
        let patience = Duration::from_micros(microseconds);
        drop(timeout(patience, database.organisation(server.organisation)).await);
    }
    sleep(Duration::from_millis(200)).await;

    let mut held = Vec::new();
    for _ in 0..database.pool().size() {
        let mut connection = database.pool().acquire().await.unwrap();
        // Within a transaction that began earlier, `now()` stands still.
        let row = sqlx::raw_sql("select now() <> statement_timestamp() as lingering")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert!(!row.get::<bool, _>("lingering"));
        held.push(connection);
    }
    drop(held);
    server.stop().await.unwrap();
}
