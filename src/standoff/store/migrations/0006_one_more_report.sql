CREATE TABLE compared ( -- How far each report has been compared with the others; one that came since has no row.
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, -- the report
  extent TEXT NOT NULL -- case: together with the whole case; near: since then, with the reports nearest to it
) WITHOUT ROWID;
INSERT INTO compared
  SELECT id, 'case' FROM reports WHERE EXISTS (SELECT 1 FROM state WHERE key = 'links' AND value <> 'stale');

CREATE TABLE verdicts ( -- What the pair network said of two passages, so that it is asked only once.
  pair TEXT PRIMARY KEY, -- hash over the network and the words of both passages
  relation BLOB NOT NULL -- its probabilities as 64-bit floats, low byte first: same, oppose, agree, neither, entails, contradicts
) WITHOUT ROWID;

CREATE INDEX aliases_by_form ON aliases(alias COLLATE NOCASE);
CREATE INDEX carriers_by_report ON carriers(report);
CREATE INDEX position_evidence_by_report ON position_evidence(report);
