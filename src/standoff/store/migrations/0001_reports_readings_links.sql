CREATE TABLE migrations ( -- Every change of the schema that this file went through.
  number INTEGER PRIMARY KEY, -- number of the migration, equal to user_version after it
  name TEXT NOT NULL, -- its name
  applied TEXT NOT NULL -- when it was applied (UTC, ISO 8601)
);

CREATE TABLE state ( -- What the program must remember between two commands.
  key TEXT PRIMARY KEY, -- name of the fact
  value TEXT NOT NULL -- its value
);

CREATE TABLE runs ( -- What made the readings: the root of provenance.
  id TEXT PRIMARY KEY, -- derives from version, weights and settings
  version TEXT NOT NULL, -- code version
  weights TEXT, -- hash of the network weights, empty without a network
  settings TEXT NOT NULL -- settings as a JSON list of [name, value]
);

CREATE TABLE reports ( -- One article of one outlet, its text verbatim as decoded.
  number INTEGER PRIMARY KEY, -- order of arrival
  id TEXT NOT NULL UNIQUE, -- 12 hexadecimal digits over outlet and text
  file TEXT NOT NULL, -- the name it came under
  outlet TEXT, -- who published it
  published TEXT, -- publication date, ISO 8601, no finer than known
  published_how TEXT, -- how that date is known
  url TEXT, -- address
  title TEXT, -- title
  language TEXT NOT NULL, -- language code
  encoding TEXT NOT NULL, -- how its bytes were decoded and how that was known
  extractor TEXT, -- program that took the text out of HTML
  version_of TEXT, -- id of the report that this one is a later version of
  sha256 TEXT NOT NULL, -- hash of the text as UTF-8
  text TEXT NOT NULL, -- the text, never rewritten
  paragraphs TEXT NOT NULL, -- blocks of the text as a JSON list of [start, end]
  notes TEXT NOT NULL, -- what could not be read and why, as a JSON list
  by_hand TEXT NOT NULL DEFAULT '[]', -- names of the columns that a person set, as a JSON list
  added TEXT NOT NULL -- when it was added (UTC, ISO 8601)
);
CREATE INDEX reports_by_file ON reports(file, sha256);

CREATE TABLE raw ( -- The original bytes of reports that were taken out of HTML.
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, -- the report
  sha256 TEXT NOT NULL, -- hash of the bytes
  bytes BLOB NOT NULL -- the bytes
);

CREATE TABLE furniture ( -- Stretches that are not body text.
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  n INTEGER NOT NULL, -- order
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  kind TEXT NOT NULL, -- headline, byline, dateline, caption and so on
  PRIMARY KEY (report, n)
) WITHOUT ROWID;

CREATE TABLE origins ( -- Origins that a report credits.
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  n INTEGER NOT NULL, -- order
  name TEXT NOT NULL, -- the origin
  start INTEGER, -- first code point of the credit
  end INTEGER, -- code point after the last
  quote TEXT, -- the characters of the credit
  whole INTEGER NOT NULL, -- 1 when the whole report is credited, 0 for a single fact
  PRIMARY KEY (report, n)
) WITHOUT ROWID;

CREATE TABLE readings ( -- What one run took from one report; a reading knows nothing of other reports.
  number INTEGER PRIMARY KEY, -- number that the layers refer to
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  run TEXT NOT NULL REFERENCES runs(id), -- the run
  current INTEGER NOT NULL, -- 1 for the reading that the account is made of
  sentences TEXT NOT NULL, -- sentences as a JSON list of [start, end]
  notes TEXT NOT NULL, -- what could not be read and why, as a JSON list
  made TEXT NOT NULL, -- when it was made (UTC, ISO 8601)
  UNIQUE (report, run)
);

