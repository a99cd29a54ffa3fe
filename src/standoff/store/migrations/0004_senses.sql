CREATE TABLE senses ( -- Embeddings for finding passages that say alike; none where the reading was made without the network.
  reading INTEGER PRIMARY KEY REFERENCES readings(number) ON DELETE CASCADE, -- the reading
  width INTEGER NOT NULL, -- numbers in an embedding
  rows BLOB NOT NULL -- one row of `width` signed bytes for each sentence of the reading, then one for each statement by its `n`
);
