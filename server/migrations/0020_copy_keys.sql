-- A key for each person on each device, handed out after a sign-in, which opens the copy there when its password was
-- changed elsewhere. 244 random bits.
alter table devices add column copy_key bytea not null
    default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
