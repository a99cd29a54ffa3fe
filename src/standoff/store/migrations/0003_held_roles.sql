CREATE TABLE held_roles ( -- What one report calls somebody at one place, and since when; `roles` has what the case as a whole makes of it.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  holder TEXT NOT NULL, -- id of the mention that names the bearer
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  since_start INTEGER, -- first code point of the words for when it began
  since_end INTEGER, -- code point after the last
  since TEXT, -- when it began, as written
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;
