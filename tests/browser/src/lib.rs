//! What a person does, in real browsers, against the release artefact.
