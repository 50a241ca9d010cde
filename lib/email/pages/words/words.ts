/** Everything that the pages for customers say, in one language. A text that is missing fails the build. */
export interface Words {
  /** Titles tell one tab from another: the same words stand on the page. */
  unsubscribe: {
    title(shop: string): string;
    heading(shop: string): string;
    explain: string;
    button: string;
    /** A link to the preferences. */
    choose: string;
  };
  unsubscribed: {
    title(shop: string): string;
    heading: string;
    text(shop: string): string;
    /** A link to the preferences, to come back. */
    back: string;
  };
  preferences: {
    title(shop: string): string;
    question: string;
    save: string;
    saved: string;
    /** Over the topics of somebody who gets nothing. */
    off: string;
    /** To somebody whose address is never mailed. */
    blocked(shop: string): string;
    stop: { heading: string; explain: string; button: string };
    again: string;
    /** A yes was taken, and counts soon. */
    taken: { heading: string; text(shop: string): string; back: string };
    /** The link is for an address that the customer no longer has. */
    left(shop: string): string;
  };
  /** What a yes agrees to: it is kept as evidence, so a change of it is a change of what people said. */
  agreement(shop: string): string;
  yes: string;
  confirm: {
    title(shop: string): string;
    heading(shop: string): string;
    /** To whoever did not ask for the message. */
    otherwise: string;
    done: { heading: string; text(shop: string): string; choose: string };
    /** The link is for an address that the customer no longer has. */
    moved: { heading: string; text(shop: string): string };
    /** The customer said no since. */
    declined: { heading: string; text(shop: string): string; choose: string };
  };
  survey: {
    nps: Scale;
    csat: Scale;
    /** A question that is answered in words: what stands over the page, and over the field. */
    text: { question(shop: string): string; answer: string };
    /** Over the field for words beside a score, which may stay empty. */
    comment: string;
    send: string;
    /** That answers are not anonymous. */
    about(shop: string): string;
    missing: { score: string; words: string };
    thanks: { heading: string; text(shop: string): string };
    /** The question was answered before. */
    answered: { heading: string; text(shop: string): string };
    /** Nobody takes answers to this question any more. */
    over: { heading: string; text(shop: string): string };
  };
  tryAgain: { heading: string; text(shop: string): string; back: string };
  unknownLink: { heading: string; text(shop: string): string };
}

/** A question that is answered by a number: what the lowest and the highest mean. */
export interface Scale {
  question(shop: string): string;
  least: string;
  most: string;
}
