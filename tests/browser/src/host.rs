//! A web server that hosts the artefact as a stranger's site would: strict, and failing when asked to.

use std::collections::HashMap;
use std::future;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::{FutureExt, StreamExt, stream};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::shipped;
use crate::surroundings::Surroundings;

/// Hears what the page complains about, since drivers differ in what they pass on.
///
/// It is served to every page, before any other script, as the host's own file.
const EAR: &str = include_str!("ear.js");
const EAR_PATH: &str = "/ear.js";

/// By asking for this, a page tells the host to let go of what it holds.
pub(crate) const LET_GO: &str = "/let-go";

/// How the script in the standalone page begins.
const PAGE_SCRIPT: &str = "<script type=\"module\" async>";

/// Has the page compare nothing that it fetches with its hash.
const UNSEAL: &str = "
    const sealed = window.fetch;
    window.fetch = (address, options) => sealed(address, { ...options, integrity: '' });
";

/// Where the sites in `examples/` have a copy of the widget's folder.
pub(crate) const COPY: &str = concat!("/signpost/", env!("CARGO_PKG_VERSION"));

/// What policies may name scripts by.
pub(crate) const NONCE: &str = "Cm9u";

/// The policy of the most careful host that the widget supports.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; \
    form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The same for a host that has not heard of WebAssembly.
const WITHOUT_WASM: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
    style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// The same for a reader who lets no script run.
const WITHOUT_SCRIPTS: &str = "default-src 'none'; style-src 'self'; img-src data:; \
    frame-src 'self'; base-uri 'none'; form-action 'none'";

/// A server on a free port of this machine, for one test.
pub(crate) struct Host {
    address: String,
    desk: Arc<Desk>,
    /// Gone once the host has stopped.
    runtime: Option<Runtime>,
}

/// What a path answers instead of the file there.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// This status and no body to speak of.
    Status(u16),
    /// These bytes, with the type that the path would have.
    Body(Vec<u8>),
    /// The file, said to be of this type.
    Type(&'static str),
    /// Only the first half of the file, as if it had been stored so.
    Half,
    /// A connection that breaks in the middle of the file.
    Cut,
    /// The file with one byte changed; the distance is from its start.
    Flipped(usize),
    /// The file, said to be packed in a way that it is not.
    Encoding(&'static str),
    /// A way round that leads back here.
    Loop,
    /// Nothing, ever.
    Silence,
    /// Nothing until the host is told to let it go, and then the file as it is.
    Held,
    /// The page up to its own script, then up to its middle, then all of it; each once the host is told once more
    /// to let it go, but for the first.
    InPieces,
}

/// What the host forbids its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Policy {
    Strict,
    WithoutWasm,
    WithoutScripts,
    /// Nothing, as most hosts do.
    Absent,
    /// This; the test's own script has the nonce [`NONCE`].
    Own(String),
}

struct Desk {
    files: ServeDir,
    copy: ServeDir,
    policy: Policy,
    faults: Mutex<HashMap<String, Fault>>,
    pages: Mutex<HashMap<String, String>>,
    requests: Mutex<Vec<String>>,
    is_unsealed: AtomicBool,
    is_lasting: AtomicBool,
    /// How often the host was told to let go.
    let_gos: watch::Sender<usize>,
}

impl Desk {
    fn let_go(&self) {
        self.let_gos.send_modify(|let_gos| *let_gos += 1);
    }
}

impl Host {
    /// A host of the artefact under test, with the strict policy.
    pub(crate) fn start() -> Self {
        Self::start_with(Policy::Strict)
    }

    /// The same, whose page is the standalone one in parts: see [`shipped::page_in_parts`].
    pub(crate) fn start_in_parts() -> Self {
        let host = Self::start();
        host.publish("/", &shipped::page_in_parts());
        host
    }

    /// A host of the artefact under test, with this policy.
    pub(crate) fn start_with(policy: Policy) -> Self {
        Self::of(&Surroundings::get().dist, policy)
    }

