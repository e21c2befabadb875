//! What Orca says, heard from the file that it writes; it knows nothing of the widget.
//!
//! `cargo xtask listen` starts Orca and its screen. Keys are pressed on that screen, so that they go
//! the way of a real keyboard's, past Orca, and not into the browser by its driver.

use std::fmt;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::session::{PATIENCE, wait_for};
use crate::surroundings::Surroundings;

/// A key, by the name that X has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Tab,
    Enter,
    Space,
}

/// Somebody who hears what Orca says from a moment on.
pub(crate) struct Ear {
    /// How much of the file had been written then.
    offset: u64,
    since: SystemTime,
}

/// What Orca has said so far.
#[derive(Debug, Default, Clone)]
pub(crate) struct Speech {
    utterances: Vec<Utterance>,
    /// How many of the utterances Orca has cut short, all of them from the first.
    cut_short: usize,
}

/// One piece of what Orca has handed to the voice.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Utterance {
    text: String,
    /// From the moment listened from.
    after: Duration,
}

/// Words as they are heard: without case and punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words(String);

impl Ear {
    /// Hears what is said from now on.
    pub(crate) fn open() -> Self {
        // In this order, so that nothing heard was said before the moment.
        let since = SystemTime::now();
        let offset = file().metadata().unwrap().len();
        Self { offset, since }
    }

    /// Presses a key, once Orca has said everything that there was to say, and hears what is said
    /// from then on.
    #[track_caller]
    pub(crate) fn press(key: Key) -> Self {
        wait_until_idle();
        let ear = Self::open();
        let name = match key {
            Key::Tab => "Tab",
            Key::Enter => "Return",
            Key::Space => "space",
        };
        let status = Command::new("xdotool").args(["key", name]).status();
        assert!(status.unwrap().success(), "xdotool cannot press {name}");
        ear
    }

    /// Everything said since, once Orca has said everything that there was to say.
    #[track_caller]
    pub(crate) fn all_said(&self) -> Speech {
        wait_until_idle();
        self.speech()
    }

    fn speech(&self) -> Speech {
        let mut file = file();
        file.seek(SeekFrom::Start(self.offset)).unwrap();
        let mut written = Vec::new();
        file.read_to_end(&mut written).unwrap();
        read_speech(&String::from_utf8_lossy(&written), time_of_day(self.since))
    }

    /// Waits until these words are said, and returns how long that took from the moment on.
    #[track_caller]
    pub(crate) fn hear(&self, words: &str) -> Duration {
        let sought = Words::new(words);
        wait_for(format!("Orca to say “{words}”"), PATIENCE, || {
            let speech = self.speech();
            speech.when(&sought).ok_or_else(|| speech.to_string())
        })
    }

    /// Waits until anything is said.
    #[track_caller]
    pub(crate) fn hear_anything(&self) {
        wait_for("Orca to say anything", PATIENCE, || {
            let speech = self.speech();
            let is_silent = speech.utterances.is_empty();
            if is_silent {
                Err(speech.to_string())
            } else {
                Ok(())
            }
        });
    }

    /// Panics if any of these words have been said since, even if they were cut short.
    #[track_caller]
    pub(crate) fn has_not_heard<'a>(&self, forbidden: impl IntoIterator<Item = &'a str>) {
        let speech = self.all_said();
        let said = speech.all();
        for words in forbidden {
            let is_said = said.contain(&Words::new(words));
            assert!(!is_said, "Orca said “{words}”: {speech}");
        }
    }
}

impl Speech {
    /// When these words had been said, unless they were not or Orca cut them short.
    fn when(&self, words: &Words) -> Option<Duration> {
        let heard = &self.utterances[self.cut_short..];
        let until = (1..=heard.len()).find(|until| joined(&heard[..*until]).contain(words))?;
        Some(heard[until - 1].after)
    }

    fn all(&self) -> Words {
        joined(&self.utterances)
    }
}

impl fmt::Display for Speech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<_> = self
            .utterances
            .iter()
            .map(|utterance| utterance.text.trim())
            .collect();
        write!(f, "“{}”", texts.join(" | "))
    }
}

impl Words {
    pub(crate) fn new(text: &str) -> Self {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<_> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        // With a space at either end, so that a word is not found within another.
        Self(format!(" {} ", words.join(" ")))
    }

    /// Whether these words are among them, one after another.
    pub(crate) fn contain(&self, others: &Self) -> bool {
        self.0.contains(&others.0)
    }
}

fn joined(utterances: &[Utterance]) -> Words {
    let texts: Vec<_> = utterances.iter().map(|it| it.text.as_str()).collect();
    Words::new(&texts.join(" "))
}

