//! What is kept for each of the answers that led to it: what was done for one request is not done for another.
//!
//! It must not know what is kept.

use crate::engine::Answers;

/// One value for each of the answers that something was kept for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cases<T>(Vec<(Answers, T)>);

impl<T> Cases<T> {
    /// What is kept for these answers, if anything is.
    pub(super) fn of(&self, answers: &Answers) -> Option<&T> {
        let found = self.0.iter().find(|(led, _)| led == answers);
        found.map(|(_, kept)| kept)
    }
}

impl<T: Default> Cases<T> {
    /// Changes what is kept for these answers.
    pub(super) fn change(&mut self, answers: &Answers, how: impl FnOnce(&mut T)) {
        match self.0.iter_mut().find(|(led, _)| led == answers) {
            Some((_, kept)) => how(kept),
            None => {
                let mut kept = T::default();
                how(&mut kept);
                self.0.push((answers.clone(), kept));
            }
        }
    }
}

impl<T> Default for Cases<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
