-- Programmes for newly qualified social workers: cohorts, members, and what each has done.
-- Due dates, stages and counts are derived from these facts; none is stored.

CREATE TABLE programme (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  -- The recruitment route, a measure of kind 'recruits', whose yearly target its starters count
  -- towards.
  route_id INTEGER REFERENCES measure (id),
  position INTEGER NOT NULL
) STRICT;

-- What a programme asks and pays, for people who start from a date. People keep the version they
-- started on.
CREATE TABLE programme_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme_id INTEGER NOT NULL REFERENCES programme (id),
  applies_from TEXT NOT NULL,
  -- The last day somebody can start on it; until the next version where there is none.
  applies_to TEXT CHECK (applies_to >= applies_from),
  -- Length, milestones, evidence, supervision and payments, as JSON the contract validates.
  template TEXT NOT NULL CHECK (json_valid(template)),
  source TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (programme_id, applies_from)
) STRICT;

CREATE TABLE cohort (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme_id INTEGER NOT NULL REFERENCES programme (id),
  name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  -- University partners, as a JSON list of names.
  partners TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(partners)),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

-- A day on which some of a cohort start, and how many places there are; NULL: not known yet.
CREATE TABLE cohort_intake (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  cohort_id INTEGER NOT NULL REFERENCES cohort (id),
  on_date TEXT NOT NULL,
  places INTEGER CHECK (places >= 0),
  UNIQUE (cohort_id, on_date)
) STRICT;

-- Who assesses members, and how many at once. A member of staff, or somebody from outside by name.
CREATE TABLE assessor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER UNIQUE REFERENCES worker (id),
  name TEXT CHECK (name <> ''),
  most_members INTEGER NOT NULL DEFAULT 2 CHECK (most_members >= 0),
  retired_on TEXT,
  CHECK ((worker_id IS NULL) <> (name IS NULL))
) STRICT;

CREATE TABLE cohort_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  cohort_id INTEGER NOT NULL REFERENCES cohort (id),
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  -- Their employment, from when it is agreed; it may start later than today.
  engagement_id INTEGER REFERENCES engagement (id),
  -- The version they started on.
  version_id INTEGER REFERENCES programme_version (id),
  -- When they accepted the offer; before that they are only recruited.
  accepted_on TEXT,
  -- Before there is an engagement: when, where and for how much they are expected to start.
  expected_on TEXT,
  team_id INTEGER REFERENCES team (id),
  fte_millionths INTEGER CHECK (fte_millionths BETWEEN 1 AND 1000000),
  -- Their first day on the programme.
  started_on TEXT,
  route_in TEXT CHECK (route_in IN ('undergraduate', 'postgraduate', 'step-up', 'approach',
    'apprenticeship', 'other')),
  university TEXT CHECK (university <> ''),
  -- Registration with Social Work England, and of their place on the programme with its funder.
  swe_registered_on TEXT,
  registered_on TEXT,
  assessor_id INTEGER REFERENCES assessor (id),
  supervisor_id INTEGER REFERENCES worker (id),
  -- Their last day on the programme, and how it ended.
  ended_on TEXT CHECK (ended_on >= started_on),
  outcome TEXT CHECK (outcome IN ('pass', 'fail', 'withdrawn', 'transferred')),
  note TEXT NOT NULL DEFAULT '',
  CHECK ((ended_on IS NULL) = (outcome IS NULL)),
  CHECK (started_on IS NULL OR version_id IS NOT NULL),
  UNIQUE (cohort_id, worker_id)
) STRICT;
CREATE INDEX cohort_member_worker ON cohort_member (worker_id);
CREATE INDEX cohort_member_engagement ON cohort_member (engagement_id);

-- What is recorded of a milestone of the member's version; one with no row is still to do.
CREATE TABLE milestone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES cohort_member (id),
  key TEXT NOT NULL CHECK (key <> ''),
  -- 'late': known to be late, with the day now expected.
  state TEXT NOT NULL CHECK (state IN ('done', 'late', 'waived')),
  on_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (member_id, key)
) STRICT;

-- A piece of evidence of a kind the version counts.
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES cohort_member (id),
  key TEXT NOT NULL CHECK (key <> ''),
  on_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX evidence_member ON evidence (member_id);

CREATE TABLE supervision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES cohort_member (id),
  on_date TEXT NOT NULL,
  UNIQUE (member_id, on_date)
) STRICT;

