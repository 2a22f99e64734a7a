-- Who is out of office, and who stands in: one absence a person, the present or the next.
create table absences (
  organisation uuid not null references organisations (id),
  person uuid not null,
  starts date not null,
  ends date not null check (ends >= starts),
  deputy uuid check (deputy <> person),
  primary key (organisation, person),
  foreign key (organisation, person) references accounts (organisation, person),
  foreign key (organisation, deputy) references accounts (organisation, person)
);
alter table absences enable row level security;
alter table absences force row level security;
create policy own_organisation on absences
  using (organisation = nullif(current_setting('glashelder.organisation', true), '')::uuid);
grant select, insert, update, delete on absences to glashelder_app;
