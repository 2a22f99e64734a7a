//! A running server: it listens, passes hints on, sweeps expired sessions, keeps projections fresh, and stops in good
//! order.

mod connections;

use crate::live;
use crate::router::router;
use crate::session::store::PostgresSessions;
use crate::state::AppState;
use anyhow::Context;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Requests that are under way get this long to end.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
const BETWEEN_SWEEPS: Duration = Duration::from_secs(3600);

/// Opens the port.
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be opened; another program may use it. Choose another with --addr 127.0.0.1:PORT")
    })
}

/// Serves until `stop` completes and the last requests have ended.
pub async fn serve(
    listener: TcpListener,
    state: AppState,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let router = router(state.clone())?;
    let stopping = state.stopping.clone();
    let hints = tokio::spawn(live::listen(
        state.database.pool().clone(),
        state.hints.clone(),
        stopping.clone(),
    ));
    let sweep = tokio::spawn(sweep(state.clone(), stopping.clone()));
    let refresh = tokio::spawn(refresh(state.clone(), stopping.clone()));
    let announce = tokio::spawn({
        let stopping = stopping.clone();
        async move {
            stop.await;
            tracing::info!("stopping");
            stopping.cancel();
        }
    });
    let serving = connections::serve(listener, router, state.config.patience, stopping.clone());
    let patience = async {
        stopping.cancelled().await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        () = serving => {}
        () = patience => tracing::warn!("some requests were cut off"),
    }
    stopping.cancel();
    announce.abort();
    let _ = tokio::join!(hints, sweep, refresh);
    // After this nothing holds a connection, so Postgres can stop at once.
    state.database.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Completes at Ctrl-C, and at the signal by which a system asks a program to end.
pub async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "the signal to end cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}

async fn sweep(state: AppState, stopping: CancellationToken) {
    let sessions = PostgresSessions::new(state.database.pool().clone());
    while !stopping.is_cancelled() {
        state.paces.forget_idle();
        if let Err(error) = sessions.sweep().await {
            tracing::warn!(cause = %crate::failure::Impersonal(&error), "expired sessions were not removed");
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            () = tokio::time::sleep(BETWEEN_SWEEPS) => {}
        }
    }
}

/// A new version of a procedure is kept from the start; clocks that stand still move on with time, and dossiers that were
/// kept long enough are erased.
async fn refresh(state: AppState, stopping: CancellationToken) {
    while !stopping.is_cancelled() {
        tokio::select! {
            () = stopping.cancelled() => {}
            done = crate::journal::refresh_all(&state.database, &state.procedures) => match done {
                Ok(count) => tracing::debug!(count, "projections computed again"),
                Err(error) => tracing::warn!(cause = %crate::failure::Impersonal(&error), "projections are old"),
            }
        }
        let now = chrono::Utc::now();
        tokio::select! {
            () = stopping.cancelled() => {}
            done = crate::retention::sweep(&state.database, &state.files, &state.procedures, now) => match done {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "dossiers erased that were kept long enough"),
                Err(error) => tracing::warn!(cause = %crate::failure::Impersonal(&error), "nothing was erased"),
            }
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            () = tokio::time::sleep(BETWEEN_SWEEPS) => {}
        }
    }
}
