import * as z from "zod";

export const idSchema = (what: string, description: string, example: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}$/, {
      error: (issue) =>
        String(issue.input).includes("@")
          ? `${what} looks like an e-mail address, and ids travel where personal data must not be; send an id of your own or a hash`
          : `${what} is not an id; use 1 to 128 letters, digits and . _ : + / = - and begin with a letter or digit`,
    })
    .meta({ description, examples: [example] });

export const moneySchema = z.number().nonnegative().max(1e9);
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'this is not a currency; write three capital letters of ISO 4217, such as "USD"' })
  .meta({ description: "The currency: three letters of ISO 4217.", examples: ["USD"] });
export const dateTimeSchema = z.iso.datetime({
  offset: true,
  error:
    'this is not a time with an offset; write ISO 8601, such as "2026-10-30T09:15:00Z" or "2026-10-30T16:15:00+07:00"',
});
export const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);
export const factNameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, {
  error: "this is not a name for a fact; begin with a letter, then use up to 59 letters, digits and _",
});
