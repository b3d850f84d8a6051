//! Files that the City receives, read line by line: one bad line never stops the others, a foreign file is refused whole.

pub mod finess;
pub mod merge;
