-- The second step of signing in (a code from an app), recovery codes, and the devices on which people signed in.

-- For whom the second step is required: nobody, whoever works in the office, or everybody. The administrator chooses.
alter table organisations add column second_step text not null default 'optional'
    check (second_step in ('optional', 'office', 'everyone'));
grant update (second_step) on organisations to glashelder_app;

create table second_steps (
    organisation uuid not null,
    person uuid not null,
    -- Shared with the person's app (RFC 6238).
    secret bytea not null check (length(secret) = 20),
    -- A first right code was given: from then on it is asked for.
    confirmed boolean not null default false,
    -- The last interval of which a code was taken: each is taken once.
    last_step bigint not null default 0,
    since timestamptz not null default now(),
    primary key (organisation, person),
    foreign key (organisation, person) references accounts (organisation, person) on delete cascade
);

-- SHA-256 of codes of 120 random bits; a used one is removed.
create table recovery_codes (
    organisation uuid not null,
    person uuid not null,
    hash bytea not null,
    primary key (organisation, person, hash),
    foreign key (organisation, person) references accounts (organisation, person) on delete cascade
);

-- A person on a browser. The browser is known by a key in a cookie, of which only the hash is kept.
create table devices (
    organisation uuid not null,
    person uuid not null,
    id uuid not null,
    key_hash bytea not null,
    -- What it is, in two words: "Chrome, Android".
    agent text not null,
    first_seen timestamptz not null default now(),
    last_seen timestamptz not null default now(),
    -- It was called lost: at its next contact it removes its copies.
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    -- It said that it did, and how many items it had not sent.
    erased_at timestamptz,
    unsent integer,
    primary key (organisation, person, id),
    foreign key (organisation, person) references accounts (organisation, person) on delete cascade
);
create unique index on devices (organisation, person, key_hash);
create index on devices (key_hash);

do $$
declare
    name text;
begin
    foreach name in array array['second_steps', 'recovery_codes', 'devices'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format(
            'create policy own_organisation on %I
               using (organisation = nullif(current_setting(''glashelder.organisation'', true), '''')::uuid)',
            name
        );
        execute format('grant select, insert, update, delete on %I to glashelder_app', name);
    end loop;
end $$;

-- A device without a session has no organisation to say: it says its key and sees what was decided about it.
create policy devices_by_key on devices for select
    using (key_hash = decode(nullif(current_setting('glashelder.device', true), ''), 'hex'));

-- On which device a session is, to end those of a lost one.
alter table sessions add column device uuid;
create index sessions_by_device on sessions (device);
