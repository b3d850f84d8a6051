//! Connections: accepted up to a cap, each under limits of time, all ended within one deadline when the program is told to
//! stop. Nobody keeps a place by sending slowly or not at all.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::{Instant, Sleep, sleep_until, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use super::actions::Actions;
use super::limits::household;

/// Bytes of the longest head of a request.
const HEAD: usize = 64 * 1024;

/// How long a connection may take, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionLimits {
    /// From the first byte of the head of a request to its last.
    pub head: Duration,
    /// Without a request, or without a byte of an answer taken.
    pub idle: Duration,
    /// From the order to stop to the end of the last connection.
    pub ending: Duration,
    /// At once, from everyone.
    pub most: usize,
    /// At once, from one network. None behind a proxy, whose address every connection has.
    pub most_of_one: Option<usize>,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            ending: Duration::from_secs(30),
            most: 4_096,
            most_of_one: Some(256),
        }
    }
}

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// No request has begun.
    Idle,
    /// Part of the head of a request has come.
    Head,
    /// The body of a request is coming.
    Body,
    /// A request is being answered.
    Answering,
}

/// What it is doing since when, and since when its client takes nothing of what is to be sent.
#[derive(Clone, Copy, Debug)]
struct Doing {
    phase: Phase,
    since: Instant,
    stalled: Option<Instant>,
}

/// One connection, and the order to close it.
struct Connection {
    network: IpAddr,
    doing: Mutex<Doing>,
    closed: Notify,
}

impl Connection {
    fn new(network: IpAddr) -> Self {
        let doing = Doing { phase: Phase::Idle, since: Instant::now(), stalled: None };
        Self { network, doing: Mutex::new(doing), closed: Notify::new() }
    }

    fn doing(&self) -> MutexGuard<'_, Doing> {
        self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self, phase: Phase) {
        let mut doing = self.doing();
        (doing.phase, doing.since) = (phase, Instant::now());
    }

    /// Since when it could be closed without cutting an answer.
    fn free_since(&self) -> Option<Instant> {
        let Doing { phase, since, stalled } = *self.doing();
        (phase != Phase::Answering && stalled.is_none()).then_some(since)
    }

    /// Whether no request has come whole enough to be answered, and nothing is still to be sent.
    fn is_waiting(&self) -> bool {
        let Doing { phase, stalled, .. } = *self.doing();
        matches!(phase, Phase::Idle | Phase::Head) && stalled.is_none()
    }

    fn deadline(&self, limits: &ConnectionLimits) -> Option<Instant> {
        let Doing { phase, since, stalled } = *self.doing();
        match (stalled, phase) {
            (Some(stalled), _) => Some(stalled + limits.idle),
            (None, Phase::Idle) => Some(since + limits.idle),
            (None, Phase::Head) => Some(since + limits.head),
            // Bodies and handlers have limits of their own.
            (None, Phase::Body | Phase::Answering) => None,
        }
    }
}

/// The connection of a request, in its extensions: told when the body has come, from when on it is not closed to make room.
#[derive(Clone)]
pub(super) struct Coming(Arc<Connection>);

impl Coming {
    pub fn is_whole(&self) {
        self.0.enter(Phase::Answering);
    }
}

/// The connections that are open, in the order they came.
struct Registry {
    limits: ConnectionLimits,
    open: Mutex<(u64, BTreeMap<u64, Arc<Connection>>)>,
}

impl Registry {
    fn open(&self) -> MutexGuard<'_, (u64, BTreeMap<u64, Arc<Connection>>)> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a newcomer in. Where a cap is reached, the one that has done nothing for longest makes room; where every one
    /// is being answered, the newcomer is refused.
    fn admit(&self, network: IpAddr) -> Option<(u64, Arc<Connection>)> {
        let (last, open) = &mut *self.open();
        let of_network = open.values().filter(|other| other.network == network).count();
        let crowded_network = self.limits.most_of_one.is_some_and(|most| of_network >= most);
        if crowded_network || open.len() >= self.limits.most {
            let concerned = open.iter().filter(|(_, other)| !crowded_network || other.network == network);
            let free = concerned.filter_map(|(number, other)| Some((other.free_since()?, *number)));
            let (_, oldest) = free.min()?;
            if let Some(closed) = open.remove(&oldest) {
                closed.closed.notify_one();
            }
        }
        *last += 1;
        let connection = Arc::new(Connection::new(network));
        open.insert(*last, Arc::clone(&connection));
        Some((*last, connection))
    }

    fn forget(&self, number: u64) {
        self.open().1.remove(&number);
    }
}

