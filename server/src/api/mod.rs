//! The open API: what other programs ask of the site. Its types are its own, made from those of the domain: neither the stored
//! form of a listing nor the engine is bound by what a version promised.

pub mod v1;
