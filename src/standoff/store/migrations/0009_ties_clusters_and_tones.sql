CREATE TABLE ties_new ( -- Signed relations between two actors at a time, a row for each passage that tells one.
  n INTEGER PRIMARY KEY, -- order
  source TEXT NOT NULL, -- the actor that it starts from
  target TEXT NOT NULL, -- the actor that it goes to
  sign TEXT NOT NULL, -- + supports, - opposes
  date TEXT, -- ISO date, as precise as known
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the passage
  voice TEXT NOT NULL, -- outlet, or the id of the statement that holds it
  cue_start INTEGER, -- first code point of the words that show the relation
  cue_end INTEGER, -- code point after the last
  cue TEXT, -- the words that show the relation
  confidence REAL NOT NULL DEFAULT 1.0, -- calibrated, 0 to 1
  reason TEXT NOT NULL DEFAULT '' -- why
);
INSERT INTO ties_new (n, source, target, sign, date, report, start, end, quote, voice)
  SELECT n, source, target, sign, date, report, start, end, quote, voice FROM ties;
DROP TABLE ties;
ALTER TABLE ties_new RENAME TO ties;

CREATE TABLE event_clusters ( -- Events of one report or several that tell one and the same deed.
  id TEXT PRIMARY KEY, -- id
  n INTEGER NOT NULL, -- order
  begins TEXT, -- first day of the interval that its members agree on, ISO 8601, or time of day by the clock of the text
  ends TEXT, -- last day or time of the interval, itself in it
  precision TEXT, -- unit in which the texts tell it, as in `datings`
  reason TEXT -- why
) WITHOUT ROWID;

CREATE TABLE clustered_events ( -- The events of each cluster.
  cluster TEXT NOT NULL REFERENCES event_clusters(id) ON DELETE CASCADE, -- the cluster
  n INTEGER NOT NULL, -- order, the most central first
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  event TEXT NOT NULL, -- id of the event within the report
  confidence REAL NOT NULL, -- calibrated, 0 to 1
  reason TEXT NOT NULL, -- why it belongs there
  PRIMARY KEY (cluster, n)
) WITHOUT ROWID;
CREATE INDEX clustered_events_by_report ON clustered_events (report);

CREATE TABLE tones ( -- Sentences that tell of somebody in a good or a bad light, where the network is sure.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point of the mention of the target
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the mention
  mention TEXT NOT NULL, -- id of the mention
  value TEXT NOT NULL, -- positive or negative
  voice TEXT NOT NULL, -- outlet, or the id of the statement that holds it
  confidence REAL NOT NULL, -- calibrated, 0 to 1
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;