/// A socket that tells what its connection is doing.
struct Told {
    socket: TcpStream,
    connection: Arc<Connection>,
}

impl AsyncRead for Told {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.socket).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            let mut doing = self.connection.doing();
            if doing.phase == Phase::Idle {
                (doing.phase, doing.since) = (Phase::Head, Instant::now());
            }
        }
        read
    }
}

impl Told {
    fn written(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        let mut doing = self.connection.doing();
        doing.stalled = written.is_pending().then(|| doing.stalled.unwrap_or_else(Instant::now));
        written
    }
}

impl AsyncWrite for Told {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.written(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(cx, parts);
        self.written(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

/// The body of an answer; when it has been sent, or was dropped, the connection is idle again.
struct Sent {
    body: Body,
    connection: Arc<Connection>,
}

impl Drop for Sent {
    fn drop(&mut self) {
        self.connection.enter(Phase::Idle);
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Serves a site until `stop`, then ends what is being answered and done, within one deadline. False when something had to
/// be cut.
pub async fn serve(
    listener: TcpListener,
    site: Router,
    actions: &Actions,
    limits: ConnectionLimits,
    stop: CancellationToken,
) -> bool {
    let registry = Arc::new(Registry { limits, open: Mutex::new((0, BTreeMap::new())) });
    let tasks = TaskTracker::new();
    let cut = CancellationToken::new();
    loop {
        let (socket, address) = tokio::select! {
            accepted = accepted(&listener) => accepted,
            () = stop.cancelled() => break,
        };
        // Small answers are not held back to be sent with the next.
        let _ = socket.set_nodelay(true);
        let Some((number, connection)) = registry.admit(household(address.ip())) else { continue };
        let (site, registry, stop, cut) = (site.clone(), Arc::clone(&registry), stop.clone(), cut.clone());
        tasks.spawn(async move {
            let answering = answer(socket, address, site, &connection, &registry.limits, &stop);
            tokio::select! {
                () = answering => {}
                () = cut.cancelled() => {}
            }
            registry.forget(number);
        });
    }
    drop(listener);
    tasks.close();
    let ending = async {
        tasks.wait().await;
        actions.finished().await;
    };
    let ended = timeout(limits.ending, ending).await.is_ok();
    cut.cancel();
    ended
}

/// The next connection. One that was lost before it was accepted is nothing; where there are no files left, others must end
/// first.
async fn accepted(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted for now");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}

/// Answers the requests of one connection until it ends, its time is over, it has to make room, or the program stops.
async fn answer(
    socket: TcpStream,
    address: SocketAddr,
    site: Router,
    connection: &Arc<Connection>,
    limits: &ConnectionLimits,
    stop: &CancellationToken,
) {
    let answered = Arc::clone(connection);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        answered.enter(if request.body().is_end_stream() { Phase::Answering } else { Phase::Body });
        let (site, connection) = (site.clone(), Arc::clone(&answered));
        async move {
            let mut request: Request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(address));
            request.extensions_mut().insert(Coming(Arc::clone(&connection)));
            let response: Result<Response, _> = site.oneshot(request).await;
            response.map(|response| response.map(|body| Sent { body, connection }))
        }
    });
    let told = TokioIo::new(Told { socket, connection: Arc::clone(connection) });
    let mut serving = pin!(http1::Builder::new().max_buf_size(HEAD).serve_connection(told, service));
    let mut late = pin!(sleep_until(Instant::now() + limits.idle));
    let mut closed = pin!(connection.closed.notified());
    let mut stopped = pin!(stop.cancelled());
    let mut is_stopping = false;
    // The phase changes only while the connection is polled, here: the deadline is looked at after it.
    poll_fn(|cx| {
        if !is_stopping && stopped.as_mut().poll(cx).is_ready() {
            is_stopping = true;
            serving.as_mut().graceful_shutdown();
        }
        // An error is the client's: it left, or did not speak HTTP.
        if serving.as_mut().poll(cx).is_ready() || closed.as_mut().poll(cx).is_ready() {
            return Poll::Ready(());
        }
        // Nothing of a request that can still be answered has come.
        if is_stopping && connection.is_waiting() {
            return Poll::Ready(());
        }
        is_late(late.as_mut(), connection.deadline(limits), cx)
    })
    .await;
}

fn is_late(mut late: Pin<&mut Sleep>, deadline: Option<Instant>, cx: &mut Context<'_>) -> Poll<()> {
    let Some(deadline) = deadline else { return Poll::Pending };
    if late.deadline() != deadline {
        late.as_mut().reset(deadline);
    }
    late.poll(cx)
}
