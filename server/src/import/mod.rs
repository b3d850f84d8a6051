//! Files that the City receives, read line by line: one wrong line never stops the others, a file of another kind is
//! refused completely.

pub mod addresses;
mod borders;
pub mod communes;
mod grid;
pub mod has;
mod labels;
mod lines;
pub mod merge;
pub mod preview;
pub mod register;
mod unpacked;
mod words;
pub mod zones;
