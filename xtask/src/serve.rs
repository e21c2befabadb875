//! `cargo xtask serve`: from whatever is there to a page one can open.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::command::as_typed;
use crate::page::{self, Extras, Profile};
use crate::progress::seconds;
use crate::project;
use crate::webdriver::get;

const PAUSE: Duration = Duration::from_millis(100);

/// What to serve and where.
#[derive(Args)]
pub(crate) struct Options {
    /// A debug build that reloads the page when a file changes
    #[arg(long)]
    dev: bool,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Open the page in the person's browser
    #[arg(long)]
    open: bool,
}

/// Serves until Ctrl-C.
pub(crate) fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    let port = options.port;
    if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        bail!(
            "port {port} of 127.0.0.1 cannot be used ({error}): end what listens there or choose another with --port"
        );
    }
    let profile = if options.dev {
        Profile::Dev
    } else {
        Profile::Release
    };
    println!("setting up what the page is built with");
    let toolbox = page::set_up(profile, &Extras::default())?;

    println!("building the page");
    let mut trunk = page::trunk(&toolbox, "serve", profile)?;
    trunk.args([
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
        "--disable-address-lookup",
    ]);
    match profile {
        // Without the scripts that Trunk adds for developers.
        Profile::Release => trunk
            .args(["--no-autoreload", "--no-error-reporting", "--dist"])
            .arg(project::page()),
        // Apart from the release build, which tests may be using.
        Profile::Dev => trunk
            .arg("--dist")
            .arg(project::root().join("target/page-dev")),
    };
    if options.open {
        trunk.arg("--open");
    }
    let mut server = trunk
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start `{}`", as_typed(&trunk)))?;
    let mut is_ready = false;
    loop {
        if let Some(status) = server.try_wait().context("cannot watch Trunk")? {
            bail!("Trunk ended ({status}); what it said is above");
        }
        if !is_ready && get(port, "/").is_some() {
            is_ready = true;
            println!(
                "\nSignpost is at http://127.0.0.1:{port}/ (after {}; Ctrl-C ends it)\n",
                seconds(start.elapsed())
            );
        }
        thread::sleep(PAUSE);
    }
}
