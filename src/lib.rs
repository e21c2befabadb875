//! Signpost: asks a person a few questions and tells them where to send a privacy request.
