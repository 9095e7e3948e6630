-- The published table: what a council reports each year, and what it aims for.
-- Facts are dated rows; everything shown is derived from them.
-- 1413828173 is "TENM" read as four bytes: how a file says it is a Tenure plan.
PRAGMA application_id = 1413828173;

CREATE TABLE plan (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('own', 'sample', 'received')),
  name TEXT NOT NULL CHECK (name <> ''),
  organisation TEXT NOT NULL CHECK (organisation <> ''),
  author TEXT NOT NULL DEFAULT '',
  classification TEXT NOT NULL DEFAULT 'Official',
  first_year INTEGER NOT NULL,
  last_year INTEGER NOT NULL,
  year_start_month INTEGER NOT NULL DEFAULT 4 CHECK (year_start_month BETWEEN 1 AND 12),
  basis TEXT NOT NULL DEFAULT 'local' CHECK (basis IN ('local', 'dfe')),
  tolerance REAL NOT NULL DEFAULT 5 CHECK (tolerance >= 0),
  tolerance_in TEXT NOT NULL DEFAULT 'percent' CHECK (tolerance_in IN ('percent', 'points')),
  created_on TEXT NOT NULL,
  CHECK (first_year <= last_year)
) STRICT;

-- A row of the table. Routes are the measures of kind 'recruits'.
CREATE TABLE measure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('establishment', 'vacancies', 'vacancyRate', 'recruits',
    'recruitsTotal', 'leavers', 'turnoverRate', 'agency', 'agencyRate', 'other')),
  label TEXT NOT NULL CHECK (label <> ''),
  unit TEXT NOT NULL CHECK (unit IN ('people', 'posts', 'percent', 'days', 'number')),
  position INTEGER NOT NULL,
  retired_on TEXT
) STRICT;
-- Calculations read these kinds, so a plan has at most one row of each.
CREATE UNIQUE INDEX measure_of_kind ON measure (kind) WHERE kind NOT IN ('recruits', 'other');
CREATE UNIQUE INDEX measure_label ON measure (label COLLATE NOCASE);

-- Which roles and teams a figure counts.
CREATE TABLE scope (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

-- The paper, slide or system a figure comes from.
CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  published_on TEXT
) STRICT;

-- One reading of a measure at a date. A year holds many; tbc may still carry a value.
CREATE TABLE reported_figure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  measure_id INTEGER NOT NULL REFERENCES measure (id),
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  source_id INTEGER NOT NULL REFERENCES source (id),
  year INTEGER NOT NULL,
  as_at TEXT NOT NULL,
  value REAL,
  status TEXT NOT NULL CHECK (status IN ('actual', 'provisional', 'part-year', 'planned', 'tbc')),
  in_progress INTEGER CHECK (in_progress >= 0),
  note TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  chosen INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1)),
  CHECK (value IS NOT NULL OR status = 'tbc'),
  UNIQUE (measure_id, year, as_at, source_id)
) STRICT;
CREATE UNIQUE INDEX reported_figure_chosen ON reported_figure (measure_id, year) WHERE chosen = 1;

-- One revision of a target. Revisions add; the latest by set_on is in force.
CREATE TABLE target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  measure_id INTEGER NOT NULL REFERENCES measure (id),
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  source_id INTEGER NOT NULL REFERENCES source (id),
  year INTEGER NOT NULL,
  quarter INTEGER CHECK (quarter BETWEEN 1 AND 4),
  value REAL,
  upper REAL,
  status TEXT NOT NULL CHECK (status IN ('set', 'tbc')),
  set_on TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  CHECK (value IS NOT NULL OR status = 'tbc'),
  CHECK (upper IS NULL OR value IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX target_revision ON target (measure_id, year, ifnull(quarter, 0), set_on, source_id);

-- "No, the scope did not change in this year": so that the question is not asked again.
CREATE TABLE same_scope (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL UNIQUE,
  note TEXT NOT NULL DEFAULT ''
) STRICT;

-- Projection assumptions under a name, as JSON the contract validates.
CREATE TABLE scenario (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  assumptions TEXT NOT NULL CHECK (json_valid(assumptions)),
  saved_at TEXT NOT NULL
) STRICT;

-- Who changed what, when, in words. `reverses` names the entry an undo or redo reversed.
CREATE TABLE journal_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  call TEXT NOT NULL,
  words TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('change', 'undo', 'redo')),
  reverses INTEGER REFERENCES journal_entry (id),
  schema_version INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_entry_reverses ON journal_entry (reverses) WHERE reverses IS NOT NULL;

-- The rows an entry changed: `before` for updates and deletes, `after` for updates.
-- Triggers write images while a command runs, and its entry is written last, with its words:
-- hence the deferred reference.
CREATE TABLE journal_image (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id INTEGER NOT NULL REFERENCES journal_entry (id) DEFERRABLE INITIALLY DEFERRED,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX journal_image_entry ON journal_image (entry_id);
CREATE INDEX journal_image_row ON journal_image (table_name, row_id);

CREATE TRIGGER journal_entry_is_final BEFORE UPDATE ON journal_entry
BEGIN SELECT raise(ABORT, 'journal entries are final'); END;
CREATE TRIGGER journal_entry_is_kept BEFORE DELETE ON journal_entry
BEGIN SELECT raise(ABORT, 'journal entries are kept'); END;
CREATE TRIGGER journal_image_is_kept BEFORE DELETE ON journal_image
BEGIN SELECT raise(ABORT, 'journal images are kept'); END;
-- Blanking is the one change an image allows: it is how a person is erased and how images expire.
CREATE TRIGGER journal_image_is_final BEFORE UPDATE ON journal_image
WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.id IS NOT OLD.id
  OR NEW.entry_id IS NOT OLD.entry_id OR NEW.table_name IS NOT OLD.table_name
  OR NEW.row_id IS NOT OLD.row_id OR NEW.operation IS NOT OLD.operation
BEGIN SELECT raise(ABORT, 'journal images are final'); END;
