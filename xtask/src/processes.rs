//! No process outlives the command that started it: not on failure, not on Ctrl-C.

use std::fs;
use std::process;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

const TIME_TO_TIDY_UP: Duration = Duration::from_millis(1500);
const PAUSE: Duration = Duration::from_millis(20);

/// From here on, Ctrl-C and `kill` end everything this process started.
pub(crate) fn end_with_this_one() -> Result<()> {
    // A browser detaches from its driver: its processes fall to this one, which can then find them.
    prctl::set_child_subreaper(true).context("cannot adopt orphaned processes")?;
    ctrlc::set_handler(|| {
        end_descendants();
        process::exit(130);
    })
    .context("cannot listen for Ctrl-C")
}

/// Ends every process below this one: politely, then by force.
pub(crate) fn end_descendants() {
    let deadline = Instant::now() + TIME_TO_TIDY_UP;
    let mut asked = Vec::new();
    loop {
        let left = below(process::id().cast_signed(), &running());
        if left.is_empty() {
            forget_ended();
            return;
        }
        for pid in left {
            if Instant::now() > deadline {
                let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
            } else if !asked.contains(&pid) {
                asked.push(pid);
                let _ = kill(Pid::from_raw(pid), Signal::SIGTERM);
            }
        }
        thread::sleep(PAUSE);
    }
}

/// Takes note of every child that has ended: without that, each stays in the process table.
fn forget_ended() {
    while waitpid(None, Some(WaitPidFlag::WNOHANG))
        .is_ok_and(|status| status != WaitStatus::StillAlive)
    {}
}

/// A running process and the one that started it.
#[derive(Clone, Copy)]
struct Process {
    pid: i32,
    parent: i32,
}

fn running() -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok())
        .filter_map(|stat| read_stat(&stat))
        .collect()
}

/// Reads `/proc/<pid>/stat`; a process that has ended and only waits to be noticed does not count.
fn read_stat(stat: &str) -> Option<Process> {
    // The name, in brackets, may itself hold spaces and brackets.
    let (before, after) = stat.rsplit_once(')')?;
    let pid = before.split_whitespace().next()?.parse().ok()?;
    let mut fields = after.split_whitespace();
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    (!matches!(state, "Z" | "X")).then_some(Process { pid, parent })
}

fn below(ancestor: i32, running: &[Process]) -> Vec<i32> {
    let mut found = vec![ancestor];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(
            running
                .iter()
                .filter(|process| process.parent == parent)
                .map(|process| process.pid),
        );
        next += 1;
    }
    found.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grandchildren_are_below_and_neighbours_are_not() {
        let running = [(2, 1), (3, 2), (4, 3), (5, 1)].map(|(pid, parent)| Process { pid, parent });
        assert_eq!(below(2, &running), [3, 4]);
        assert!(below(4, &running).is_empty());
    }

    #[test]
    fn a_process_is_read_whatever_its_name() {
        let read =
            read_stat("7 (Web (content)) S 3 7 7 0").map(|process| (process.pid, process.parent));
        assert_eq!(read, Some((7, 3)));
    }

    #[test]
    fn a_process_that_has_ended_does_not_count() {
        assert!(read_stat("7 (chromium) Z 3 7 7 0").is_none());
    }
}
