import { CreateStateMachineCommand, DescribeExecutionCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { startMiniStack } from "./engines/ministack.ts";
import { clientsOf } from "./support/clients.ts";
import { eventually } from "./support/eventually.ts";
import { executionStates } from "./support/executions.ts";

test("three days of waiting for a click pass in a moment where timeouts are scaled", async () => {
  const engine = await startMiniStack({ timeoutScale: 1e-6, leastTimeout: 0.2 });
  try {
    const aws = clientsOf(engine);
    const { QueueUrl } = await aws.queues.send(new CreateQueueCommand({ QueueName: "send" }));
    const definition = {
      QueryLanguage: "JSONata",
      StartAt: "wait for click",
      States: {
        "wait for click": {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
          Arguments: { QueueUrl, MessageBody: { token: "{% $states.context.Task.Token %}" } },
          TimeoutSeconds: 259_200,
          Catch: [{ ErrorEquals: ["States.Timeout"], Next: "no click" }],
          End: true,
        },
        "no click": { Type: "Succeed" },
      },
    };
    const roleArn = `arn:aws:iam::${engine.account}:role/machine`;
    const { stateMachineArn } = await aws.states.send(
      new CreateStateMachineCommand({ name: "patient", roleArn, definition: JSON.stringify(definition) }),
    );
    const { executionArn = "" } = await aws.states.send(new StartExecutionCommand({ stateMachineArn }));

    await eventually("its end", async () => {
      const { status } = await aws.states.send(new DescribeExecutionCommand({ executionArn }));
      return status === "SUCCEEDED" ? status : undefined;
    });

    expect(await executionStates(aws, executionArn)).toEqual(["wait for click", "no click"]);
  } finally {
    await engine.stop();
  }
});
