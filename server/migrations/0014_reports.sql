-- Reports over a period (domain::report): the figures as they were counted, and what their maker makes of them.
create table reports (
  organisation uuid not null references organisations (id),
  id uuid not null,
  -- The [[report]] of the procedure, and the whole of it as it was when this was last written, as JSON.
  report text not null,
  rule text not null,
  starts date not null,
  ends date not null check (ends >= starts),
  -- domain::figures::Figures as JSON.
  figures text not null,
  counted_at timestamptz not null,
  analysis text not null default '',
  advice text not null default '',
  revision integer not null default 1,
  -- Who wrote or sent it last.
  author uuid not null,
  changed_at timestamptz not null default now(),
  -- Null for a draft. What was sent stays as it was.
  sent_at timestamptz,
  primary key (organisation, id),
  unique (organisation, report, starts, ends),
  foreign key (organisation, author) references accounts (organisation, person)
);
alter table reports enable row level security;
alter table reports force row level security;
create policy own_organisation on reports
  using (organisation = nullif(current_setting('glashelder.organisation', true), '')::uuid);
create policy sent_is_fixed on reports as restrictive for update
  using (sent_at is null) with check (true);
grant select, insert, update on reports to glashelder_app;

-- What was decided on reports; more can be decided later, and nothing is taken back in silence.
create table report_decisions (
  organisation uuid not null,
  id uuid not null,
  report uuid not null,
  text text not null,
  author uuid not null,
  decided_at timestamptz not null default now(),
  primary key (organisation, id),
  foreign key (organisation, report) references reports (organisation, id),
  foreign key (organisation, author) references accounts (organisation, person)
);
alter table report_decisions enable row level security;
alter table report_decisions force row level security;
create policy own_organisation on report_decisions
  using (organisation = nullif(current_setting('glashelder.organisation', true), '')::uuid);
grant select, insert on report_decisions to glashelder_app;
