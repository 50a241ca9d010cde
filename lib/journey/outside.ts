/*
 * Who is told of a journey besides its customer: systems of the shop, and its people. The ports that reach them.
 */

/** Systems of the shop. */
export interface Caller {
  /**
   * Posts JSON with a signature, and answers HTTP's status, whatever it is. Throws {@link Unreachable} when there was no answer.
   */
  post(call: Call): Promise<number>;
}

export interface Call {
  url: string;
  /** The same for every try: whoever is called can tell that it is the same call. */
  id: string;
  body: Record<string, unknown>;
}

/** Nobody answered. With `forGood`, trying again would not help: the address is no public one. */
export class Unreachable extends Error {
  override name = "Unreachable";
  readonly forGood: boolean;
  constructor(message: string, forGood = false) {
    super(message);
    this.forGood = forGood;
  }
}

/** The people of the shop. */
export interface Team {
  /** Told at least once, by every way there is. Throws {@link Untold} when one of them failed, after the others were tried. */
  tell(message: TeamMessage): Promise<void>;
}

export interface TeamMessage {
  /** The same for every try. */
  id: string;
  /** The ways by which an earlier try has told it: they are left out. */
  told?: readonly string[];
  /** The marketer's words. */
  text: string;
  /** What it is about: names and values for people to read. No address, no name of a customer. */
  facts: Record<string, string>;
}

/** Not everybody was told. With `forGood`, trying again would not help. */
export class Untold extends Error {
  override name = "Untold";
  /** The ways by which it is told by now. */
  readonly told: readonly string[];
  readonly forGood: boolean;
  constructor(message: string, told: readonly string[], forGood = false) {
    super(message);
    this.told = told;
    this.forGood = forGood;
  }
}
