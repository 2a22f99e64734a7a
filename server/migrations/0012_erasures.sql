-- Dossiers that were erased because they had been kept as long as the procedure says: that there was one, never what.
create table erasures (
  organisation uuid not null references organisations (id),
  dossier uuid not null,
  number text,
  kind text not null,
  ended_at timestamptz not null,
  -- The rule by which it was kept until then.
  rule text not null,
  kept_until timestamptz not null,
  erased_at timestamptz not null default now(),
  primary key (organisation, dossier)
);
alter table erasures enable row level security;
alter table erasures force row level security;
create policy own_organisation on erasures
  using (organisation = nullif(current_setting('glashelder.organisation', true), '')::uuid);
grant select, insert on erasures to glashelder_app;