    /// A host of the files in a folder, with a copy of the widget's.
    pub(crate) fn of(folder: &Path, policy: Policy) -> Self {
        let desk = Arc::new(Desk {
            files: ServeDir::new(folder),
            copy: ServeDir::new(shipped::folder()),
            policy,
            faults: Mutex::default(),
            pages: Mutex::default(),
            requests: Mutex::default(),
            is_unsealed: AtomicBool::new(false),
            is_lasting: AtomicBool::new(false),
            let_gos: watch::Sender::default(),
        });
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime
            .block_on(TcpListener::bind(("127.0.0.1", 0)))
            .unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&desk));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            desk,
            runtime: Some(runtime),
        }
    }

    /// The address of a path here, fragment and all.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// From now on nobody answers here.
    pub(crate) fn stop(&mut self) {
        let runtime = self.runtime.take().expect("a host stops once");
        // Browsers keep connections open: those that are idle are not waited for.
        runtime.shutdown_background();
    }

    /// From now on this path fails so.
    pub(crate) fn spoil(&self, path: &str, fault: Fault) {
        self.desk
            .faults
            .lock()
            .unwrap()
            .insert(path.to_owned(), fault);
    }

    /// Answers for what is held from now on, and for what was.
    pub(crate) fn let_go(&self) {
        self.desk.let_go();
    }

    /// From now on no file that a script fetches is compared with its hash, as if each had been built as it is.
    pub(crate) fn unseal(&self) {
        self.desk.is_unsealed.store(true, Ordering::Relaxed);
    }

    /// From now on browsers may keep what they get, for an hour.
    pub(crate) fn let_browsers_keep(&self) {
        self.desk.is_lasting.store(true, Ordering::Relaxed);
    }

    /// From now on this path is a page of the host's own, or what its name says: a script, a style.
    pub(crate) fn publish(&self, path: &str, content: &str) {
        self.desk
            .pages
            .lock()
            .unwrap()
            .insert(path.to_owned(), content.to_owned());
    }

    /// The paths asked for so far, in order, without the icon that browsers look for by themselves.
    pub(crate) fn requests(&self) -> Vec<String> {
        let requests = self.desk.requests.lock().unwrap();
        requests
            .iter()
            .filter(|path| *path != "/favicon.ico")
            .cloned()
            .collect()
    }
}

