-- Nothing: the one program that serves from a file counts its limits in memory.
select 1;
