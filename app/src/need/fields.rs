//! stub
use jiff::civil::Date;
use leptos::prelude::*;

use super::form::{NeedForm, PLACE};
use crate::error::FieldError;
use crate::ports::Publication;
use crate::text::{NeedWords as W, Words};
use crate::ui::forms::Field;

pub struct NeedFields<'a> {
    pub t: Words,
    pub form: &'a NeedForm,
    pub errors: &'a [FieldError],
    pub publication: &'a Publication,
    pub start: Date,
}

impl NeedFields<'_> {
    pub fn all(&self) -> AnyView {
        let _ = (self.publication, self.start);
        let hidden = self.form.pairs().into_iter().filter(|(name, _)| name != PLACE);
        (
            Field { name: PLACE, label: self.t.say(W::Where).to_owned(), hint: None, errors: self.errors }
                .text(self.form.zone.clone(), false),
            crate::ui::forms::hidden_fields(hidden),
        )
            .into_any()
    }
}
