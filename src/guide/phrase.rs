//! The words of the screens themselves: which there are, and what each has to leave room for.
//!
//! It must not contain the words; they are in each language's text file.

use super::file::{Actor, Basis, Part, Role};

/// Makes the list of phrases: the variant, its key in the text file, its placeholders. First come those that a
/// question may show.
macro_rules! phrases {
    (
        asked { $($(#[$asked_doc:meta])* $asked:ident = $asked_key:literal $asked_placeholders:tt;)* }
        advised { $($advised:tt)* }
    ) => {
        phrases! {
            [$($asked_key),*]
            $($(#[$asked_doc])* $asked = $asked_key $asked_placeholders;)*
            $($advised)*
        }
    };
    (
        [$($asked_key:literal),*]
        $($(#[$doc:meta])* $name:ident = $key:literal [$($placeholder:literal),*];)*
    ) => {
        /// A sentence or label that belongs to the screens and not to a guide.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Phrase {
            $($(#[$doc])* $name,)*
        }

        impl Phrase {
            /// Every phrase, in the order of their declaration.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// How many of them, from the first, are what a question may show.
            pub(super) const ASKED: usize = [$($asked_key),*].len();

            /// The phrase's key in the text file.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The names that stand in the phrase in braces, for values to be filled in.
            #[must_use]
            pub fn placeholders(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($placeholder),*],)* }
            }
        }
    };
}

phrases! {
    asked {
        /// The button that takes the answer and moves on.
        Continue = "continue" [];
        /// The button to the question before.
        Back = "back" [];
        /// The button that forgets every answer.
        StartAgain = "start-again" [];
        /// Above a question of which several options may be chosen.
        ChooseSeveral = "choose-several" [];
        /// Above a question of which one option may be chosen.
        ChooseOne = "choose-one" [];
        /// The button that takes the date typed.
        DateUse = "date-use" [];
        /// Which option a date has picked.
        DatePicked = "date-picked" ["option"];
        /// What was typed is no date, or one that has not come.
        DateWrong = "date-wrong" [];
        /// The heading above the terms used on a screen.
        GlossaryHeading = "glossary-heading" [];
        /// Opens the reason for a question.
        WhyWeAsk = "why-we-ask" [];
        /// Which question this is, and that none follows.
        ProgressLast = "progress-last" ["number"];
        /// Which question this is, and how many follow for sure.
        ProgressExact = "progress-exact" ["number", "count"];
        /// Which question this is, and between which numbers those that follow lie.
        ProgressRange = "progress-range" ["number", "least", "most"];
        /// The heading of the error summary.
        ErrorHeading = "error-heading" [];
        /// Set before an error message beside a question, for those who hear it.
        ErrorPrefix = "error-prefix" [];
        /// Nothing was chosen where one option is asked for.
        ErrorChooseOne = "error-choose-one" [];
        /// Nothing was chosen where several options may be.
        ErrorChooseSeveral = "error-choose-several" [];
        /// The heading of the list of answers.
        AnswersSoFar = "answers-so-far" [];
        /// The button that goes back to one answer.
        Change = "change" [];
        /// The accessible name of that button.
        ChangeAnswer = "change-answer" ["question"];
        /// The heading above the ways to open a saved record, and the button to them.
        RecordsLoadHeading = "records-load-heading" [];
        /// The button to the overview of every route.
        OverviewOpen = "overview-open" [];
        /// While the next screen waits for the rest of the program.
        Pending = "pending" [];
        /// A link was not complete, not ours, or made for another edition.
        NoticeBadLink = "notice-bad-link" [];
        /// That nothing leaves the browser.
        Privacy = "privacy" [];
    }
    advised {
        /// The heading of the list of answers below an outcome.
        YourAnswers = "your-answers" [];
        /// Before the heading of an outcome.
        OutcomeKicker = "outcome-kicker" [];
        /// The heading of an outcome with several routes.
        OutcomeSeveral = "outcome-several" ["count"];
        /// Introduces the list of routes where there are several.
        SummaryHeading = "summary-heading" [];
        /// Which of several routes this is.
        RouteNumber = "route-number" ["number", "count"];
        /// What the route is about.
        AboutHeading = "about-heading" [];
        /// The heading above the channel.
        WhereHeading = "where-heading" [];
        /// The button that copies an address.
        Copy = "copy" [];
        /// The accessible name of that button.
        CopyAddress = "copy-address" ["address"];
        /// Said when an address is copied.
        CopyDone = "copy-done" [];
        /// Said when an address cannot be copied.
        CopyRefused = "copy-refused" [];
        /// Said of a channel that is a person.
        WherePerson = "where-person" [];
        /// Who has to act: the reader.
        ActsYou = "acts-you" [];
        /// Who has to act: the reader's organisation.
        ActsOrganisation = "acts-organisation" [];
        /// The heading above the reasons.
        WhyHeading = "why-heading" [];
        /// The organisation behind the guide is controller.
        RoleController = "role-controller" [];
        /// The organisation behind the guide is processor.
        RoleProcessor = "role-processor" [];
        /// It is open which of the two it is.
        RoleOpen = "role-open" [];
        /// Introduces the answers that decided the route.
        ReasonsHeading = "reasons-heading" [];
        /// The heading above the steps.
        DoHeading = "do-heading" [];
        /// The heading above what the request needs.
        PutHeading = "put-heading" [];
        /// The heading above the warnings.
        KnowHeading = "know-heading" [];
        /// The heading above what happens next.
        ThenHeading = "then-heading" [];
        /// Opens what to look for in an answer.
        CheckHeading = "check-heading" [];
        /// The heading above the sources.
        SourceHeading = "source-heading" [];
        /// Which revision of which document the route follows.
        SourceRevision = "source-revision" ["document", "revision", "checked"];
        /// Marks a statement that is the guide's reading.
        BasisReading = "basis-reading" [];
        /// Marks a statement that says that the source is silent.
        BasisSilent = "basis-silent" [];
        /// Marks a statement of a later revision.
        BasisLater = "basis-later" [];
        /// Marks a statement of law.
        BasisLaw = "basis-law" [];
        /// Introduces the drafts that go with a route.
        DraftsHint = "drafts-hint" [];
        /// Before the heading of a draft.
        DraftKicker = "draft-kicker" [];
        /// The heading above a draft's fields.
        FieldsHeading = "fields-heading" [];
        /// That what is typed stays in the page and is gone with it.
        FieldsHint = "fields-hint" [];
        /// Marks a field that may stay empty.
        FieldOptional = "field-optional" [];
        /// An entry is too long.
        EntryTooLong = "entry-too-long" ["found", "most"];
        /// An entry has characters that nobody sees.
        EntryHidden = "entry-hidden" ["count", "first", "place"];
        /// The button that takes them out.
        EntryClean = "entry-clean" [];
        /// An entry of one line has several.
        EntryLines = "entry-lines" [];
        /// The heading above a draft's text.
        LetterHeading = "letter-heading" [];
        /// Before its subject.
        LetterSubject = "letter-subject" [];
        /// The label of the text, which may be changed.
        LetterText = "letter-text" [];
        /// That it was changed by hand, and the fields no longer stand in it.
        LetterEdited = "letter-edited" [];
        /// The button that makes it of the fields again.
        LetterAnew = "letter-anew" [];
        /// Which fields are empty without which nobody could act on it.
        LetterMissing = "letter-missing" ["fields"];
        /// The button that copies it.
        LetterCopy = "letter-copy" [];
        /// Said when it cannot be copied.
        LetterCopyRefused = "letter-copy-refused" [];
        /// The link that opens it in a mail program.
        LetterMail = "letter-mail" [];
        /// That it is too long for some mail programs.
        LetterMailLong = "letter-mail-long" [];
        /// The link that saves it as a file.
        LetterSave = "letter-save" [];
        /// The button that prints what is on screen.
        Print = "print" [];
        /// Before the channel that it goes to.
        LetterTo = "letter-to" [];
        /// The heading above when an answer is due.
        DeadlineHeading = "deadline-heading" [];
        /// How the time is counted.
        DeadlineHint = "deadline-hint" [];
        /// The label of the field for the day on which it was sent.
        DeadlineSent = "deadline-sent" [];
        /// When an answer is due.
        DeadlineDue = "deadline-due" ["day"];
        /// How the time for one's own answer is counted.
        DeadlineOursHint = "deadline-ours-hint" [];
        /// The label of the field for the day on which the request arrived that is answered.
        DeadlineOursReceived = "deadline-ours-received" [];
        /// When one's own answer is due.
        DeadlineOursDue = "deadline-ours-due" ["day"];
        /// Above an outcome whose answers began with an example.
        NoticeExample = "notice-example" [];
        /// The link that saves it as an entry of a calendar.
        DeadlineSave = "deadline-save" [];
        /// The button to the checklist.
        ChecklistOpen = "checklist-open" [];
        /// Before the heading of the checklist.
        ChecklistKicker = "checklist-kicker" [];
        /// The heading of the checklist.
        ChecklistHeading = "checklist-heading" [];
        /// How to use the checklist, and that its ticks are gone with the page.
        ChecklistHint = "checklist-hint" [];
        /// Above the steps that are about every route.
        ChecklistShared = "checklist-shared" [];
        /// How much of the checklist is ticked.
        ChecklistDone = "checklist-done" ["done", "all"];
        /// The heading above what holds for every route of an outcome.
        SharedHeading = "shared-heading" [];
        /// The heading above the link that restores the outcome.
        KeepHeading = "keep-heading" [];
        /// What that link holds, and what it does not.
        KeepHint = "keep-hint" [];
        /// The words of that link.
        KeepLink = "keep-link" [];
        /// Said when the browser or the page does not allow to copy it.
        KeepCopyRefused = "keep-copy-refused" [];
        /// The heading of a record.
        RecordHeading = "record-heading" ["title"];
        /// What a record holds, and what it does not.
        RecordHint = "record-hint" [];
        /// When a record was made.
        RecordMade = "record-made" ["date"];
        /// Which file of which guide a record was made by.
        RecordGuide = "record-guide" ["guide", "edition", "hash"];
        /// Which revision of which document that guide follows.
        RecordSource = "record-source" ["document", "revision"];
        /// What a statement in a record rests on.
        RecordCites = "record-cites" ["references"];
        /// Before the heading of that screen.
        RecordsKicker = "records-kicker" [];
        /// The heading of that screen.
        RecordsHeading = "records-heading" [];
        /// The heading above the ways to save a result, and the button to them.
        RecordsSaveHeading = "records-save-heading" [];
        /// The link that saves a record to be read back.
        RecordsSave = "records-save" [];
        /// The link that saves a record for people.
        RecordsSaveReadable = "records-save-readable" [];
        /// What comes of opening one.
        RecordsLoadHint = "records-load-hint" [];
        /// The label of the field for the file.
        RecordsFile = "records-file" [];
        /// The label of the field for what is in it.
        RecordsPaste = "records-paste" [];
        /// The button that opens it.
        RecordsLoad = "records-load" [];
        /// Neither field has anything.
        RecordsNothing = "records-nothing" [];
        /// The record is too long.
        RecordsTooLong = "records-too-long" [];
        /// It is no record, or a damaged one.
        RecordsDamaged = "records-damaged" [];
        /// It is of a later format.
        RecordsFuture = "records-future" [];
        /// It was made by another guide.
        RecordsOtherGuide = "records-other-guide" ["guide"];
        /// It does not say what the guide says that it names.
        RecordsAltered = "records-altered" [];
        /// Above a question: a record was opened and this question needs an answer.
        ChangedQuestion = "changed-question" ["date"];
        /// The heading above what has changed since a record was made.
        ChangedHeading = "changed-heading" ["date"];
        /// That nothing has.
        ChangedNothing = "changed-nothing" ["date"];
        /// That the guide has, but not what it says.
        ChangedGuide = "changed-guide" ["date"];
        /// That something has: the link to the list of it.
        ChangedSome = "changed-some" ["date"];
        /// That answers may have meant something else.
        ChangedEdition = "changed-edition" [];
        /// That the guide follows another revision.
        ChangedRevision = "changed-revision" ["then", "now"];
        /// Before what the record says of something.
        ChangedThen = "changed-then" [];
        /// Answers that cannot be given any more.
        ChangedAnswersGone = "changed-answers-gone" [];
        /// Answers that no longer count.
        ChangedAnswersIdle = "changed-answers-idle" [];
        /// Answers in other words.
        ChangedAnswersReworded = "changed-answers-reworded" [];
        /// Questions that the record has no answer to.
        ChangedQuestionsNew = "changed-questions-new" [];
        /// Routes that are not advised any more.
        ChangedRoutesGone = "changed-routes-gone" [];
        /// Routes that were not advised.
        ChangedRoutesNew = "changed-routes-new" [];
        /// Routes that lead elsewhere.
        ChangedRoutesRedirected = "changed-routes-redirected" [];
        /// Routes in other words.
        ChangedRoutesReworded = "changed-routes-reworded" [];
        /// Statements that are not said any more.
        ChangedStatementsGone = "changed-statements-gone" [];
        /// Statements that were not said.
        ChangedStatementsNew = "changed-statements-new" [];
        /// Statements that stand elsewhere.
        ChangedStatementsMoved = "changed-statements-moved" [];
        /// Statements in other words.
        ChangedStatementsReworded = "changed-statements-reworded" [];
        /// Statements that rest on something else.
        ChangedStatementsRebased = "changed-statements-rebased" [];
        /// Statements with another address.
        ChangedStatementsRedirected = "changed-statements-redirected" [];
        /// Before the heading of the overview.
        OverviewKicker = "overview-kicker" [];
        /// The heading of the overview.
        OverviewHeading = "overview-heading" [];
        /// What the overview shows.
        OverviewHint = "overview-hint" [];
        /// The choice that narrows the overview by no option of a question.
        OverviewAny = "overview-any" [];
        /// How many of all routes the overview shows.
        OverviewCount = "overview-count" ["count", "all"];
        /// Introduces the answers of somebody whom a route concerns.
        OverviewExample = "overview-example" [];
        /// The button to the outcome of that somebody.
        OverviewTake = "overview-take" [];
        /// The accessible name of that button.
        OverviewTakeRoute = "overview-take-route" ["route"];
        /// The heading above the picture of the decision.
        PictureHeading = "picture-heading" [];
        /// How to read the picture.
        PictureHint = "picture-hint" [];
        /// How the reader's own answers are marked in it; left out while there are none.
        PictureYours = "picture-yours" [];
        /// Opens the picture's tables.
        PictureTable = "picture-table" [];
        /// The tables' column of answers.
        PictureAnswer = "picture-answer" [];
        /// The tables' column of what they lead to.
        PictureLeads = "picture-leads" [];
        /// Said of an answer that changes no place, but what is said there.
        PictureNowhere = "picture-nowhere" [];
        /// Marks an answer of the reader's own.
        PictureYourAnswer = "picture-your-answer" [];
        /// The caption of the table of every route, on a page on which nothing runs.
        PlainCaption = "plain-caption" [];
        /// The table's column of for whom a route is.
        PlainCase = "plain-case" [];
        /// The table's column of where it leads.
        PlainPlace = "plain-place" [];
        /// Said of a route that is for everyone.
        PlainEveryone = "plain-everyone" [];
        /// Before conditions that must all hold.
        PlainAll = "plain-all" [];
        /// Before conditions of which one must hold.
        PlainAny = "plain-any" [];
        /// Before conditions of which none may hold.
        PlainNone = "plain-none" [];
        /// Between options of which one will do.
        PlainOr = "plain-or" [];
        /// While the program is on its way and a button was pressed: that it will act, or else the list below will do.
        PlainWait = "plain-wait" [];
    }
}

impl Phrase {
    /// The heading above the statements of a part.
    #[must_use]
    pub fn heading(part: Part) -> Self {
        match part {
            Part::Why => Self::WhyHeading,
            Part::Do => Self::DoHeading,
            Part::Put => Self::PutHeading,
            Part::Know => Self::KnowHeading,
            Part::Then => Self::ThenHeading,
            Part::Check => Self::CheckHeading,
        }
    }

    /// Who has to act.
    #[must_use]
    pub fn acts(actor: Actor) -> Self {
        match actor {
            Actor::You => Self::ActsYou,
            Actor::Organisation => Self::ActsOrganisation,
        }
    }

    /// What the organisation behind the guide is for the data.
    #[must_use]
    pub fn role(role: Role) -> Self {
        match role {
            Role::Controller => Self::RoleController,
            Role::Processor => Self::RoleProcessor,
            Role::Open => Self::RoleOpen,
        }
    }

    /// What marks a statement on a basis; one that is plainly stated has no mark.
    #[must_use]
    pub fn basis(basis: Basis) -> Option<Self> {
        match basis {
            Basis::Stated => None,
            Basis::Reading => Some(Self::BasisReading),
            Basis::Silent => Some(Self::BasisSilent),
            Basis::Later => Some(Self::BasisLater),
            Basis::Law => Some(Self::BasisLaw),
        }
    }
}
