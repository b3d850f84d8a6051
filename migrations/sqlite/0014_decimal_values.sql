-- Values of the law as exact decimals: 0.01941 does not fit in thousandths, which are kept one release more for the
-- program before. A row may also withdraw what was entered for the same parameter and first day.
alter table parameter_values add column value text;

alter table parameter_values add column withdrawn integer not null default 0;

update parameter_values
set value = printf('%d.%03d', thousandths / 1000, thousandths % 1000);
