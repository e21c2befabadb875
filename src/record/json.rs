//! JSON as a tree, and a record out of it. Strict: a field that is missing, unknown or there twice is a problem.
//!
//! Readers that serde derives do the same for each shape anew, and weigh more than the rest of `record`
//! in the browser. It must not know what a record means.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::{
    Record, RecordedAnswer, RecordedChannel, RecordedCite, RecordedGuide, RecordedOption,
    RecordedReason, RecordedRoute, RecordedStatement,
};
use crate::guide::file::{Actor, Basis, Part, Role};

/// A value, as far as records have use for it.
#[derive(Debug)]
pub(super) enum Json {
    Text(String),
    Number(u64),
    List(Vec<Json>),
    /// Each name is there once.
    Fields(Vec<(String, Json)>),
    /// `null`, which is as good as no value.
    Nothing,
    /// Whatever no record holds: a truth, a number that counts nothing.
    Other,
}

impl Json {
    /// The value of a field, if it has that field.
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        let Self::Fields(fields) = self else {
            return None;
        };
        let found = fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        let mut known = BTreeSet::new();
        while let Some((name, value)) = entries.next_entry::<String, _>()? {
            if !known.insert(name.clone()) {
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
            fields.push((name, value));
        }
        Ok(Json::Fields(fields))
    }
}

/// What can be read out of a tree; the error says where it does not fit, and why.
pub(super) trait Shape: Sized {
    fn from_json(json: Json) -> Result<Self, String>;
}

impl Shape for String {
    fn from_json(json: Json) -> Result<Self, String> {
        match json {
            Json::Text(text) => Ok(text),
            Json::Number(_) | Json::List(_) | Json::Fields(_) | Json::Nothing | Json::Other => {
                Err("it is no text".to_owned())
            }
        }
    }
}

impl Shape for u32 {
    fn from_json(json: Json) -> Result<Self, String> {
        let number = match json {
            Json::Number(number) => Self::try_from(number).ok(),
            Json::Text(_) | Json::List(_) | Json::Fields(_) | Json::Nothing | Json::Other => None,
        };
        number.ok_or_else(|| "it counts nothing".to_owned())
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn from_json(json: Json) -> Result<Self, String> {
        let Json::List(entries) = json else {
            return Err("it is no list".to_owned());
        };
        let numbered = (1_usize..).zip(entries);
        numbered
            .map(|(number, entry)| {
                T::from_json(entry).map_err(|what| format!("entry {number}: {what}"))
            })
            .collect()
    }
}

/// The fields of an object, taken out one by one.
struct Fields(Vec<(String, Json)>);

impl Fields {
    fn of(json: Json) -> Result<Self, String> {
        match json {
            Json::Fields(fields) => Ok(Self(fields)),
            Json::Text(_) | Json::Number(_) | Json::List(_) | Json::Nothing | Json::Other => {
                Err("it has no fields".to_owned())
            }
        }
    }

    fn take(&mut self, name: &str) -> Option<Json> {
        let place = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(place).1)
    }

    fn end(&self) -> Result<(), String> {
        match self.0.first() {
            Some((spare, _)) => Err(format!("`{spare}` is unknown")),
            None => Ok(()),
        }
    }
}

fn needed<T: Shape>(fields: &mut Fields, name: &str) -> Result<T, String> {
    let value = fields.take(name);
    T::from_json(value.ok_or_else(|| format!("`{name}` is missing"))?)
        .map_err(|what| within(name, &what))
}

fn optional<T: Shape>(fields: &mut Fields, name: &str) -> Result<Option<T>, String> {
    let value = fields.take(name);
    let value = value.filter(|value| !matches!(value, Json::Nothing));
    let read = value.map(|value| T::from_json(value).map_err(|what| within(name, &what)));
    read.transpose()
}

fn within(name: &str, what: &str) -> String {
    format!("`{name}`: {what}")
}

/// Reads a struct field by field, each with a reader.
macro_rules! shape {
    ($name:ident { $($field:ident: $read:ident),* $(,)? }) => {
        impl Shape for $name {
            fn from_json(json: Json) -> Result<Self, String> {
                let mut fields = Fields::of(json)?;
                let read = Self { $($field: $read(&mut fields, stringify!($field))?,)* };
                fields.end()?;
                Ok(read)
            }
        }
    };
}

shape!(Record {
    format: needed,
    guide: needed,
    date: needed,
    locale: needed,
    answers: needed,
    routes: needed,
    shared: needed,
});
shape!(RecordedGuide {
    id: needed,
    edition: needed,
    revision: needed,
    hash: needed,
    title: needed,
    source: needed,
});
shape!(RecordedAnswer {
    question: needed,
    words: needed,
    options: needed,
});
shape!(RecordedOption {
    id: needed,
    words: needed,
});
shape!(RecordedRoute {
    id: needed,
    title: needed,
    about: needed,
    channel: needed,
    acts: needed,
    role: needed,
    reasons: needed,
    statements: needed,
});
shape!(RecordedChannel {
    id: needed,
    words: needed,
    address: optional,
});
shape!(RecordedReason {
    question: needed,
    options: needed,
});
shape!(RecordedStatement {
    id: needed,
    part: needed,
    basis: needed,
    words: needed,
    cites: needed,
    channel: optional,
});
shape!(RecordedCite {
    id: needed,
    words: needed,
});

/// Reads one of the words that serde writes a choice as.
macro_rules! words {
    ($($name:ident),*) => {$(
        impl Shape for $name {
            fn from_json(json: Json) -> Result<Self, String> {
                let word = String::from_json(json)?;
                let word: StrDeserializer<ValueError> = word.as_str().into_deserializer();
                Self::deserialize(word).map_err(|error| error.to_string())
            }
        }
    )*};
}

words!(Actor, Basis, Part, Role);
