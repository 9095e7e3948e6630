-- The authority's three-digit number, which the statutory return carries in its heading.
ALTER TABLE plan ADD COLUMN authority_number TEXT
  CHECK (authority_number GLOB '[0-9][0-9][0-9]');
