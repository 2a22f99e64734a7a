-- A first password, which somebody else made: it opens nothing but choosing one's own, and only until this moment.
-- NULL: the password is the person's own.
alter table accounts add column first_password_until timestamptz;
