import { describe, expect, it } from "vitest";
import { look, Unreachable } from "../../../lib/operate/check/looked.ts";
import { awsError } from "../fake-client.ts";

const looking = (error: unknown) => look(() => Promise.reject(error));

describe("a look at what may be out of reach", () => {
  it("knows what it saw", async () => {
    expect(await look(async () => 1)).toEqual({ is: "known", value: 1 });
  });

  it.each<[string, unknown, RegExp]>([
    ["a name server is silent", new Unreachable("no answer"), /^no answer$/],
    ["AWS throttles", awsError("TooManyRequestsException"), /TooManyRequests/],
    ["AWS takes too long", Object.assign(new Error("slow"), { name: "TimeoutError" }), /TimeoutError/],
    ["the network is down", Object.assign(new Error("no"), { code: "ENOTFOUND" }), /cannot be reached/],
    ["these credentials may not", awsError("AccessDeniedException", "not authorized"), /does not let you/],
  ])("is unknown when %s", async (_when, error, why) => {
    expect(await looking(error)).toEqual({ is: "unknown", why: expect.stringMatching(why) });
  });

  it("was not taken when there are no credentials, or no region", async () => {
    expect(await looking(awsError("CredentialsProviderError"))).toMatchObject({ is: "not looked at" });
    expect(await looking(new Error("Region is missing"))).toMatchObject({ is: "not looked at" });
  });

  it("hides no fault of ours", async () => {
    await expect(looking(new TypeError("x is undefined"))).rejects.toThrow(TypeError);
  });
});
