-- Teams, posts and people: where the yearly figures come from.
-- An end date is the last day, inclusive. FTE is in millionths, as the statutory return has six decimals.

-- Whether a frozen post is establishment, and a vacancy when empty, on the plan's own basis.
ALTER TABLE plan ADD COLUMN frozen_posts TEXT NOT NULL DEFAULT 'counted'
  CHECK (frozen_posts IN ('counted', 'left-out'));

CREATE TABLE service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  opened_on TEXT NOT NULL,
  closed_on TEXT CHECK (closed_on >= opened_on)
) STRICT;

-- A service's name from a date.
CREATE TABLE service_period (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES service (id),
  name TEXT NOT NULL CHECK (name <> ''),
  from_date TEXT NOT NULL,
  UNIQUE (service_id, from_date)
) STRICT;

CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  opened_on TEXT NOT NULL,
  closed_on TEXT CHECK (closed_on >= opened_on)
) STRICT;

-- A team's name and service from a date: renamed or moved, it keeps its history.
CREATE TABLE team_period (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  team_id INTEGER NOT NULL REFERENCES team (id),
  service_id INTEGER NOT NULL REFERENCES service (id),
  name TEXT NOT NULL CHECK (name <> ''),
  from_date TEXT NOT NULL,
  UNIQUE (team_id, from_date)
) STRICT;

CREATE TABLE role (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  -- The statutory return's OrgRole 1 to 6, and roles outside it.
  role_group TEXT NOT NULL CHECK (role_group IN ('senior-manager', 'middle-manager',
    'first-line-manager', 'senior-practitioner', 'case-holder', 'qualified-no-cases', 'other')),
  -- Whether the role counts in the plan's own measures.
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
  position INTEGER NOT NULL
) STRICT;

-- Funded FTE of a role in a team from a date: one post where post_ref is given, else a block.
CREATE TABLE establishment_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  team_id INTEGER NOT NULL REFERENCES team (id),
  role_id INTEGER NOT NULL REFERENCES role (id),
  fte_millionths INTEGER NOT NULL CHECK (fte_millionths > 0),
  funded_from TEXT NOT NULL,
  funded_to TEXT CHECK (funded_to >= funded_from),
  funding TEXT NOT NULL DEFAULT 'base' CHECK (funding IN ('base', 'grant', 'temporary')),
  frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen IN (0, 1)),
  post_ref TEXT CHECK (post_ref <> ''),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX establishment_line_team ON establishment_line (team_id);

CREATE TABLE worker (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ref TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (ref <> ''),
  name TEXT CHECK (name <> ''),
  swe_number TEXT CHECK (swe_number <> '')
) STRICT;

-- A spell with the authority. It ends when the person leaves; moves and hours are assignments.
CREATE TABLE engagement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  basis TEXT NOT NULL CHECK (basis IN ('permanent', 'fixed-term', 'agency', 'secondment')),
  from_date TEXT NOT NULL,
  to_date TEXT CHECK (to_date >= from_date),
  -- When an offer was accepted, for somebody who may not have started yet.
  offer_accepted_on TEXT,
  -- A measure of kind 'recruits'.
  route_id INTEGER REFERENCES measure (id),
  -- Codes of the statutory return's StartOrigin, ReasonLeave and LeaverDestination.
  origin INTEGER CHECK (origin BETWEEN 1 AND 10),
  leaving_reason INTEGER CHECK (leaving_reason BETWEEN 1 AND 10),
  destination INTEGER CHECK (destination BETWEEN 1 AND 9)
) STRICT;
CREATE INDEX engagement_worker ON engagement (worker_id);

-- Where an engagement works, in what role and for what FTE. Two posts are two at once.
CREATE TABLE assignment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  engagement_id INTEGER NOT NULL REFERENCES engagement (id),
  team_id INTEGER NOT NULL REFERENCES team (id),
  role_id INTEGER NOT NULL REFERENCES role (id),
  -- Zero for somebody on zero hours, who is in post all the same.
  fte_millionths INTEGER NOT NULL CHECK (fte_millionths BETWEEN 0 AND 1000000),
  from_date TEXT NOT NULL,
  to_date TEXT CHECK (to_date >= from_date),
  post_ref TEXT CHECK (post_ref <> ''),
  -- Employed here and working elsewhere: not in post meanwhile.
  seconded_out INTEGER NOT NULL DEFAULT 0 CHECK (seconded_out IN (0, 1)),
  -- What an agency or temporary worker covers.
  covers TEXT CHECK (covers IN ('vacancy', 'absence', 'extra'))
) STRICT;
CREATE INDEX assignment_engagement ON assignment (engagement_id);
CREATE INDEX assignment_team ON assignment (team_id);

-- Away but still the holder of the post: the statutory return's kinds of absence.
CREATE TABLE absence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  engagement_id INTEGER NOT NULL REFERENCES engagement (id),
  kind TEXT NOT NULL CHECK (kind IN ('MAT', 'OTH', 'PUB', 'SIC', 'TRN', 'UNA', 'UNP')),
  from_date TEXT NOT NULL,
  to_date TEXT CHECK (to_date >= from_date)
) STRICT;
CREATE INDEX absence_engagement ON absence (engagement_id);

-- What only the statutory return needs, as JSON the contract validates. Erased with the worker.
CREATE TABLE worker_return (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  census_date TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  UNIQUE (worker_id, census_date)
) STRICT;

-- How a file's columns were matched, remembered by its header.
CREATE TABLE column_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind <> ''),
  header TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  UNIQUE (kind, header)
) STRICT;

-- DfE's published figures for one area at one census, 30 September; a symbol is kept as text.
CREATE TABLE benchmark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  census_year INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('National', 'Regional', 'Local authority')),
  -- The ONS code as published: a few rows hold two, and codes are reissued.
  area_code TEXT NOT NULL CHECK (area_code <> ''),
  area_name TEXT NOT NULL CHECK (area_name <> ''),
  region_code TEXT,
  -- The file the figures were read from.
  source TEXT NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  UNIQUE (census_year, area_code)
) STRICT;

-- The plan's own authority, and whom it is compared with.
CREATE TABLE comparator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  area_code TEXT NOT NULL UNIQUE CHECK (area_code <> ''),
  own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
  position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX comparator_own ON comparator (own) WHERE own = 1;

-- Which figure leads for a measure and year: the one reported, or the one from records.
CREATE TABLE leading_figure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  measure_id INTEGER NOT NULL REFERENCES measure (id),
  year INTEGER NOT NULL,
  leads TEXT NOT NULL CHECK (leads IN ('reported', 'records')),
  UNIQUE (measure_id, year)
) STRICT;
