CREATE TABLE claim_origins ( -- The independent origins that the carriers of a claim go back to: what corroboration counts.
  claim TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE, -- the claim
  n INTEGER NOT NULL, -- order, those of most reports first
  name TEXT NOT NULL, -- who is credited, or the outlet whose own text it is
  reports TEXT NOT NULL, -- JSON list of the ids of the reports whose passages go back to it
  reason TEXT NOT NULL, -- why they count as one
  PRIMARY KEY (claim, n)
) WITHOUT ROWID;
