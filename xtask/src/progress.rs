//! What a person reads while waiting: what is going on, what is done, and how long it took.

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

const STILL_HERE: Duration = Duration::from_secs(15);

/// One thread of work in a [`run_together`].
pub(crate) type Lane<'a> = Box<dyn FnOnce(&Board) -> Result<()> + Send + 'a>;

/// Prints what the lanes are doing.
#[derive(Default)]
pub(crate) struct Board {
    going_on: Mutex<Vec<String>>,
}

impl Board {
    /// Does one piece of work, saying when it begins and how long it took.
    pub(crate) fn work<T>(
        &self,
        name: &str,
        note: &str,
        work: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        println!("  {name}: {note}");
        let start = Instant::now();
        self.going_on().push(name.to_owned());
        let result = work();
        self.going_on().retain(|other| other != name);
        if result.is_ok() {
            println!("  {name}: done in {}", seconds(start.elapsed()));
        }
        result
    }

    /// Says that there was nothing to do.
    pub(crate) fn already(&self, name: &str, place: &str) {
        println!("  {name}: already there ({place})");
    }

    fn going_on(&self) -> MutexGuard<'_, Vec<String>> {
        self.going_on.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs lanes of work side by side; at the first failure `give_up` is to end the others.
pub(crate) fn run_together(lanes: Vec<Lane<'_>>, give_up: fn()) -> Result<()> {
    let start = Instant::now();
    let board = Board::default();
    let first_failure = Mutex::new(None);
    let (finished, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        for lane in lanes {
            let finished = finished.clone();
            let (board, first_failure) = (&board, &first_failure);
            scope.spawn(move || {
                if let Err(error) = lane(board) {
                    let mut failure = first_failure.lock().unwrap_or_else(PoisonError::into_inner);
                    failure.get_or_insert(error);
                    drop(failure);
                    give_up();
                }
                drop(finished);
            });
        }
        drop(finished);
        while waiting.recv_timeout(STILL_HERE) == Err(mpsc::RecvTimeoutError::Timeout) {
            println!(
                "  … {}: still at {}",
                seconds(start.elapsed()),
                board.going_on().join(", ")
            );
        }
    });
    match first_failure
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
    {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// A time as a person says it.
pub(crate) fn seconds(time: Duration) -> String {
    let all = time.as_secs_f64();
    if all < 10.0 {
        return format!("{all:.1} s");
    }
    let whole = all.round() as u64;
    match (whole / 60, whole % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds:02} s"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn times_read_as_a_person_says_them() {
        let cases = [
            (340, "0.3 s"),
            (12_600, "13 s"),
            (59_700, "1 min 00 s"),
            (125_000, "2 min 05 s"),
        ];
        for (milliseconds, expected) in cases {
            assert_eq!(seconds(Duration::from_millis(milliseconds)), expected);
        }
    }

    #[test]
    fn one_failing_lane_is_what_is_reported() {
        let lanes: Vec<Lane<'_>> =
            vec![Box::new(|_| Ok(())), Box::new(|_| anyhow::bail!("no disk"))];
        assert_eq!(
            run_together(lanes, || ()).unwrap_err().to_string(),
            "no disk"
        );
    }
}
