CREATE VIRTUAL TABLE report_search USING fts5(text, title, content='reports', content_rowid='number', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER report_search_added AFTER INSERT ON reports BEGIN
  INSERT INTO report_search(rowid, text, title) VALUES (new.number, new.text, new.title);
END;
CREATE TRIGGER report_search_gone AFTER DELETE ON reports BEGIN
  INSERT INTO report_search(report_search, rowid, text, title) VALUES ('delete', old.number, old.text, old.title);
END;
CREATE TRIGGER report_search_changed AFTER UPDATE OF text, title ON reports BEGIN
  INSERT INTO report_search(report_search, rowid, text, title) VALUES ('delete', old.number, old.text, old.title);
  INSERT INTO report_search(rowid, text, title) VALUES (new.number, new.text, new.title);
END;

CREATE VIRTUAL TABLE statement_search USING fts5(quote, content='statements', content_rowid='number', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER statement_search_added AFTER INSERT ON statements BEGIN
  INSERT INTO statement_search(rowid, quote) VALUES (new.number, new.quote);
END;
CREATE TRIGGER statement_search_gone AFTER DELETE ON statements BEGIN
  INSERT INTO statement_search(statement_search, rowid, quote) VALUES ('delete', old.number, old.quote);
END;

INSERT INTO report_search(report_search) VALUES ('rebuild');
INSERT INTO statement_search(statement_search) VALUES ('rebuild');
