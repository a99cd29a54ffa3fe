CREATE TABLE judgements_new ( -- A person's decisions, append-only: they outrank the machine and survive a re-read.
  n INTEGER PRIMARY KEY, -- order
  id TEXT NOT NULL UNIQUE, -- the judgement
  kind TEXT NOT NULL, -- same, not-same, dispute, no-dispute, actor or undo
  about TEXT NOT NULL, -- what was judged: actor, claim, dispute, judgement, mention, passage or statement
  left TEXT NOT NULL, -- what was judged, as it was known then
  right TEXT, -- what it was compared with or given to
  at TEXT NOT NULL, -- when, ISO 8601 in UTC
  by TEXT NOT NULL, -- who
  note TEXT NOT NULL -- in the person's words
);
INSERT INTO judgements_new (n, id, kind, about, left, right, at, by, note)
  SELECT n, id, kind, CASE kind WHEN 'undo' THEN 'judgement' ELSE 'actor' END, left, right, at, by, note FROM judgements;
DROP TABLE judgements;
ALTER TABLE judgements_new RENAME TO judgements;
CREATE TRIGGER judgements_keep BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'Judgements are append-only.'); END;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'Judgements are append-only.'); END;

CREATE TABLE judged_passages ( -- What a judgement is about, by text and characters, so that it outlives readings and ids.
  judgement TEXT NOT NULL REFERENCES judgements(id), -- the judgement
  side INTEGER NOT NULL, -- 0 for the left, 1 for the right, more where a dispute has more sides
  n INTEGER NOT NULL, -- order
  report TEXT NOT NULL, -- id of the report when it was judged; a new outlet gives it a new one
  sha256 TEXT NOT NULL, -- hash of the text as UTF-8
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  PRIMARY KEY (judgement, side, n)
) WITHOUT ROWID;
CREATE TRIGGER judged_passages_keep BEFORE UPDATE ON judged_passages BEGIN SELECT RAISE(ABORT, 'Judgements are append-only.'); END;
CREATE TRIGGER judged_passages_stay BEFORE DELETE ON judged_passages BEGIN SELECT RAISE(ABORT, 'Judgements are append-only.'); END;