-- Agreed changes of a member's timetable: a pause by its days, an extension by a number of days.
CREATE TABLE timetable_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES cohort_member (id),
  kind TEXT NOT NULL CHECK (kind IN ('pause', 'extension')),
  from_date TEXT NOT NULL,
  -- A pause's last day; NULL: not known yet.
  to_date TEXT CHECK (to_date >= from_date),
  days INTEGER CHECK (days > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- When all parties agreed it.
  agreed_on TEXT,
  CHECK ((kind = 'extension') = (days IS NOT NULL)),
  CHECK (kind = 'pause' OR to_date IS NULL)
) STRICT;
CREATE INDEX timetable_change_member ON timetable_change (member_id);

CREATE TABLE panel (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  on_date TEXT NOT NULL UNIQUE,
  capacity INTEGER CHECK (capacity > 0),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

-- A member on a panel's agenda, and what the panel decided.
CREATE TABLE panel_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  panel_id INTEGER NOT NULL REFERENCES panel (id),
  member_id INTEGER NOT NULL REFERENCES cohort_member (id),
  position INTEGER NOT NULL,
  decision TEXT CHECK (decision IN ('pass', 'fail', 'deferred')),
  conditions TEXT NOT NULL DEFAULT '',
  UNIQUE (panel_id, member_id)
) STRICT;
CREATE INDEX panel_item_member ON panel_item (member_id);

-- A payment claimed for a member, of a kind the version pays.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES cohort_member (id),
  key TEXT NOT NULL CHECK (key <> ''),
  pence INTEGER NOT NULL CHECK (pence >= 0),
  claimed_on TEXT NOT NULL,
  paid_on TEXT CHECK (paid_on >= claimed_on),
  reference TEXT NOT NULL DEFAULT '',
  UNIQUE (member_id, key)
) STRICT;

-- The programmes that come with Tenure. A council changes them by adding versions of its own.
INSERT INTO programme (id, name, position) VALUES (1, 'ASYE', 1), (2, 'Early career programme', 2);

INSERT INTO programme_version (programme_id, applies_from, applies_to, source, template) VALUES
(1, '2012-09-01', '2027-03-31',
 'Published ASYE frameworks, whose reviews and panels vary by council. £1,000 is paid on registration and £1,000 on completion; 2026-27 is the last funded year.',
 '{"months":12,"proRata":true,"caseloadPercent":90,"protectedPercent":10,
   "milestones":[
    {"key":"self-assessment","name":"Self-assessment","kind":"step","due":{"unit":"weeks","count":3},"proRata":false},
    {"key":"agreement","name":"Support and assessment agreement","kind":"step","due":{"unit":"months","count":1},"proRata":false},
    {"key":"review-3","name":"3-month review","kind":"review","due":{"unit":"months","count":3},"proRata":true},
    {"key":"review-6","name":"6-month review","kind":"review","due":{"unit":"months","count":6},"proRata":true},
    {"key":"reflection-6","name":"Critical reflection at 6 months","kind":"step","due":{"unit":"months","count":6},"proRata":true},
    {"key":"review-9","name":"9-month review","kind":"review","due":{"unit":"months","count":9},"proRata":true},
    {"key":"reflection-12","name":"Critical reflection at 12 months","kind":"step","due":{"unit":"months","count":12},"proRata":true},
    {"key":"report","name":"Final report","kind":"step","due":{"unit":"months","count":12},"proRata":true},
    {"key":"review-12","name":"Final review","kind":"review","due":{"unit":"months","count":12},"proRata":true},
    {"key":"moderation","name":"Moderation","kind":"step","due":{"unit":"months","count":12},"proRata":true},
    {"key":"panel","name":"Panel","kind":"panel","due":{"unit":"months","count":12},"proRata":true}],
   "evidence":[
    {"key":"observations","name":"Direct observations","count":3},
    {"key":"family-feedback","name":"Feedback from children or families","count":3},
    {"key":"professional-feedback","name":"Feedback from professionals","count":3}],
   "supervision":[
    {"every":{"unit":"weeks","count":1},"until":{"unit":"weeks","count":6}},
    {"every":{"unit":"weeks","count":2},"until":{"unit":"months","count":6}},
    {"every":{"unit":"months","count":1},"until":null}],
   "payments":[
    {"key":"registration","name":"Registration","pence":100000,"due":"registration"},
    {"key":"completion","name":"Completion","pence":100000,"due":"completion"}],
   "closesOn":"2027-03-31"}'),
