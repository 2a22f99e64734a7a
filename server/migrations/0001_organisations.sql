-- Organisations, their regions and people, and who is signed in.
--
-- Two locks on every row: the code asks only for its own organisation's, and Postgres gives no other. A request works
-- in a transaction that has taken the role glashelder_app and has said for which organisation it works
-- (`glashelder.organisation`); the policies below compare. FORCE makes them hold for the owner of the tables too, so
-- forgetting to take the role gives too little, never too much. Where nothing was said, current_setting gives NULL
-- and no row matches.

-- Roles belong to the whole cluster: another database may have made this one, even at this very moment.
do $$
begin
    if not exists (select from pg_roles where rolname = 'glashelder_app') then
        create role glashelder_app nologin;
    end if;
exception
    when duplicate_object or unique_violation then null;
end $$;

-- `set role` is only for members; a superuser counts as one.
do $$
begin
    if not pg_has_role(current_user, 'glashelder_app', 'member') then
        execute format('grant glashelder_app to %I', current_user);
    end if;
end $$;

grant usage on schema public to glashelder_app;

-- Which life of the database this is. A new one begins when a backup was put back: devices notice, and send again
-- what they still hold of the time that was lost.
create table instance (
    only_one boolean primary key default true check (only_one),
    epoch uuid not null default gen_random_uuid()
);
insert into instance default values;
grant select on instance to glashelder_app;

-- Not forced: the command line and the jobs, as the tables' owner, go through all organisations one by one.
create table organisations (
    id uuid primary key,
    -- Short name in addresses and on the command line: `glaspunt`.
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text not null check (name <> ''),
    -- The id of the procedure that it follows: the name of a file in procedures/.
    procedure text not null,
    created_at timestamptz not null default now()
);
alter table organisations enable row level security;
create policy organisations_own on organisations
    using (id = nullif(current_setting('glashelder.organisation', true), '')::uuid);
grant select on organisations to glashelder_app;

create table regions (
    organisation uuid not null references organisations (id),
    -- Short name, as accounts and dossiers write it: `noord`.
    id text not null,
    name text not null,
    -- Beginnings of the postcodes that it covers: `97`, `9711`.
    postcodes text[] not null default '{}',
    primary key (organisation, id)
);
alter table regions enable row level security;
alter table regions force row level security;
create policy regions_own on regions
    using (organisation = nullif(current_setting('glashelder.organisation', true), '')::uuid);
grant select, insert, update on regions to glashelder_app;

-- A person and their account are one row: whoever left stays, inactive, because dossiers name them.
create table accounts (
    person uuid primary key,
    organisation uuid not null references organisations (id),
    name text not null check (name <> ''),
    -- One person, one address, over all organisations: it alone tells who signs in.
    email text not null constraint accounts_email_unique unique check (email = lower(email)),
    -- Argon2 in PHC form; NULL for who cannot sign in.
    password_hash text,
    -- Words of domain::person::Role.
    roles text[] not null default '{}',
    regions text[] not null default '{}',
    active boolean not null default true,
    created_at timestamptz not null default now(),
    unique (organisation, person)
);
create index accounts_by_organisation on accounts (organisation);
alter table accounts enable row level security;
alter table accounts force row level security;
create policy accounts_own on accounts
    using (organisation = nullif(current_setting('glashelder.organisation', true), '')::uuid);
-- Who signs in has no organisation yet: such a transaction says the address instead and sees that one account.
create policy accounts_signing_in on accounts for select
    using (email = nullif(current_setting('glashelder.email', true), ''));
grant select, insert, update on accounts to glashelder_app;

-- Open sessions. The id is a secret, so only its hash is kept: a copy of the table opens no session.
create table sessions (
    id_hash bytea primary key,
    data jsonb not null,
    expires_at timestamptz not null,
    -- Whose it is, to end all of someone's sessions at once; NULL before signing in.
    person uuid references accounts (person) on delete cascade
);
create index sessions_by_expiry on sessions (expires_at);
create index sessions_by_person on sessions (person);

-- Failed tries to sign in, by account and by address, so that guessing becomes slow, whichever server is asked.
-- Keys are hashes: neither e-mail nor network addresses stay here.
create table sign_in_attempts (
    key bytea not null,
    at timestamptz not null default now()
);
create index sign_in_attempts_by_key on sign_in_attempts (key, at);
