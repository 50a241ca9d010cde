import { describe, expect, it } from "vitest";
import { printRotated } from "../../bin/commands/operate/rotate-links.ts";
import { createLinks, keysIn } from "../../lib/email/links.ts";
import { MOST_KEYS, rotateLinks } from "../../lib/operate/rotate-links.ts";
import { Trouble } from "../../lib/operate/trouble.ts";
import { fakeClient } from "./fake-client.ts";
import { givenStack, OUTPUTS } from "./given-stack.ts";

const ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:Links";
const keys = (count: number) => Array.from({ length: count }, (_, n) => `${n}`.padStart(32, "k"));

function given(text: string, outputs: object = { ...OUTPUTS, LinkSecretArn: ARN }) {
  let stored = text;
  const secrets = fakeClient({
    GetSecretValueCommand: () => ({ SecretString: stored }),
    PutSecretValueCommand: (input) => {
      stored = (input as unknown as { SecretString: string }).SecretString;
      return {};
    },
  });
  const stack = givenStack({ outputs: outputs as typeof OUTPUTS });
  return {
    rotate: (options = {}) => rotateLinks({ stack, clients: { secrets } }, options),
    stored: () => keysIn(stored),
    asked: secrets.asked,
  };
}

describe("a new key for links", () => {
  it("comes in front of the others: links that went out stay good, and the next are signed with it", async () => {
    const [first = ""] = keys(1);
    const { rotate, stored, asked } = given(first);
    const baseUrl = "https://mail.bluecup.example";
    const address = "ab".repeat(16);
    const old = createLinks({ keys: [first], baseUrl }).preferences("ann", address);
    expect(await rotate()).toEqual({ keys: 2, dropped: 0 });
    expect(stored()[1]).toBe(first);
    expect(stored()[0]).toMatch(/^[\w-]{64}$/);
    const links = createLinks({ keys: stored(), baseUrl });
    expect(links.verify.preferences(old.split("/p/")[1] ?? "")).toEqual({ customer: "ann", address });
    expect(links.preferences("ann", address)).not.toBe(old);
    expect(asked.map(({ input }) => input.SecretId)).toEqual([ARN, ARN]);
  });

  it("is another one each time", async () => {
    const { rotate, stored } = given(keys(1).join(" "));
    await rotate();
    await rotate();
    expect(new Set(stored()).size).toBe(3);
  });

  it("has no room beside ten others, unless the oldest is dropped", async () => {
    const ten = keys(MOST_KEYS);
    const { rotate, stored, asked } = given(ten.join("\n"));
    await expect(rotate()).rejects.toThrow(/--drop-oldest the oldest makes room: whoever still has a message/);
    expect(asked.map(({ name }) => name)).toEqual(["GetSecretValueCommand"]);
    expect(await rotate({ dropOldest: true })).toEqual({ keys: MOST_KEYS, dropped: 1 });
    expect(stored().slice(1)).toEqual(ten.slice(0, -1));
  });

  it("drops none while there is room", async () => {
    const { rotate, stored } = given(keys(MOST_KEYS - 1).join("\n"));
    expect(await rotate({ dropOldest: true })).toEqual({ keys: MOST_KEYS, dropped: 0 });
    expect(stored()).toHaveLength(MOST_KEYS);
  });

  it("needs a stack that says where its keys are, and a secret with a key", async () => {
    await expect(given("x", OUTPUTS).rotate()).rejects.toThrow(Trouble);
    await expect(given(" \n").rotate()).rejects.toThrow(/has no key in it/);
  });
});

describe("what is said about it", () => {
  it("is how many keys stay good, and what died", () => {
    expect(printRotated({ keys: 2, dropped: 0 })).toEqual([
      "A new key signs the links in messages. Links made with 1 older key stay good.",
      expect.stringContaining("within 5 minutes"),
    ]);
    const full = printRotated({ keys: MOST_KEYS, dropped: 1 }).join("\n");
    expect(full).toContain("9 older keys stay good");
    expect(full).toContain("1 key was dropped: links of the messages that it signed are dead");
    expect(full).toContain("needs --drop-oldest");
  });
});
