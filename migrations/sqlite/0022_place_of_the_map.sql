-- Where the map of the outlines lies: its corner in the north-west in millionths of a degree (WGS 84), and its width on the ground
-- in decimetres. Null in rows of before: they are drawn, and published without their outlines until the next import.
alter table outlines add column west integer;
alter table outlines add column north integer;
alter table outlines add column width_decimetres integer;
