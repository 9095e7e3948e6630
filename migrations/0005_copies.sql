-- Copies of a plan between computers: which is older, newer or has parted, who has one, and
-- numbers that two copies never share.

-- Where the history began: the uid the plan was started under, which a duplicate keeps.
ALTER TABLE plan ADD COLUMN origin TEXT NOT NULL DEFAULT '';
-- 'figures' for a copy that people were left out of, and for all that is made of it.
ALTER TABLE plan ADD COLUMN holds TEXT NOT NULL DEFAULT 'whole' CHECK (holds IN ('whole', 'figures'));
UPDATE plan SET origin = uid;

-- Each entry's hash covers the entry and the hash before it; the first one's, the plan's origin.
-- Row images are left out: erasing a person and expiry blank them.
ALTER TABLE journal_entry ADD COLUMN hash TEXT NOT NULL DEFAULT '';
DROP TRIGGER journal_entry_is_final;
WITH RECURSIVE chain (id, hash) AS (
  SELECT id, entry_hash((SELECT origin FROM plan), id, at, who, call, words, kind, reverses,
                        schema_version)
    FROM journal_entry WHERE id = (SELECT min(id) FROM journal_entry)
  UNION ALL
  SELECT next.id, entry_hash(chain.hash, next.id, next.at, next.who, next.call, next.words,
                             next.kind, next.reverses, next.schema_version)
    FROM chain JOIN journal_entry AS next
      ON next.id = (SELECT min(id) FROM journal_entry WHERE id > chain.id)
)
UPDATE journal_entry SET hash = chain.hash FROM chain WHERE chain.id = journal_entry.id;
CREATE TRIGGER journal_entry_is_final BEFORE UPDATE ON journal_entry
BEGIN SELECT raise(ABORT, 'journal entries are final'); END;
CREATE TRIGGER journal_entry_is_linked BEFORE INSERT ON journal_entry WHEN length(NEW.hash) <> 64
BEGIN SELECT raise(ABORT, 'journal entries are linked'); END;

-- A copy that was exported: when, by whom and for whom.
CREATE TABLE copy_sent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  for_whom TEXT NOT NULL DEFAULT '',
  contents TEXT NOT NULL CHECK (contents IN ('whole', 'figures')),
  encrypted INTEGER NOT NULL CHECK (encrypted IN (0, 1)),
  file_name TEXT NOT NULL,
  UNIQUE (at, who, for_whom, contents, encrypted, file_name)
) STRICT;

-- A block of 2^40 row ids that whoever took over editing writes in. The block is the id.
CREATE TABLE id_block (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 8191),
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL
) STRICT;
