CREATE TABLE leanings ( -- How likely a sentence tells that somebody stands for, or against, another, as the network sees it: what ties are made from.
  reading INTEGER NOT NULL REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  n INTEGER NOT NULL, -- order
  id TEXT NOT NULL, -- id within the report
  start INTEGER NOT NULL, -- first code point of the mention of the holder
  end INTEGER NOT NULL, -- code point after the last
  quote TEXT NOT NULL, -- the mention of the holder
  holder TEXT NOT NULL, -- id of the mention that stands so
  target TEXT NOT NULL, -- id of the mention that it stands so towards
  plus REAL NOT NULL, -- probability that it is told to stand for the target, 0 to 1
  minus REAL NOT NULL, -- probability that it is told to stand against the target, 0 to 1
  PRIMARY KEY (reading, id)
) WITHOUT ROWID;