fn file() -> File {
    let path: &Path = Surroundings::get()
        .orca
        .as_deref()
        .expect("SIGNPOST_ORCA is not set: `cargo xtask listen` sets it and starts Orca");
    File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Waits until Orca has dealt with every event that has reached it: it writes down when it puts one
/// into its queue, and when it is through with one.
#[track_caller]
fn wait_until_idle() {
    wait_for("Orca to be idle", PATIENCE, || {
        let mut written = Vec::new();
        file().read_to_end(&mut written).unwrap();
        let written = String::from_utf8_lossy(&written);
        let queued = written.matches(" - EVENT MANAGER: Queueing ").count();
        let done = written.matches("^^^^^ PROCESS OBJECT EVENT ").count();
        if done == queued {
            Ok(())
        } else {
            Err(format!("{done} events done of {queued}"))
        }
    });
}

/// Orca 43 writes each piece that it hands to the voice as `<speak>…</speak>`, with marks in it, and
/// says when it stops the voice; both after the time of day.
fn read_speech(written: &str, since: Duration) -> Speech {
    const SAID: &str = "SPEECH DISPATCHER: Speaking '<speak>";
    const CUT_SHORT: &str = "DEFAULT: Interrupting presentation";
    let mut speech = Speech::default();
    for (start, _) in written.match_indices(" - ") {
        let rest = &written[start + 3..];
        if rest.starts_with(CUT_SHORT) {
            speech.cut_short = speech.utterances.len();
            continue;
        }
        // The end of the file may be in the middle of a piece; the next look will find it whole.
        let Some((marked, _)) = rest
            .strip_prefix(SAID)
            .and_then(|it| it.split_once("</speak>"))
        else {
            continue;
        };
        let line = written[..start].rsplit('\n').next().unwrap();
        speech.utterances.push(Utterance {
            text: without_marks(marked),
            after: past(since, read_time(line)),
        });
    }
    speech
}

fn without_marks(marked: &str) -> String {
    let mut pieces = marked.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |text, piece| {
        text + piece.split_once('>').map_or(piece, |(_, after)| after)
    });
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Reads a time such as `04:14:37.913950`.
fn read_time(time: &str) -> Duration {
    let seconds = time
        .split(':')
        .map(|part| {
            part.parse::<f64>()
                .unwrap_or_else(|_| panic!("`{time}` is no time of day"))
        })
        .fold(0.0, |sum, part| sum * 60.0 + part);
    Duration::from_secs_f64(seconds)
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn time_of_day(time: SystemTime) -> Duration {
    let since = time.duration_since(UNIX_EPOCH).unwrap();
    Duration::new(since.as_secs() % DAY.as_secs(), since.subsec_nanos())
}

/// How long after one time of day another is, which may be tomorrow's.
fn past(earlier: Duration, later: Duration) -> Duration {
    later
        .checked_sub(earlier)
        .unwrap_or_else(|| later + DAY - earlier)
}

#[test]
fn what_orca_writes_is_read_as_what_it_says() {
    let written = "\
04:14:37.500000 - SPEECH DISPATCHER: Speaking '<speak><mark name=\"0:4\"/>Whose <mark name=\"5:9\"/>data?</speak>' \n\
                  ORCA rate 5.0, pitch 5.0\n\
04:14:37.600000 - DEFAULT: Interrupting presentation\n\
04:14:37.750000 - SPEECH DISPATCHER: Speaking '<speak><mark name=\"0:1\"/>A &amp;\nB</speak>' \n\
04:14:37.800000 - SPEECH DISPATCHER: Speaking '<speak><mark name=\"0:5\"/>half a pie";
    let speech = read_speech(written, read_time("04:14:37.250000"));
    assert_eq!(speech.to_string(), "“Whose data? | A &\nB”");
    assert!(speech.all().contain(&Words::new("whose data")));
    assert_eq!(speech.when(&Words::new("Whose data")), None, "cut short");
    assert_eq!(
        speech.when(&Words::new("a b")),
        Some(Duration::from_millis(500))
    );
    assert_eq!(speech.when(&Words::new("half")), None, "not yet whole");
}

#[test]
fn midnight_makes_nobody_wait_a_day() {
    let after = past(read_time("23:59:59.900000"), read_time("00:00:00.100000"));
    assert_eq!(after.as_millis(), 200);
}

#[test]
fn a_word_is_not_found_within_another() {
    let said = Words::new("Choose what is true.");
    assert!(said.contain(&Words::new("What is")));
    assert!(!said.contain(&Words::new("hat is")));
}
