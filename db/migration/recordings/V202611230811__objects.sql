-- Where its sealed octets are an object, and not in the row.
alter table recordings.recording add column object uuid, add check (sound is null or object is null);
