import { describe, expect, it } from "vitest";
import { identityNames, mailFrom, readIdentities, signer } from "../../../lib/operate/check/look/sender.ts";
import { awsError, fakeClient } from "../fake-client.ts";

const address = { name: "hello@mail.shop.example" };
const own = { name: "mail.shop.example", MailFromAttributes: undefined };
const above = {
  name: "shop.example",
  MailFromAttributes: {
    MailFromDomain: "Bounce.shop.example",
    MailFromDomainStatus: "SUCCESS" as const,
    BehaviorOnMxFailure: undefined,
  },
};

describe("who may send as an address", () => {
  it("is the address, its domain, and those above but the top-level domain", () => {
    expect(identityNames("hello@mail.shop.example")).toEqual([
      "hello@mail.shop.example",
      "mail.shop.example",
      "shop.example",
    ]);
  });

  it("are those that SES knows, the nearest first", async () => {
    const ses = fakeClient({
      GetEmailIdentityCommand: (input) => {
        const { EmailIdentity } = input as unknown as { EmailIdentity: string };
        if (EmailIdentity === "mail.shop.example") throw awsError("NotFoundException");
        return { VerifiedForSendingStatus: true };
      },
    });
    const found = await readIdentities(ses, "hello@mail.shop.example");
    expect(found.map(({ name }) => name)).toEqual(["hello@mail.shop.example", "shop.example"]);
  });

  it("is not known when SES does not let us ask", async () => {
    const ses = fakeClient({
      GetEmailIdentityCommand: () => {
        throw awsError("AccessDeniedException");
      },
    });
    await expect(readIdentities(ses, "hello@shop.example")).rejects.toThrow("AccessDenied");
  });
});

describe("the identity that counts", () => {
  it("signs with the nearest domain's key, unless the address has one of its own", () => {
    expect(signer([address, own, above])).toBe(own);
    const signing = { ...address, DkimAttributes: { Status: "SUCCESS" as const } };
    expect(signer([signing, own])).toBe(signing);
    expect(signer([address])).toBe(address);
    expect(signer([])).toBeUndefined();
  });

  it("has the MAIL FROM domain; one of a domain further up does not reach down", () => {
    expect(mailFrom([address, above])).toEqual({ domain: "bounce.shop.example", status: "SUCCESS" });
    expect(mailFrom([address, own, above])).toBeUndefined();
  });
});
