//! What of a guide can be sent: fields, drafts and deadlines, checked and resolved.

use super::{Compiler, NUMBERS, Places, places};
use crate::guide::draft::{Deadline, Draft, Field, Paragraph};
use crate::guide::file::{
    DeadlineFile, DraftFile, FieldFile, ParagraphFile, Period, ReferenceKind, RouteFile,
};
use crate::guide::problem::{Place, Problem};
use crate::guide::{DraftId, FieldId, MAX_ENTRIES, ReferenceId, RouteId, StageId, StatementId};

impl Compiler<'_> {
    pub(super) fn stage_named(&mut self, place: &Place, name: &str) -> Option<StageId> {
        let names = &self.names.stages;
        self.find(place, name, names, Place::Stage).map(StageId)
    }

    pub(super) fn fields(&mut self) -> Vec<Field> {
        let files: &[FieldFile] = &self.file.fields;
        self.check_ids(files.iter().map(|field| &*field.id), Place::Field);
        self.check_most("fields", files.len(), MAX_ENTRIES);
        let drafts = self.file.drafts.iter();
        let used: Vec<_> = drafts
            .flat_map(|draft| {
                let filled = draft.paragraphs.iter().flat_map(|each| &each.fills);
                filled.chain(&draft.needs)
            })
            .collect();
        for field in files {
            if !used.contains(&&field.id) {
                let field = field.id.clone();
                self.problems.push(Problem::IdleField { field });
            }
        }
        NUMBERS
            .zip(files)
            .map(|(index, file)| Field {
                id: FieldId(index),
                name: file.id.clone(),
                kind: file.kind,
                autofill: file.autofill,
            })
            .collect()
    }

    pub(super) fn drafts(&mut self) -> Vec<Draft> {
        let files: &[DraftFile] = &self.file.drafts;
        self.check_ids(files.iter().map(|draft| &*draft.id), Place::Draft);
        self.check_most("drafts", files.len(), MAX_ENTRIES);
        NUMBERS
            .zip(files)
            .map(|(index, file)| self.draft(index, file))
            .collect()
    }

    fn draft(&mut self, index: u16, file: &DraftFile) -> Draft {
        let place = Place::Draft(file.id.clone());
        self.check_some(&place, "routes", file.routes.len());
        self.check_some(&place, "paragraphs", file.paragraphs.len());
        let names = &self.names.routes;
        let mut routes = self.all(&place, &file.routes, names, Place::Route);
        // They are shown with the first that is advised, which is the first in the guide.
        routes.sort_unstable();
        let files: &[RouteFile] = &self.file.routes;
        let route_files: Vec<_> = routes
            .iter()
            .map(|&route| (RouteId(route), &files[usize::from(route)]))
            .collect();
        let paragraph_place = |paragraph: String| Place::Paragraph {
            draft: file.id.clone(),
            paragraph,
        };
        self.check_ids(
            file.paragraphs.iter().map(|each| &*each.id),
            paragraph_place,
        );
        let stage = file.stage.as_ref();
        let stage = stage.and_then(|name| self.stage_named(&place, name));
        Draft {
            id: DraftId(index),
            name: file.id.clone(),
            routes: routes.into_iter().map(RouteId).collect(),
            to: file.to,
            rule: self.rule(&place, file.when.as_ref(), None),
            stage,
            needs: self.fields_named(&place, &file.needs),
            paragraphs: file
                .paragraphs
                .iter()
                .map(|each| self.paragraph(&paragraph_place(each.id.clone()), each, &route_files))
                .collect(),
        }
    }

    fn paragraph(
        &mut self,
        place: &Place,
        file: &ParagraphFile,
        routes: &[(RouteId, &RouteFile)],
    ) -> Paragraph {
        let fills = self.fields_named(place, &file.fills);
        let unless = self.fields_named(place, &file.unless);
        if !unless.is_empty() && unless.iter().all(|field| fills.contains(field)) {
            let place = place.clone();
            self.problems.push(Problem::NeverWritten { place });
        }
        let mut says = Vec::new();
        for (route, route_file) in routes {
            let names = places(route_file.statements.iter().map(|each| &*each.id));
            let named = |statement| Place::Statement {
                route: route_file.id.clone(),
                statement,
            };
            for index in self.all(place, &file.says, &names, named) {
                says.push(StatementId {
                    route: Some(*route),
                    index,
                });
            }
        }
        Paragraph {
            name: file.id.clone(),
            rule: self.rule(place, file.when.as_ref(), None),
            fills,
            unless,
            says,
            cites: self.provisions(place, &file.cites),
        }
    }

    pub(super) fn deadlines(&mut self) -> Vec<Deadline> {
        let files: &[DeadlineFile] = &self.file.deadlines;
        self.check_ids(files.iter().map(|each| &*each.id), Place::Deadline);
        files.iter().map(|file| self.deadline(file)).collect()
    }

    fn deadline(&mut self, file: &DeadlineFile) -> Deadline {
        let place = Place::Deadline(file.id.clone());
        self.check_some(&place, "drafts", file.drafts.len());
        self.check_some(&place, "cites", file.cites.len());
        if let Period::Days(0) | Period::Months(0) = file.period {
            let deadline = file.id.clone();
            self.problems.push(Problem::NoPeriod { deadline });
        }
        let names = &self.names.drafts;
        let drafts = self.all(&place, &file.drafts, names, Place::Draft);
        Deadline {
            name: file.id.clone(),
            drafts: drafts.into_iter().map(DraftId).collect(),
            rule: self.rule(&place, file.when.as_ref(), None),
            period: file.period,
            cites: self.provisions(&place, &file.cites),
        }
    }

    fn fields_named(&mut self, place: &Place, names: &[String]) -> Vec<FieldId> {
        let fields = self.all(place, names, &self.names.fields, Place::Field);
        fields.into_iter().map(FieldId).collect()
    }

    fn provisions(&mut self, place: &Place, names: &[String]) -> Vec<ReferenceId> {
        let found = self.all(place, names, &self.names.references, Place::Reference);
        for &index in &found {
            let reference = &self.file.references[usize::from(index)];
            if reference.kind != ReferenceKind::Law {
                self.problems.push(Problem::NotLaw {
                    place: place.clone(),
                    reference: reference.id.clone(),
                });
            }
        }
        found.into_iter().map(ReferenceId).collect()
    }

    /// Finds entries by their names, each once.
    fn all(
        &mut self,
        place: &Place,
        names: &[String],
        known: &Places,
        named: impl Fn(String) -> Place,
    ) -> Vec<u16> {
        let mut found = Vec::new();
        for name in names {
            match self.find(place, name, known, &named) {
                Some(index) if found.contains(&index) => {
                    let (place, named) = (place.clone(), named(name.clone()));
                    self.problems.push(Problem::NamesTwice { place, named });
                }
                Some(index) => found.push(index),
                None => {}
            }
        }
        found
    }

    fn find(
        &mut self,
        place: &Place,
        name: &str,
        known: &Places,
        named: impl Fn(String) -> Place,
    ) -> Option<u16> {
        let found = known.get(name).copied();
        if found.is_none() {
            let (place, named) = (place.clone(), named(name.to_owned()));
            self.problems.push(Problem::NamesUnknown { place, named });
        }
        found
    }

    fn check_some(&mut self, place: &Place, list: &'static str, count: usize) {
        if count == 0 {
            let place = place.clone();
            self.problems.push(Problem::EmptyIn { place, list });
        }
    }
}
