/**
 * The Table port: one table, two string keys, designed for DynamoDB and no wider than the journeys need.
 * Reads are always consistent. What is answered may be frozen: change a copy. Every engine passes test/store/contract.ts.
 */
export type Key = {
  /** Partition key: everything about one customer shares it. */
  pk: string;
  /** Sort key, ordered by its UTF-8 bytes. */
  sk: string;
};

/** A JSON value. No undefined, NaN or Infinity; numbers are doubles. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

/** Attributes are JSON values. `expires` (epoch seconds) lets the engine remove the item, at some later time: readers check it. */
export type Item = Key & { expires?: number; [name: string]: Value | undefined };

/** All given parts must hold. On an item that does not exist, `equals` fails and `absent`, `lacks` and `below` hold. */
export interface Condition {
  /** No item with this key. */
  absent?: true;
  /** The item exists, and each of these top-level attributes has this value. */
  equals?: Record<string, string | number | boolean>;
  /** None of these top-level attributes is on the item. */
  lacks?: string[];
  /**
   * Each of these top-level attributes is a number below this, or not there; what is no number is not below. An update that
   * adds under this condition counts up to a ceiling.
   */
  below?: Record<string, number>;
}

/** Creates or replaces a whole item. */
export interface Put {
  put: Item;
  if?: Condition;
}
/** Changes top-level attributes of an item, and creates it when it does not exist. */
export interface Update {
  update: Key;
  set?: Record<string, Value>;
  /** Set only where the attribute is not there yet. */
  setOnce?: Record<string, Value>;
  /** Adds to a number; a missing attribute counts as 0. */
  add?: Record<string, number>;
  remove?: string[];
  if?: Condition;
}
export interface Delete {
  delete: Key;
  if?: Condition;
}
/** Changes nothing; refuses the transaction when it does not hold. */
export interface Check {
  check: Key;
  if: Condition;
}
export type Write = Put | Update | Delete;

export interface Page {
  items: Item[];
  /** Give it as `after` to go on; undefined on the last page. */
  next?: string;
}

export interface Table {
  get(key: Key): Promise<Item | undefined>;
  /** At most 100 keys, each once; the answers are in the order of the keys. */
  getMany(keys: readonly Key[]): Promise<(Item | undefined)[]>;
  /** Items of one partition whose sort key starts with `prefix`, in sort-key order (or its reverse). A page has at most `limit` items. */
  query(pk: string, options: { prefix: string; limit?: number; after?: string; reverse?: boolean }): Promise<Page>;
  /** One write. Throws {@link ConditionFailed}. Answers the item as it is now; undefined after a delete. */
  write(action: Write): Promise<Item | undefined>;
  /** 1 to 100 actions on different keys: all or none. Throws {@link TransactionRefused}. */
  transact(actions: readonly (Write | Check)[]): Promise<void>;
}

/** A write's condition did not hold; `existing` is the item that stood in its way, if any. */
export class ConditionFailed extends Error {
  override name = "ConditionFailed";
  readonly existing: Item | undefined;
  constructor(key: Key, existing: Item | undefined) {
    super(`the condition on ${key.sk} does not hold`);
    this.existing = existing;
  }
}

/** A transaction did nothing. `refused` has the indexes of the actions whose condition failed; empty when another writer was in the way. */
export class TransactionRefused extends Error {
  override name = "TransactionRefused";
  readonly refused: readonly number[];
  constructor(refused: readonly number[]) {
    super(
      refused.length > 0
        ? `the conditions of actions ${refused.join(", ")} do not hold`
        : "another write was in the way; try again",
    );
    this.refused = refused;
  }
}
