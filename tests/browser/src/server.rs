//! A web server that people run, set up by its file in `examples/hosting/` but for two lines: where it
//! listens, and where the files are.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};

use crate::session::{PATIENCE, wait_for};
use crate::surroundings::Surroundings;

/// The folder in which the files are, according to the examples.
const FOLDER: &str = "/srv/signpost";

/// A server on a free port of this machine, ended when dropped.
pub(crate) struct Server {
    port: u16,
    child: Child,
    folder: PathBuf,
}

impl Server {
    /// nginx, with the modules that Debian has enabled.
    pub(crate) fn nginx() -> Self {
        Self::nginx_for(&Surroundings::get().dist)
    }

    /// nginx for the files of this folder.
    pub(crate) fn nginx_for(files: &Path) -> Self {
        Self::start("nginx.conf", "listen 80;", files, |port, site, folder| {
            let site = site.replace("listen 80;", &format!("listen 127.0.0.1:{port};"));
            let here = folder.display();
            // What a machine's own nginx.conf does, but in one folder and for as long as this runs.
            let whole = format!(
                "include /etc/nginx/modules-enabled/*.conf;
                daemon off; master_process off; error_log stderr; pid {here}/pid;
                events {{}}
                http {{
                    include /etc/nginx/mime.types;
                    access_log off;
                    client_body_temp_path {here}/body; proxy_temp_path {here}/proxy;
                    fastcgi_temp_path {here}/fastcgi; uwsgi_temp_path {here}/uwsgi;
                    scgi_temp_path {here}/scgi;
                    {site}
                }}"
            );
            let file = folder.join("nginx.conf");
            fs::write(&file, whole).unwrap();
            let mut nginx = Command::new(Surroundings::get().nginx());
            nginx.arg("-c").arg(file);
            nginx
        })
    }

    /// Caddy, without the certificates that it would get for a name.
    pub(crate) fn caddy() -> Self {
        let files = &Surroundings::get().dist;
        Self::start(
            "Caddyfile",
            "signpost.example",
            files,
            |port, site, folder| {
                let address = format!("http://127.0.0.1:{port}");
                let site = site.replace("signpost.example", &address);
                let file = folder.join("Caddyfile");
                fs::write(&file, format!("{{\n\tadmin off\n}}\n{site}")).unwrap();
                let mut caddy = Command::new("caddy");
                caddy
                    .args(["run", "--adapter", "caddyfile", "--config"])
                    .arg(file)
                    .env("XDG_CONFIG_HOME", folder)
                    .env("XDG_DATA_HOME", folder);
                caddy
            },
        )
    }

    /// The address of a path there.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn start(
        name: &str,
        listens: &str,
        files: &Path,
        command: impl FnOnce(u16, String, &Path) -> Command,
    ) -> Self {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/hosting");
        let site = fs::read_to_string(examples.join(name)).unwrap();
        for line in [listens, FOLDER] {
            assert_eq!(site.matches(line).count(), 1, "`{line}` in {name}");
        }
        let site = site.replace(FOLDER, files.to_str().unwrap());
        let port = free_port();
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{port}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let log = folder.join("log");
        let child = command(port, site, &folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log).unwrap())
            .spawn()
            .unwrap_or_else(|error| panic!("no server for {name}: {error}"));
        // Made before waiting, so that a server that never answers is ended too.
        let server = Self {
            port,
            child,
            folder,
        };
        wait_for(format!("an answer to {name}"), PATIENCE, || {
            TcpStream::connect(("127.0.0.1", port))
                .map(|_| ())
                .map_err(|error| format!("{error}: {}", fs::read_to_string(&log).unwrap()))
        });
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test may be failing already; that is the failure to report.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
