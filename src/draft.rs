//! What a person sends and keeps: what was typed, checked, and the forms in which it leaves the page.
//!
//! It must not know Yew, the window, a clock or a random source: today and now are arguments.

pub mod entry;

pub mod mail;

pub mod calendar;
