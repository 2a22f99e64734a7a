-- The versions of a procedure by which dossiers go. A dossier keeps the version under which it began, unless somebody
-- decided that it goes on by another (the event procedure_applied).

create table procedure_versions (
  organisation uuid not null references organisations (id),
  -- A hash of all that the version says: domain::procedure::Procedure::fingerprint.
  fingerprint text not null,
  -- The version's own number.
  version integer not null,
  -- The procedure as JSON, as it was when it was first followed.
  content text not null,
  since timestamptz not null default now(),
  primary key (organisation, fingerprint)
);
alter table procedure_versions enable row level security;
alter table procedure_versions force row level security;
create policy own_organisation on procedure_versions
  using (organisation = nullif(current_setting('glashelder.organisation', true), '')::uuid);
grant select, insert on procedure_versions to glashelder_app;

-- The version by which a dossier goes; null until it was projected anew.
alter table dossiers add column procedure text;
create index on dossiers (organisation, procedure);
