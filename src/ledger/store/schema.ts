import { HASH_BYTES, NO_TIME, NONE } from '../source/PlainRow.ts'

/** Raised with every change of the tables below; a store of another version is refused. */
export const SCHEMA_VERSION = 6

/**
 * The store's tables, all of one DuckDB file.
 *
 * Addresses, assets and chains are stored once and known by a small id. An amount is `amount_high * 2^128 + amount`.
 * `transfer` rows are unique by (chain, tx, kind, ordinal) where `ordinal` is known, else by
 * (chain, tx, sender, receiver, asset, amount, copy); `copy` is 0 unless an import kept duplicates.
 * `inexact` marks amounts that a source gave in floating point. While a chain is `ordered`, its transfers lie in the
 * file in ledger order, so that a trace reads them without sorting.
 *
 * A chain has either transfers or, on a UTXO chain that was read from blocks, \`tx\`, \`input\` and \`output\`. Their ids count
 * from 0 within a chain in ledger order, so that a transaction's inputs and outputs are those from its first ones up to the
 * next transaction's. There an address is a script (\`key\`), and \`alias\` is the script that its address names where that is
 * another one. A coinbase has no inputs. An input without \`spends\` has a row in \`missing\`: the previous output that the
 * ledger does not have. Hashes are in the order in which explorers show them. They and keys are not compressed: it
 * takes twice the time to store them and saves 3 %. The view \`spending\` says who spent an output.
 *
 * A UTXO chain may be made of single transactions instead of whole blocks: these are in \`gathered_tx\`, each with its place
 * in its block and the block's header, and the rows above are made of them. \`gathered_fact\` has what an explorer said and
 * nothing proves, as JSON. \`meta\` names the source.
 *
 * A chain that is followed has a row in \`cursor\`: its newest block, written in the transaction of that block. \`final_height\`
 * is as far as the chain itself has called its blocks final. \`notice\` has what issuers' contracts said of accounts.
 * `untraced` has the blocks, from `first` to `last`, that came without the calls inside of their transactions: what
 * contracts paid of the native asset there is missing.
 */
