//! `/accompagner`: what a social worker does in ten minutes with someone, and the sheet that the person leaves with.

pub mod fragment;
pub mod sheet;
pub mod work_list;
