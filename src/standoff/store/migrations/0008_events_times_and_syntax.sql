CREATE TABLE events_new ( -- Deeds by PLOVER type, as one clause tells each. No fact: `voice` says who asserts it, `status` whether it is told as done.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point of the trigger
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the trigger
  type TEXT NOT NULL, -- PLOVER type; to be read with status and voice
  agents TEXT NOT NULL, -- ids of mentions as a JSON list
  recipients TEXT NOT NULL, -- ids of mentions as a JSON list
  place_start INTEGER, -- first code point of the place
  place_end INTEGER, -- code point after the last
  place TEXT, -- the place as written
  date_start INTEGER, -- first code point of the date
  date_end INTEGER, -- code point after the last
  date TEXT, -- the date as written; `datings` has when it was
  status TEXT NOT NULL, -- happened, ongoing, attempted, planned, possible or denied
  voice TEXT NOT NULL, -- outlet, or the id of the statement that holds it
  confidence REAL NOT NULL DEFAULT 1.0, -- probability that a careful reader would find this event, 0 to 1
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;
INSERT INTO events_new (reading, n, id, start, end, quote, type, agents, recipients, place_start, place_end, place, date_start, date_end, date, status, voice)
  SELECT reading, n, id, start, end, quote, type, agents, recipients, place_start, place_end, place, date_start, date_end, date, status, voice FROM events;
DROP TABLE events;
ALTER TABLE events_new RENAME TO events;

CREATE TABLE times ( -- Words that say when, how long or how often, without the preposition before them; `datings` has what they stand for.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the words
  kind TEXT NOT NULL, -- date, time, period, duration or set
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;

CREATE TABLE syntax ( -- Part of speech and dependency (Universal Dependencies 2) of the words of the body, one row a reading, a column for all its words in order; none where the reading was made without the network.
  reading INTEGER PRIMARY KEY REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  words INTEGER NOT NULL, -- how many words
  starts BLOB NOT NULL, -- first code point of each word, unsigned 32-bit integers, low byte first
  ends BLOB NOT NULL, -- code point after the last of each word, unsigned 32-bit integers, low byte first
  parents BLOB NOT NULL, -- place of the word that each depends on, from 0, unsigned 32-bit integers, low byte first; a root has its own place
  upos BLOB NOT NULL, -- a byte each, its place from 0 in: ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X
  xpos BLOB NOT NULL, -- a byte each, its place from 0 in: CC CD DT EX FW IN JJ JJR JJS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB PUNCT OTHER
  relations BLOB NOT NULL -- a byte each, its place from 0 in: root nsubj nsubj:pass nsubj:outer csubj csubj:pass obj iobj ccomp xcomp obl obl:agent obl:unmarked advmod advcl advcl:relcl aux aux:pass cop mark nmod nmod:poss nmod:unmarked nmod:desc appos nummod amod acl acl:relcl det det:predet case conj cc cc:preconj fixed flat list compound compound:prt parataxis discourse vocative dislocated expl orphan goeswith reparandum dep punct part; part joins a word to the token that it continues
);

CREATE TABLE datings ( -- When events and time expressions were, by the date of their report, of its text, or of other reports on the same.
  n INTEGER PRIMARY KEY, -- order
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  item TEXT NOT NULL, -- id of the event or time expression
  begins TEXT NOT NULL, -- first day of the interval, ISO 8601, or time of day by the clock of the text
  ends TEXT NOT NULL, -- last day or time of the interval, itself in it
  precision TEXT NOT NULL, -- unit in which the text tells it: minute, hour, part (of a day), day, week, month, season, year or decade; what is finer is a bound, not knowledge
  reason TEXT NOT NULL, -- why
  UNIQUE (report, item)
);
