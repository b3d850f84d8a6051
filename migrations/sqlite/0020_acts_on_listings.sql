-- The service that an act was done to, and why: a draft that was sent back, a remark that was set aside. Null and empty where
-- an act has none.
alter table staff_acts add column finess text;
alter table staff_acts add column reason text not null default '';

create index staff_acts_by_listing on staff_acts (finess, number);
