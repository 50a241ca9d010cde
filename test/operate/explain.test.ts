import { describe, expect, it } from "vitest";
import { explain } from "../../lib/operate/explain.ts";
import { Trouble } from "../../lib/operate/trouble.ts";
import { awsError } from "./fake-client.ts";

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

describe("what keeps AWS from answering is said in words", () => {
  it.each<[Error, RegExp]>([
    [new Error("Region is missing"), /name the stack's with --region/],
    [
      new Error('Region not accepted: region="x y" is not a valid hostname component.'),
      /such as --region eu-central-1/,
    ],
    [
      named("CredentialsProviderError", "Could not load credentials from any providers"),
      /no AWS credentials.*--profile/,
    ],
    [awsError("ExpiredTokenException"), /have expired; sign in again/],
    [awsError("UnrecognizedClientException"), /does not accept these credentials/],
    [
      awsError("AccessDeniedException", "User: x is not authorized.\nmore"),
      /does not let you do this: User: x is not authorized;/,
    ],
    [Object.assign(new Error("connect"), { code: "ECONNREFUSED" }), /cannot be reached \(ECONNREFUSED\)/],
    [awsError("ThrottlingException", "Rate exceeded"), /AWS did not do it \(ThrottlingException\): Rate exceeded/],
  ])("%s", (error, words) => {
    const explained = explain(error);
    expect(explained).toBeInstanceOf(Trouble);
    expect((explained as Trouble).message).toMatch(words);
  });

  it("a fault of ours stays one", () => {
    for (const error of [new TypeError("x is undefined"), awsError("ValidationException"), "text"])
      expect(explain(error)).toBe(error);
  });
});