async fn answer(State(desk): State<Arc<Desk>>, mut request: Request) -> Response {
    let path = request.uri().path().to_owned();
    desk.requests.lock().unwrap().push(path.clone());
    let fault = desk.faults.lock().unwrap().get(&path).cloned();
    let page = desk.pages.lock().unwrap().get(&path).cloned();

    if path == LET_GO {
        desk.let_go();
    }
    let as_stored = if path == EAR_PATH {
        let is_unsealed = desk.is_unsealed.load(Ordering::Relaxed);
        let more = if is_unsealed { UNSEAL } else { "" };
        typed("text/javascript", format!("{EAR}{more}").into())
    } else if let Some(page) = page {
        let mime = match path.rsplit_once('.') {
            Some((_, "js")) => "text/javascript",
            Some((_, "json")) => "application/json",
            Some((_, "css")) => "text/css",
            _ => "text/html; charset=utf-8",
        };
        typed(mime, page.into())
    } else {
        let mut files = &desk.files;
        if let Some(rest) = path.strip_prefix(COPY) {
            *request.uri_mut() = rest.parse().unwrap();
            files = &desk.copy;
        }
        match files.clone().oneshot(request).await {
            Ok(response) => response.map(Body::new),
            Err(impossible) => match impossible {},
        }
    };

    // A spoilt page may have no letters any more.
    let as_stored = with_ear(as_stored).await;
    let mut response = match fault {
        Some(Fault::Held) => {
            let_go(Arc::clone(&desk), 1).await;
            as_stored
        }
        Some(Fault::InPieces) => {
            let (mut parts, body) = as_stored.into_parts();
            parts.headers.remove(CONTENT_LENGTH);
            Response::from_parts(parts, in_pieces(whole(body).await, &desk))
        }
        Some(fault) => spoil(&path, as_stored, fault).await,
        None => as_stored,
    };
    let policy = match &desk.policy {
        Policy::Strict => Some(with_the_pages_own(STRICT)),
        Policy::WithoutWasm => Some(with_the_pages_own(WITHOUT_WASM)),
        Policy::WithoutScripts => Some(with_the_pages_own(WITHOUT_SCRIPTS)),
        Policy::Own(policy) => Some(policy.clone()),
        Policy::Absent => None,
    };
    let headers = response.headers_mut();
    if let Some(policy) = policy {
        let policy = HeaderValue::from_str(&policy).unwrap();
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if path.starts_with("/embed/") {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    let keeping = if desk.is_lasting.load(Ordering::Relaxed) {
        "max-age=3600"
    } else {
        "no-store"
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keeping));
    response
}

/// A policy that allows the styles and the scripts which stand in the standalone page, as the page's own does.
fn with_the_pages_own(policy: &str) -> String {
    let page = shipped::file("/index.html");
    let allow = |policy: String, kind: &str| {
        let rest = page.split_once(&format!("; {kind} "));
        let (_, rest) = rest.expect("the page's policy names what stands in it");
        let (rest, _) = rest.split_once(';').expect("another rule comes after it");
        let hashes = rest
            .split(' ')
            .filter(|source| source.starts_with("'sha256-"));
        let allowed = format!("{kind} 'self'");
        let allowing = hashes.fold(allowed.clone(), |all, hash| format!("{all} {hash}"));
        policy.replace(&allowed, &allowing)
    };
    ["style-src", "script-src"]
        .into_iter()
        .fold(policy.to_owned(), allow)
}

async fn spoil(path: &str, response: Response, fault: Fault) -> Response {
    let (mut parts, body) = response.into_parts();
    let stored = whole(body).await;
    parts.headers.remove(CONTENT_LENGTH);
    let body = match fault {
        Fault::Status(status) => {
            parts.status = StatusCode::from_u16(status).unwrap();
            Body::empty()
        }
        Fault::Body(bytes) => {
            parts.status = StatusCode::OK;
            bytes.into()
        }
        Fault::Type(mime) => {
            parts
                .headers
                .insert(CONTENT_TYPE, HeaderValue::from_static(mime));
            stored.into()
        }
        Fault::Half => stored.slice(..stored.len() / 2).into(),
        Fault::Cut => {
            parts
                .headers
                .insert(CONTENT_LENGTH, HeaderValue::from(stored.len()));
            cut(stored.slice(..stored.len() / 2))
        }
        Fault::Flipped(distance) => {
            let mut bytes = stored.to_vec();
            bytes[distance] ^= 0xff;
            bytes.into()
        }
        Fault::Encoding(encoding) => {
            parts
                .headers
                .insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            stored.into()
        }
        Fault::Loop => {
            parts.status = StatusCode::FOUND;
            parts
                .headers
                .insert(LOCATION, HeaderValue::from_str(path).unwrap());
            Body::empty()
        }
        Fault::Silence | Fault::Held | Fault::InPieces => future::pending().await,
    };
    Response::from_parts(parts, body)
}

/// See [`Fault::InPieces`].
fn in_pieces(mut page: Bytes, desk: &Arc<Desk>) -> Body {
    let middle = page.len() / 2;
    let text = std::str::from_utf8(&page).unwrap();
    let script = text.find(PAGE_SCRIPT).expect("the page has a script");
    let second = middle
        .checked_sub(script)
        .expect("it begins before the middle");
    let pieces = [page.split_to(script), page.split_to(second), page];
    let desk = Arc::clone(desk);
    let pieces = stream::iter(pieces.into_iter().enumerate()).then(move |(before, piece)| {
        let_go(Arc::clone(&desk), before).map(|()| Ok::<_, io::Error>(piece))
    });
    Body::from_stream(pieces)
}

/// Waits until the host has been told so often to let go.
async fn let_go(desk: Arc<Desk>, times: usize) {
    // It is told so by the desk, which is there as long as this.
    let mut let_gos = desk.let_gos.subscribe();
    let _ = let_gos.wait_for(|let_gos| *let_gos >= times).await;
}

/// A body that breaks off after these bytes.
fn cut(bytes: Bytes) -> Body {
    let pieces = [
        Ok(bytes),
        Err(io::Error::from(io::ErrorKind::ConnectionReset)),
    ];
    Body::from_stream(stream::iter(pieces))
}

fn is_page(response: &Response) -> bool {
    response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|mime| mime.to_str().ok())
        .is_some_and(|mime| mime.starts_with("text/html"))
}

async fn with_ear(response: Response) -> Response {
    if !is_page(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let html = String::from_utf8(whole(body).await.to_vec()).unwrap();
    let html = html.replacen(
        "<head>",
        &format!("<head><script nonce=\"{NONCE}\" src=\"{EAR_PATH}\"></script>"),
        1,
    );
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, html.into())
}

async fn whole(body: Body) -> Bytes {
    to_bytes(body, usize::MAX).await.unwrap()
}

fn typed(mime: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(mime));
    response
}
