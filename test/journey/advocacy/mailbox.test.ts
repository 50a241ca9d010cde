import { expect, it } from "vitest";
import { isSameMailbox } from "../../../lib/journey/advocacy/mailbox.ts";

it.each([
  ["ann@mail.example", "Ann@Mail.Example"],
  ["ann@mail.example", "ann+shop@mail.example"],
  ["ann+a@mail.example", "ann+b+c@mail.example"],
  ["a.n.n@gmail.com", "ann@gmail.com"],
  ["ann@googlemail.com", "A.nn+x@gmail.com"],
  ["ann@bücher.example", "ann@xn--bcher-kva.example"],
])("%s is the same mailbox as %s", (one, other) => {
  expect(isSameMailbox(one, other)).toBe(true);
  expect(isSameMailbox(other, one)).toBe(true);
});

it.each([
  ["ann@mail.example", "bob@mail.example"],
  ["ann@mail.example", "ann@post.example"],
  ["a.nn@mail.example", "ann@mail.example"],
  ["ann@mail.example", undefined],
  [undefined, undefined],
])("%s is not known to be the same mailbox as %s", (one, other) => {
  expect(isSameMailbox(one, other)).toBe(false);
});
