import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DoorRequest } from "../../../lib/door/ports.ts";
import { refuseSender } from "../../../lib/door/signature/regulars.ts";
import { givenEvents, KEY, NOW, SECRETS } from "../given.ts";

const BODY =
  '{"type":"refund","eventId":"refund-9","customerId":"c-77","at":"2026-11-06T10:00:00Z","orderId":"1042","amount":42,"currency":"USD"}';
/** printf '%s.%s' 1793959200 "$BODY" | openssl dgst -sha256 -hmac "$KEY" */
const HEX = "1832fc17afc119a9589bf137609a7ab30ba441e84e973003c8e4e38528eadcea";

function signed(changes: { timestamp?: string; signature?: string; body?: string; now?: number } = {}): DoorRequest {
  return {
    path: "events",
    headers: {
      "x-regulars-timestamp": changes.timestamp ?? "1793959200",
      "x-regulars-signature": changes.signature ?? `v1=${HEX}`,
    },
    body: changes.body ?? BODY,
    now: changes.now ?? NOW,
  };
}

describe("a sender with the key", () => {
  it("is believed with any of the keys", () => {
    for (const key of SECRETS.keys) {
      expect(refuseSender(givenEvents({}, { "x-regulars-key": key }), SECRETS.keys)).toBeUndefined();
    }
  });

  it("is told that the key is not known, without hearing it again", () => {
    const refused = refuseSender(givenEvents({}, { "x-regulars-key": "my-secret-guess" }), SECRETS.keys);
    expect(refused).toMatchObject({ where: "header x-regulars-key", what: "this key is not known" });
    expect(JSON.stringify(refused)).not.toMatch(/my-secret-guess|a-made-up-key/);
  });

  it("is told which headers to send when there are none", () => {
    const fix =
      "send the header x-regulars-key, or sign the request with x-regulars-timestamp and x-regulars-signature";
    expect(refuseSender({ ...givenEvents({}), headers: {} }, SECRETS.keys)?.fix).toBe(fix);
  });

  it("never comes in by an empty key", () => {
    expect(refuseSender(givenEvents({}, { "x-regulars-key": "" }), [""])).toMatchObject({ where: "authentication" });
    expect(refuseSender(givenEvents({}, { "x-regulars-key": "" }), ["", KEY])?.what).toBe("this key is not known");
  });
});

describe("a signed request", () => {
  it("is believed when openssl made the signature, with any of the keys", () => {
    expect(refuseSender(signed(), [KEY])).toBeUndefined();
    expect(refuseSender(signed(), ["another-key-0123456789", KEY])).toBeUndefined();
    expect(refuseSender(signed({ signature: `v1=${HEX.toUpperCase()}` }), [KEY])).toBeUndefined();
  });

  it("is not saved by a right key when the signature is wrong", () => {
    const request = signed({ signature: `v1=${"0".repeat(64)}` });
    const refused = refuseSender({ ...request, headers: { ...request.headers, "x-regulars-key": KEY } }, [KEY]);
    expect(refused?.what).toBe("this signature does not fit");
  });

  it.each([
    [299_999, undefined],
    [300_000, undefined],
    [-300_000, undefined],
    [317_000, "this is 17 seconds outside of the 300 that are allowed"],
    [-301_000, "this is 1 seconds outside of the 300 that are allowed"],
  ])("counts for five minutes either way: %d ms away", (away, what) => {
    expect(refuseSender(signed({ now: NOW + away }), [KEY])?.what).toBe(what);
  });

  it.each([
    ["1793959200000", "these are not whole seconds since 1970"],
    ["2026-11-06T10:00:00Z", "these are not whole seconds since 1970"],
    ["", "these are not whole seconds since 1970"],
  ])("is told what a timestamp is: %s", (timestamp, what) => {
    expect(refuseSender(signed({ timestamp }), [KEY])).toMatchObject({ where: "header x-regulars-timestamp", what });
  });

  it("is told when the timestamp or the form of the signature is missing", () => {
    const { "x-regulars-timestamp": _, ...rest } = signed().headers;
    expect(refuseSender({ ...signed(), headers: rest }, [KEY])?.where).toBe("header x-regulars-timestamp");
    expect(refuseSender(signed({ signature: HEX }), [KEY])?.what).toBe("this is not a signature");
  });

  it("is refused after any change of body, timestamp, signature or key", () => {
    const change = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 9 }) });
    const digit = (text: string, { at, by }: { at: number; by: number }, base: number) => {
      const index = at % text.length;
      const other = (Number.parseInt(text[index] ?? "0", base) + by) % base;
      return text.slice(0, index) + other.toString(base) + text.slice(index + 1);
    };
    fc.assert(
      fc.property(change, fc.constantFrom("body", "timestamp", "signature", "key"), (how, what) => {
        const index = how.at % BODY.length;
        const body = BODY.slice(0, index) + String.fromCharCode(33 + how.by) + BODY.slice(index);
        const last = digit("1793959200", { at: 9, by: how.by }, 10);
        const request =
          what === "body"
            ? signed({ body })
            : what === "timestamp"
              ? signed({ timestamp: last })
              : what === "signature"
                ? signed({ signature: `v1=${digit(HEX, how, 16)}` })
                : signed();
        const keys = what === "key" ? [`${KEY}${how.by}`, KEY.slice(how.by)] : [KEY];
        expect(refuseSender(request, keys)?.what).toBe("this signature does not fit");
      }),
    );
  });
});
