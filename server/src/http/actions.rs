//! What someone sends in order to change something is done to its end, even when their browser leaves before the answer.

use app::text::Lang;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::oneshot;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

use super::errors::broken;
use super::request_log::{Cause, unread};

/// The actions that are under way, and other work that must not be cut off.
#[derive(Clone, Default)]
pub struct Actions(TaskTracker);

impl Actions {
    /// Does something that is waited for when the program stops.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.0.spawn(work);
    }

    /// Ends once nothing is under way.
    pub async fn finished(&self) {
        self.0.close();
        self.0.wait().await;
    }
}

/// Runs what may write in a task of its own: a handler is dropped when its connection closes, a task is not. The back
/// office writes on some `GET`s too: the return of a sign-in, the last use of a session. Panics were caught within.
pub(super) async fn finish(State(actions): State<Actions>, request: Request, next: Next) -> Response {
    if request.method().is_safe() && !request.uri().path().starts_with("/gestion") {
        return next.run(request).await;
    }
    let (lang, _) = Lang::split(request.uri().path());
    let (answered, waiting) = oneshot::channel();
    let action = async move {
        if let Err(answer) = answered.send(next.run(request).await) {
            unread(&answer);
        }
    };
    actions.0.spawn(action.in_current_span());
    // The run time itself is stopping where there is no answer.
    waiting.await.unwrap_or_else(|_| Cause::text("the program is stopping").of_answer(broken(lang)))
}