(1, '2027-04-01', '2027-08-31',
 'Early career standards apply from 1 April 2027, and ASYE is no longer funded. Nothing more is published for people who start between then and September 2027: this is the earlier programme without its payments.',
 '{"months":12,"proRata":true,"caseloadPercent":90,"protectedPercent":10,
   "milestones":[
    {"key":"self-assessment","name":"Self-assessment","kind":"step","due":{"unit":"weeks","count":3},"proRata":false},
    {"key":"agreement","name":"Support and assessment agreement","kind":"step","due":{"unit":"months","count":1},"proRata":false},
    {"key":"review-3","name":"3-month review","kind":"review","due":{"unit":"months","count":3},"proRata":true},
    {"key":"review-6","name":"6-month review","kind":"review","due":{"unit":"months","count":6},"proRata":true},
    {"key":"reflection-6","name":"Critical reflection at 6 months","kind":"step","due":{"unit":"months","count":6},"proRata":true},
    {"key":"review-9","name":"9-month review","kind":"review","due":{"unit":"months","count":9},"proRata":true},
    {"key":"reflection-12","name":"Critical reflection at 12 months","kind":"step","due":{"unit":"months","count":12},"proRata":true},
    {"key":"report","name":"Final report","kind":"step","due":{"unit":"months","count":12},"proRata":true},
    {"key":"review-12","name":"Final review","kind":"review","due":{"unit":"months","count":12},"proRata":true},
    {"key":"moderation","name":"Moderation","kind":"step","due":{"unit":"months","count":12},"proRata":true},
    {"key":"panel","name":"Panel","kind":"panel","due":{"unit":"months","count":12},"proRata":true}],
   "evidence":[
    {"key":"observations","name":"Direct observations","count":3},
    {"key":"family-feedback","name":"Feedback from children or families","count":3},
    {"key":"professional-feedback","name":"Feedback from professionals","count":3}],
   "supervision":[
    {"every":{"unit":"weeks","count":1},"until":{"unit":"weeks","count":6}},
    {"every":{"unit":"weeks","count":2},"until":{"unit":"months","count":6}},
    {"every":{"unit":"months","count":1},"until":null}],
   "payments":[],
   "closesOn":null}'),
(2, '2027-09-01', NULL,
 'A two-year programme follows ASYE from September 2027. Its reviews, evidence and payments were not published when this was written: what is here beyond its length is ASYE''s pattern over two years. Check it against the guidance.',
 '{"months":24,"proRata":true,"caseloadPercent":90,"protectedPercent":10,
   "milestones":[
    {"key":"self-assessment","name":"Self-assessment","kind":"step","due":{"unit":"weeks","count":3},"proRata":false},
    {"key":"agreement","name":"Support and assessment agreement","kind":"step","due":{"unit":"months","count":1},"proRata":false},
    {"key":"review-6","name":"6-month review","kind":"review","due":{"unit":"months","count":6},"proRata":true},
    {"key":"review-12","name":"12-month review","kind":"review","due":{"unit":"months","count":12},"proRata":true},
    {"key":"reflection-12","name":"Critical reflection at 12 months","kind":"step","due":{"unit":"months","count":12},"proRata":true},
    {"key":"review-18","name":"18-month review","kind":"review","due":{"unit":"months","count":18},"proRata":true},
    {"key":"report","name":"Final report","kind":"step","due":{"unit":"months","count":24},"proRata":true},
    {"key":"review-24","name":"Final review","kind":"review","due":{"unit":"months","count":24},"proRata":true},
    {"key":"panel","name":"Panel","kind":"panel","due":{"unit":"months","count":24},"proRata":true}],
   "evidence":[
    {"key":"observations","name":"Direct observations","count":3},
    {"key":"family-feedback","name":"Feedback from children or families","count":3},
    {"key":"professional-feedback","name":"Feedback from professionals","count":3}],
   "supervision":[
    {"every":{"unit":"weeks","count":1},"until":{"unit":"weeks","count":6}},
    {"every":{"unit":"weeks","count":2},"until":{"unit":"months","count":6}},
    {"every":{"unit":"months","count":1},"until":null}],
   "payments":[],
   "closesOn":null}');
