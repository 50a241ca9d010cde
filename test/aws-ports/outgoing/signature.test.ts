import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signedHeaders, signingKeys } from "../../../lib/aws/outgoing/signature.ts";

describe("a call's signature", () => {
  test("is the one of the specification's own example", () => {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    const keys = signingKeys("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    const call = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body: '{"test": 2432232314}' };
    expect(signedHeaders(keys, call)).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  test("is made with every key, the newest first, so that the called may take up a new one when they like", () => {
    const [one, other] = ["a", "b"].map((letter) => Buffer.alloc(32, letter));
    if (one === undefined || other === undefined) throw new Error("no keys");
    const keys = signingKeys(` ${one.toString("base64")}\n whsec_${other.toString("base64")} `);
    const { "webhook-signature": signature } = signedHeaders(keys, { id: "e1_crm", seconds: 12, body: "{}" });
    const by = (key: Buffer) => `v1,${createHmac("sha256", key).update("e1_crm.12.{}").digest("base64")}`;
    expect(signature).toBe(`${by(one)} ${by(other)}`);
  });
});

describe("keys of calls", () => {
  test("may be what Secrets Manager makes: 64 letters and digits are 48 bytes", () => {
    expect(signingKeys(`${"Ab3".repeat(21)}x`).map(({ length }) => length)).toEqual([48]);
  });

  test.each(["", "  ", "short", `${"Ab3".repeat(21)}x short`, "whsec_"])(
    "that are none, or too short, are refused without being told: %j",
    (text) => {
      expect(() => signingKeys(text)).toThrow(
        /^the "key" of .* must have keys of at least 24 bytes in base64(?!.*short)/,
      );
    },
  );
});