CREATE TABLE mentions ( -- Places where the text names or points at somebody or something.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  type TEXT NOT NULL, -- person, organisation, place, group or other
  form TEXT NOT NULL, -- name, nominal or pronoun
  antecedent TEXT, -- id of the mention that it stands for
  confidence REAL NOT NULL, -- of the antecedent, 0 to 1
  reason TEXT NOT NULL, -- of the antecedent
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;

CREATE TABLE statements ( -- Who answers for what, by which words.
  number INTEGER PRIMARY KEY, -- number that the search index refers to
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point of source, cue and content together
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- what may be shown: content never goes without source and cue
  source_start INTEGER, -- first code point of the source
  source_end INTEGER, -- code point after the last
  source TEXT, -- who answers for it, as written; empty where nobody is named
  cue_start INTEGER, -- first code point of the cue
  cue_end INTEGER, -- code point after the last
  cue TEXT, -- the words that attribute
  kind TEXT NOT NULL, -- direct, indirect or mixed
  act TEXT NOT NULL, -- what the source does by it
  channel_start INTEGER, -- first code point of the channel
  channel_end INTEGER, -- code point after the last
  channel TEXT, -- the medium, where given
  addressee_start INTEGER, -- first code point of the addressee
  addressee_end INTEGER, -- code point after the last
  addressee TEXT, -- who it was said to, where given
  parent TEXT, -- id of the statement whose content it sits in
  source_mention TEXT, -- id of the mention that the source resolves to
  confidence REAL NOT NULL, -- probability that a careful reader would find it, 0 to 1
  UNIQUE (reading, id)
);

CREATE TABLE contents ( -- The spans that the source of a statement answers for.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  statement TEXT NOT NULL, -- id of the statement
  n INTEGER NOT NULL, -- order
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  PRIMARY KEY (reading, statement, n)
) WITHOUT ROWID;

CREATE TABLE figures ( -- Counts and amounts.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  low REAL, -- lower bound, empty when open
  high REAL, -- upper bound, empty when open
  about INTEGER NOT NULL, -- 1 when approximate
  of_start INTEGER, -- first code point of what is counted
  of_end INTEGER, -- code point after the last
  of TEXT, -- what is counted
  place_start INTEGER, -- first code point of the place
  place_end INTEGER, -- code point after the last
  place TEXT, -- the place as written
  date_start INTEGER, -- first code point of the date
  date_end INTEGER, -- code point after the last
  date TEXT, -- the date as written
  voice TEXT NOT NULL, -- outlet, or the id of the statement that holds it
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;

CREATE TABLE labels ( -- How the text designates an actor or event beyond bare name and neutral office.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  target TEXT, -- id of the mention that is designated
  voice TEXT NOT NULL, -- outlet, or the id of the statement that holds it
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;

CREATE TABLE open_questions ( -- Passages that say that something is not known.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  marker_start INTEGER NOT NULL, -- first code point of the words that say so
  marker_end INTEGER NOT NULL, -- code point after the last
  marker TEXT NOT NULL, -- the words that say so
  voice TEXT NOT NULL, -- outlet, or the id of the statement that holds it
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;

CREATE TABLE events ( -- Deeds by PLOVER type.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point of the trigger
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the trigger
  type TEXT NOT NULL, -- PLOVER type
  agents TEXT NOT NULL, -- ids of mentions as a JSON list
  recipients TEXT NOT NULL, -- ids of mentions as a JSON list
  place_start INTEGER, -- first code point of the place
  place_end INTEGER, -- code point after the last
  place TEXT, -- the place as written
  date_start INTEGER, -- first code point of the date
  date_end INTEGER, -- code point after the last
  date TEXT, -- the date as written
  status TEXT NOT NULL, -- happened, ongoing, attempted, planned, possible or denied
  voice TEXT NOT NULL, -- outlet, or the id of the statement that holds it
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;

CREATE TABLE actors ( -- One row per real-world person, organisation, government, armed force, group or medium.
  id TEXT PRIMARY KEY, -- the actor
  n INTEGER NOT NULL, -- order
  name TEXT NOT NULL, -- fullest name anywhere in the case
  kind TEXT NOT NULL, -- person, organisation, government, armed force, group or media
  public INTEGER NOT NULL -- 0 for a person named in passing, without office or public role
);

CREATE TABLE aliases ( -- Every form of an actor's name as written.
  actor TEXT NOT NULL REFERENCES actors(id) ON DELETE CASCADE, -- the actor
  n INTEGER NOT NULL, -- order
  alias TEXT NOT NULL, -- the form
  PRIMARY KEY (actor, n)
) WITHOUT ROWID;

CREATE TABLE roles ( -- What reports call an actor.
  actor TEXT NOT NULL REFERENCES actors(id) ON DELETE CASCADE, -- the actor
  n INTEGER NOT NULL, -- order
  role TEXT NOT NULL, -- the role as written
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  PRIMARY KEY (actor, n)
) WITHOUT ROWID;

CREATE TABLE links ( -- Statement sources, addressees and mentions joined to actors, each with its reason.
  number INTEGER PRIMARY KEY, -- number that the evidence refers to
  layer TEXT NOT NULL, -- source, addressee or mention
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  item TEXT NOT NULL, -- id of the statement or mention
  actor TEXT NOT NULL, -- the actor; inferred, never part of the report
  confidence REAL NOT NULL, -- calibrated, 0 to 1
  reason TEXT NOT NULL -- why
);
CREATE INDEX links_by_item ON links(report, item, layer);

CREATE TABLE link_evidence ( -- Passages that a link rests on.
  link INTEGER NOT NULL REFERENCES links(number) ON DELETE CASCADE, -- the link
  n INTEGER NOT NULL, -- order
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the characters
  PRIMARY KEY (link, n)
) WITHOUT ROWID;

CREATE TABLE claims ( -- Propositions, each with the wording of its most central carrier.
  id TEXT PRIMARY KEY, -- the claim
  n INTEGER NOT NULL, -- order
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report of the wording
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL -- the wording
);

CREATE TABLE carriers ( -- Passages that assert or deny a claim.
  claim TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE, -- the claim
  n INTEGER NOT NULL, -- order
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the passage
  statement TEXT, -- id of the statement that holds it, empty in the voice of the outlet
  denies INTEGER NOT NULL, -- 1 when it denies the claim
  confidence REAL NOT NULL, -- calibrated, 0 to 1
  reason TEXT NOT NULL, -- why
  PRIMARY KEY (claim, n)
) WITHOUT ROWID;

CREATE TABLE disputes ( -- Positions that cannot all be true, or a claim and its denial.
  id TEXT PRIMARY KEY, -- the dispute
  n INTEGER NOT NULL, -- order
  kind TEXT NOT NULL, -- denial, contradiction, figure or label
  family TEXT NOT NULL, -- the rule that proposed it
  question TEXT NOT NULL, -- neutral question
  confidence REAL NOT NULL, -- calibrated, 0 to 1
  reason TEXT NOT NULL -- what the machine saw
);

CREATE TABLE positions ( -- One holder's place in a dispute.
  dispute TEXT NOT NULL REFERENCES disputes(id) ON DELETE CASCADE, -- the dispute
  n INTEGER NOT NULL, -- order
  holder TEXT, -- the actor who holds it
  outlet TEXT, -- the outlet that holds it in its own voice
  stance TEXT NOT NULL, -- quoted words and fixed wording
  side TEXT NOT NULL, -- holders who agree share a letter; - only stands beside it
  statements TEXT NOT NULL, -- ids of the statements behind it as a JSON list
  PRIMARY KEY (dispute, n)
) WITHOUT ROWID;

CREATE TABLE position_evidence ( -- Passages that a position rests on.
  dispute TEXT NOT NULL REFERENCES disputes(id) ON DELETE CASCADE, -- the dispute
  position INTEGER NOT NULL, -- n of the position
  n INTEGER NOT NULL, -- order
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the passage
  PRIMARY KEY (dispute, position, n)
) WITHOUT ROWID;

CREATE TABLE ties ( -- Signed relations between two actors at a time.
  n INTEGER PRIMARY KEY, -- order
  source TEXT NOT NULL, -- the actor that it starts from
  target TEXT NOT NULL, -- the actor that it goes to
  sign TEXT NOT NULL, -- + supports, - opposes
  date TEXT, -- ISO date, as precise as known
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, -- the report
  start INTEGER NOT NULL, -- first code point
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the passage
  voice TEXT NOT NULL -- outlet, or the id of the statement that holds it
);

CREATE TABLE link_notes ( -- What could not be compared and why.
  n INTEGER PRIMARY KEY, -- order
  note TEXT NOT NULL -- the note
);

CREATE TABLE judgements ( -- A person's decisions, append-only: they outrank the machine and survive a re-read.
  n INTEGER PRIMARY KEY, -- order
  id TEXT NOT NULL UNIQUE, -- the judgement
  kind TEXT NOT NULL, -- same, not-same, dispute, no-dispute, actor or undo
  left TEXT NOT NULL, -- what was judged
  right TEXT, -- what it was compared with
  at TEXT NOT NULL, -- when
  by TEXT NOT NULL, -- who
  note TEXT NOT NULL -- in the person's words
);
CREATE TRIGGER judgements_keep BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'Judgements are append-only.'); END;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'Judgements are append-only.'); END;

CREATE TABLE failures ( -- Inputs of the last read that could not be read.
  n INTEGER PRIMARY KEY, -- order
  name TEXT NOT NULL, -- the input
  what TEXT NOT NULL, -- what is wrong with it
  hint TEXT NOT NULL -- what to try
);

CREATE VIEW ledger AS -- Who says so: one row per statement of the current readings, with source and cue.
  SELECT r.outlet, r.file, s.source, (
    SELECT group_concat(a.name, '; ') FROM links AS k JOIN actors AS a ON a.id = k.actor
    WHERE k.layer = 'source' AND k.report = r.id AND k.item = s.id
  ) AS actor_inferred, s.cue, s.quote AS passage, s.act, s.kind, s.channel, s.parent, r.id AS report, s.id AS statement, s.start, s.end
  FROM statements AS s JOIN readings AS d ON d.number = s.reading JOIN reports AS r ON r.id = d.report
  WHERE d.current ORDER BY r.number, s.start;
