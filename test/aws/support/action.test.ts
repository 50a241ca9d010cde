import { expect, test } from "vitest";
import { actionOf } from "./action.ts";

test("a JSON request names its service and action in its target", () => {
  expect(actionOf({ method: "POST", url: "/", headers: { "x-amz-target": "DynamoDB_20120810.PutItem" } })).toEqual({
    service: "DynamoDB",
    action: "PutItem",
  });
  expect(
    actionOf({ method: "POST", url: "/", headers: { "x-amz-target": "AWSStepFunctions.StartExecution" } }),
  ).toEqual({
    service: "StepFunctions",
    action: "StartExecution",
  });
});

test("an RPC request names them in its path", () => {
  expect(actionOf({ method: "POST", url: "/service/Scheduler/operation/GetSchedule", headers: {} })).toEqual({
    service: "Scheduler",
    action: "GetSchedule",
  });
});

test("a REST request is its method and path, of the service it is signed for", () => {
  const authorization =
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host";

  expect(actionOf({ method: "POST", url: "/schedules/once?a=b", headers: { authorization } })).toEqual({
    service: "scheduler",
    action: "POST /schedules/once",
  });
});

test("names of single things do not make calls different", () => {
  expect(actionOf({ method: "POST", url: "/schedules/eeb8918b311fcb425fe4b6771bc12678", headers: {} }).action).toBe(
    "POST /schedules/*",
  );
});
