//! What other sites show of this one: a search by zone and the first services, in a frame, without any script; and the page
//! that documents it. Nothing of a situation, of the staff or of social workers is ever in it.

pub mod guide;
pub mod page;
