/** What is asked of AWS, by the command's name, and what it answers. */
export interface FakeClient {
  send: never;
  /** Every request in its order: the command's name and its input. */
  readonly asked: { name: string; input: Record<string, unknown> }[];
}

/** The parts of requests that tests answer by; each request has those of its own. */
interface Input {
  QueueUrl: string;
  ReceiptHandle: string;
  MessageBody: string;
  Entries: { ReceiptHandle: string }[];
  FunctionName: string;
  Payload: string;
  stateMachineArn: string;
  ExclusiveStartKey: unknown;
  nextToken: unknown;
  NextToken: unknown;
  EmailAddress: string;
  Reason: "BOUNCE" | "COMPLAINT";
}

type Answer = (input: Input) => unknown;

/** A client of the AWS SDK that answers by itself. A command without an answer fails the test. */
export function fakeClient(answers: Record<string, Answer>): FakeClient {
  const asked: FakeClient["asked"] = [];
  const send = async (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
    const { name } = command.constructor;
    asked.push({ name, input: command.input as Record<string, unknown> });
    const answer = answers[name];
    if (answer === undefined) throw new Error(`nobody expects a ${name}`);
    return answer(command.input as Input);
  };
  return { send: send as never, asked };
}

/** An error as AWS's SDK throws it. */
export function awsError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: { httpStatusCode: 400 } });
}