export const SCHEMA = `
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE chain (id UTINYINT PRIMARY KEY, caip2 VARCHAR NOT NULL UNIQUE, ordered BOOLEAN NOT NULL);
CREATE TABLE asset (id UINTEGER PRIMARY KEY, caip19 VARCHAR NOT NULL UNIQUE, decimals UTINYINT);
CREATE TABLE address (
  id UINTEGER NOT NULL,
  chain UTINYINT NOT NULL,
  key BLOB NOT NULL USING COMPRESSION uncompressed,
  alias BLOB
);
CREATE TABLE block (
  chain UTINYINT NOT NULL,
  height UINTEGER NOT NULL,
  time_sec BIGINT NOT NULL,
  hash BLOB,
  previous BLOB,
  bits UINTEGER
);
CREATE TABLE transfer (
  chain UTINYINT NOT NULL,
  block UINTEGER NOT NULL,
  tx_index UINTEGER,
  tx BLOB NOT NULL,
  kind UTINYINT NOT NULL,
  ordinal UINTEGER,
  copy USMALLINT NOT NULL,
  sender UINTEGER NOT NULL,
  receiver UINTEGER NOT NULL,
  asset UINTEGER NOT NULL,
  amount UHUGEINT NOT NULL,
  amount_high UHUGEINT NOT NULL,
  inexact BOOLEAN NOT NULL
);
CREATE TABLE tx (
  chain UTINYINT NOT NULL,
  id UINTEGER NOT NULL,
  height UINTEGER NOT NULL,
  txid BLOB NOT NULL USING COMPRESSION uncompressed,
  version INTEGER NOT NULL,
  lock_time UINTEGER NOT NULL,
  has_witness BOOLEAN NOT NULL,
  first_input UINTEGER NOT NULL,
  first_output UINTEGER NOT NULL
);
CREATE TABLE input (
  chain UTINYINT NOT NULL,
  id UINTEGER NOT NULL,
  tx UINTEGER NOT NULL,
  spends UINTEGER,
  sequence UINTEGER NOT NULL
);
CREATE TABLE output (
  chain UTINYINT NOT NULL,
  id UINTEGER NOT NULL,
  tx UINTEGER NOT NULL,
  value_sat BIGINT NOT NULL,
  owner UINTEGER NOT NULL
);
CREATE TABLE missing (
  chain UTINYINT NOT NULL,
  input UINTEGER NOT NULL,
  tx UINTEGER NOT NULL,
  txid BLOB NOT NULL,
  place UINTEGER NOT NULL
);
CREATE TABLE gathered_tx (
  chain UTINYINT NOT NULL,
  height UINTEGER NOT NULL,
  place UINTEGER NOT NULL,
  txid BLOB NOT NULL,
  header BLOB NOT NULL,
  raw BLOB NOT NULL
);
CREATE TABLE gathered_fact (chain UTINYINT NOT NULL, place VARCHAR NOT NULL, fact VARCHAR NOT NULL, at_sec BIGINT NOT NULL);
CREATE VIEW spending AS
  SELECT o.chain, o.id AS output, i.id AS input, i.tx AS spender
  FROM output o LEFT JOIN input i ON i.chain = o.chain AND i.spends = o.id;
CREATE TABLE cursor (chain UTINYINT NOT NULL, height UINTEGER NOT NULL, hash BLOB NOT NULL, final_height UINTEGER);
CREATE TABLE untraced (chain UTINYINT NOT NULL, first UINTEGER NOT NULL, last UINTEGER NOT NULL);
CREATE TABLE notice (
  chain UTINYINT NOT NULL,
  block UINTEGER NOT NULL,
  tx_index UINTEGER NOT NULL,
  tx BLOB NOT NULL,
  ordinal UINTEGER NOT NULL,
  kind UTINYINT NOT NULL,
  asset VARCHAR NOT NULL,
  account BLOB NOT NULL
);
CREATE TABLE label (
  chain VARCHAR,
  address VARCHAR NOT NULL,
  key BLOB NOT NULL,
  name VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  confidence VARCHAR,
  reading VARCHAR NOT NULL
);
CREATE TABLE import (
  id UINTEGER PRIMARY KEY,
  file VARCHAR NOT NULL,
  asset VARCHAR,
  rows_read UBIGINT NOT NULL,
  rows_added UBIGINT NOT NULL,
  rows_known UBIGINT NOT NULL,
  rows_copied UBIGINT NOT NULL,
  rows_rejected UBIGINT NOT NULL
);
CREATE TABLE rejected (import UINTEGER NOT NULL, asset VARCHAR, rows UBIGINT NOT NULL, amount VARCHAR NOT NULL);
`

/**
 * One import's rows before they are merged: addresses and transactions as bytes, one row of the file per row.
 *
 * All are of one chain. `line` is the row's place in the file, for rejects and for the order of copies.
 */
export const STAGE = `
CREATE OR REPLACE TEMP TABLE stage (
  line UBIGINT, block UINTEGER, time_sec BIGINT, tx_index UINTEGER, tx BLOB, kind UTINYINT, ordinal UINTEGER,
  sender BLOB, receiver BLOB, asset UINTEGER, amount UHUGEINT, amount_high UHUGEINT, inexact BOOLEAN
);
`

/**
 * Rows on their way from JavaScript into the stage: a value of bytes costs as much as five numbers there, so that
 * `keys` has the hash and both addresses. What stands for nothing is that of `PlainRow`.
 */
export const STAGE_ROW: string = `
CREATE OR REPLACE TEMP TABLE stage_row (
  line DOUBLE, block UINTEGER, time_sec DOUBLE, tx_index UINTEGER, kind UTINYINT, ordinal UINTEGER, keys BLOB,
  sender_length UTINYINT, asset UINTEGER, amount UHUGEINT, amount_high UHUGEINT, inexact BOOLEAN
);
`

export const FILL_STAGE: string = `
INSERT INTO stage
SELECT line, block, nullif(time_sec, ${NO_TIME}), nullif(tx_index, ${NONE}), keys[:${HASH_BYTES}], kind,
  nullif(ordinal, ${NONE}), keys[${HASH_BYTES + 1}:${HASH_BYTES} + sender_length], keys[${HASH_BYTES + 1} + sender_length:],
  asset, amount, amount_high, inexact
FROM stage_row`
