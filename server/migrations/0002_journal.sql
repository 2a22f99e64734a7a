-- The journal: every dossier's log of events, what was set aside, and what is derived from the logs for queries.
--
-- Only `events`, `receipts`, `parked` and `numbers` hold what people recorded. All other tables here are projections:
-- they are computed from the logs by the same code that runs in the browser, and can be computed again.
--
-- `xid` columns hold pg_current_xact_id(): a device asks for everything of transactions that it has not seen, which
-- leaves no holes when a slow transaction commits after a quick one (see server/src/journal/pull.rs).

create table dossiers (
  organisation uuid not null references organisations (id),
  id uuid not null,
  -- The last position of the log, and the chained hash there.
  head bigint not null,
  head_hash text not null,
  number text,
  kind text not null,
  channel text not null,
  category text not null,
  region text not null,
  handling text not null,
  handler uuid,
  status text not null,
  stage text not null,
  ruling text,
  complainant text not null,
  received_at timestamptz not null,
  registered_at timestamptz not null,
  -- When it was last closed or withdrawn; null while open.
  ended_at timestamptz,
  last_event_at timestamptz not null,
  conflicts integer not null,
  -- Size of the whole log, by which the pages of a pull are cut.
  bytes bigint not null,
  -- The procedure (and this program's way of projecting) by which these columns were computed.
  projected_by text not null,
  -- The last transaction that changed anything that a device should hear of.
  changed_xid bigint not null,
  -- The last transaction that changed region or handling, by which it appears in or leaves a region.
  region_xid bigint not null,
  primary key (organisation, id)
);
create index on dossiers (organisation, changed_xid);
create index on dossiers (organisation, region);
create unique index on dossiers (organisation, number);

create table events (
  organisation uuid not null,
  dossier uuid not null,
  position bigint not null check (position > 0),
  id uuid not null,
  -- The envelope's JSON, byte for byte as it was first understood: type text, because jsonb would reorder it and
  -- refuses some of what JSON may hold.
  envelope text not null,
  -- The payload's tag, `finding_recorded.1`, and its author, for reports.
  tag text not null,
  author uuid not null,
  head_hash text not null,
  received_at timestamptz not null,
  xid bigint not null,
  primary key (organisation, dossier, position),
  unique (organisation, id),
  foreign key (organisation, dossier) references dossiers (organisation, id) on delete cascade
);

-- What became of each event, so that one that is sent again gets the same answer.
create table receipts (
  organisation uuid not null references organisations (id),
  event uuid not null,
  dossier uuid not null,
  author uuid not null,
  hash text not null,
  verdict text not null,
  position bigint,
  received_at timestamptz not null,
  primary key (organisation, event)
);
create index on receipts (organisation, dossier);

-- What could not be taken in, kept whole. The dossier need not exist. An id may be parked more than once, when it
-- comes with other contents or from another sender.
create table parked (
  organisation uuid not null references organisations (id),
  event uuid not null,
  fingerprint text not null,
  sender uuid not null,
  dossier uuid not null,
  author uuid not null,
  envelope text not null,
  reason text not null,
  received_at timestamptz not null,
  settled boolean not null default false,
  primary key (organisation, event, fingerprint, sender)
);
create index on parked (organisation, dossier) where not settled;

-- Numbers are given in the order in which dossiers arrive.
create table numbers (
  organisation uuid not null references organisations (id),
  year integer not null,
  last integer not null,
  primary key (organisation, year)
);

-- Who has work on a dossier (`active`), or once had.
create table assigned (
  organisation uuid not null,
  dossier uuid not null,
  person uuid not null,
  active boolean not null,
  -- The last transaction that changed `active`.
  xid bigint not null,
  primary key (organisation, dossier, person),
  foreign key (organisation, dossier) references dossiers (organisation, id) on delete cascade
);
create index on assigned (organisation, person);

-- Whom a complaint is about: they never see it (NX-07).
create table concerned (
  organisation uuid not null,
  dossier uuid not null,
  person uuid not null,
  primary key (organisation, dossier, person),
  foreign key (organisation, dossier) references dossiers (organisation, id) on delete cascade
);

-- Which roles got a notice of it (GP-10).
create table noticed (
  organisation uuid not null,
  dossier uuid not null,
  role text not null,
  xid bigint not null,
  primary key (organisation, dossier, role),
  foreign key (organisation, dossier) references dossiers (organisation, id) on delete cascade
);

-- Every promise that a log started, in the order of its beginning.
create table obligations (
  organisation uuid not null,
  dossier uuid not null,
  ordinal integer not null,
  id text not null,
  rule text not null,
  owner text not null,
  state text not null check (state in ('open', 'met', 'cancelled')),
  aim boolean not null,
  -- The clock stands still; `due_at` moves on while it does.
  paused boolean not null,
  started_at timestamptz not null,
  warn_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  -- Met after it was due. An open one is late when now() > due_at and not aim and not paused.
  late boolean not null,
  primary key (organisation, dossier, ordinal),
  foreign key (organisation, dossier) references dossiers (organisation, id) on delete cascade
);
create index on obligations (organisation, due_at) where state = 'open';

-- Files that events refer to; the bytes may arrive later.
create table file_references (
  organisation uuid not null,
  dossier uuid not null,
  hash text not null,
  primary key (organisation, dossier, hash),
  foreign key (organisation, dossier) references dossiers (organisation, id) on delete cascade
);
create index on file_references (organisation, hash);

-- Texts of a dossier, to search in: `content` as it was written, `words` as it is found.
create table texts (
  organisation uuid not null,
  dossier uuid not null,
  content text not null,
  words tsvector not null,
  primary key (organisation, dossier),
  foreign key (organisation, dossier) references dossiers (organisation, id) on delete cascade
);
create index on texts using gin (words);

-- Dutch words by their stem, and all words as they are; without accents where the server offers that.
create text search configuration dutch_words (copy = pg_catalog.dutch);
create text search configuration plain_words (copy = pg_catalog.simple);
do $$
begin
  create extension if not exists unaccent;
  alter text search configuration dutch_words
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, dutch_stem;
  alter text search configuration plain_words
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, simple;
exception when others then
  raise notice 'searching heeds accents, because the extension unaccent is not available: %', sqlerrm;
end
$$;

-- The dossiers that a person may see: the rule of domain/src/permission.rs for a whole set. The caller derives the
-- arguments from that table of rights; server/tests/visibility.rs holds both equal. Written so that Postgres inlines
-- it into the query that uses it.
create function visible(
  organisation uuid, person uuid, whole boolean, regions text[], decentral text[], works boolean, roles text[]
) returns setof dossiers language sql stable as $$
  select d.* from dossiers d
  where d.organisation = $1
    and not exists (
      select from concerned c where c.organisation = d.organisation and c.dossier = d.id and c.person = $2
    )
    and (
      $3
      or d.region = any ($4)
      or (d.handling = 'decentral' and d.region = any ($5))
      or ($6 and exists (
        select from assigned a
        where a.organisation = d.organisation and a.dossier = d.id and a.person = $2 and a.active
      ))
      or exists (
        select from noticed n where n.organisation = d.organisation and n.dossier = d.id and n.role = any ($7)
      )
    )
$$;

-- The second lock: whatever a query forgets, the role of the program sees one organisation only.
do $$
declare
  name text;
begin
  foreach name in array array[
    'dossiers', 'events', 'receipts', 'parked', 'numbers', 'assigned', 'concerned', 'noticed', 'obligations',
    'file_references', 'texts'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_organisation on %I
         using (organisation = nullif(current_setting(''glashelder.organisation'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert, update, delete on %I to glashelder_app', name);
  end loop;
end
$$;

-- When someone's rights change, their devices must hold other dossiers than before.
alter table accounts add column changed_xid bigint not null default 0;
create function note_changed_rights() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id()::text::bigint;
  return new;
end
$$;
create trigger changed_rights before update of roles, regions, active on accounts for each row
  when ((old.roles, old.regions, old.active) is distinct from (new.roles, new.regions, new.active))
  execute function note_changed_rights();
