-- Photos, drawings and signatures. The bytes are in the file store, under the hash of what the device sent, because
-- that is what events refer to; what is stored differs from it, because place and other metadata were taken out.
create table files (
    organisation uuid not null references organisations (id),
    -- SHA-256 of what the device sent: 64 hexadecimal digits.
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    -- The same of what is stored, to check a store against.
    stored_hash text not null check (stored_hash ~ '^[0-9a-f]{64}$'),
    media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
    -- Bytes as stored.
    size bigint not null,
    -- Pixels, upright.
    width integer not null,
    height integer not null,
    stored_at timestamptz not null default now(),
    primary key (organisation, hash)
);

-- Who sent a file may see it again, also before an event that refers to it has arrived. Two people may send the same.
create table file_senders (
    organisation uuid not null,
    hash text not null,
    person uuid not null,
    primary key (organisation, hash, person),
    foreign key (organisation, hash) references files (organisation, hash) on delete cascade
);

do $$
declare
    name text;
begin
    foreach name in array array['files', 'file_senders'] loop
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
