//! What someone sends in order to change something is done to its end, even when their browser leaves before the answer.

use std::panic::resume_unwind;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

use super::router::broken;

/// The actions that are under way, and other work that must not be cut off.
#[derive(Clone, Default)]
pub struct Actions(TaskTracker);

impl Actions {
    /// Ends once nothing is under way.
    pub async fn finished(&self) {
        self.0.close();
        self.0.wait().await;
    }
}

/// Runs what may write in a task of its own: a handler is dropped when its connection closes, a task is not. The back
/// office writes on some `GET`s too: the return of a sign-in, the last use of a session.
pub(super) async fn finish(State(actions): State<Actions>, request: Request, next: Next) -> Response {
    if request.method().is_safe() && !request.uri().path().starts_with("/gestion") {
        return next.run(request).await;
    }
    match actions.0.spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The run time itself is stopping.
            Err(_) => broken(),
        },
    }
}
