CREATE TABLE migrations ( -- Every change of the schema that this file went through.
  number INTEGER PRIMARY KEY, -- number of the migration, equal to user_version after it
  name TEXT NOT NULL, -- its name
  applied TEXT NOT NULL -- when it was applied (UTC, ISO 8601)
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

CREATE TABLE terms ( -- The words that reports are compared by.
  number INTEGER PRIMARY KEY, -- number that the gists refer to
  term TEXT NOT NULL UNIQUE -- the stem of the word
);

CREATE TABLE gists ( -- What grouping knows of a report.
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, -- the report
  terms BLOB NOT NULL, -- numbers of its terms, 4 bytes each, the least first in the byte
  weights BLOB NOT NULL, -- their weights, 8 bytes each
  names TEXT NOT NULL, -- names as written with how often, as a JSON list of [name, times]
  first INTEGER, -- first day of publication, as an ordinal of the Gregorian calendar
  last INTEGER -- last day that it may have been published on
);

CREATE TABLE stories ( -- Reports of one event; a number is never given twice.
  number INTEGER PRIMARY KEY, -- the id of the story
  part_of INTEGER REFERENCES stories(number) -- the story that it went into, empty where it stands
);

CREATE TABLE members ( -- Which story a report is in.
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, -- the report
  story INTEGER NOT NULL REFERENCES stories(number) -- its story
);
CREATE INDEX members_by_story ON members(story);
