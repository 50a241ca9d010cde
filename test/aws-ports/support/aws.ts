/** One request as AWS would get it. */
export interface Call {
  /** `StartExecution`, or the method and path of services that have no operation in their header. */
  operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the service would get
  body: any;
}

/** An error of AWS, by the name that its services give it. */
export interface Fault {
  fault: string;
  message?: string;
  /** HTTP status, 400 unless given. */
  status?: number;
}

export interface FakeAws {
  calls: Call[];
  /** For the real clients of the SDK: they talk to nobody else. */
  settings: {
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
    requestHandler: { handle(request: unknown): Promise<unknown> };
  };
}

type Answer = object | Fault | Error;

/** Answers the SDK's own requests: what is sent and what errors become is the SDK's doing, as in production. */
export function fakeAws(answer: (call: Call) => Answer = () => ({})): FakeAws {
  const calls: Call[] = [];
  async function handle(request: unknown): Promise<unknown> {
    const { headers, method, path, body } = request as {
      headers: Record<string, string>;
      method: string;
      path: string;
      body?: string | Uint8Array;
    };
    const text = textOf(body);
    const operation = headers["x-amz-target"]?.split(".")[1] ?? `${method} ${path}`;
    const call: Call = { operation, body: text === "" ? {} : JSON.parse(text) };
    calls.push(call);
    const answered = answer(call);
    if (answered instanceof Error) throw answered;
    if (!("fault" in answered)) return response(200, answered, {});
    const { fault, message = "as the test wants it", status = 400 } = answered as Fault;
    return response(status, { __type: fault, message, Message: message }, { "x-amzn-errortype": fault });
  }
  return {
    calls,
    settings: {
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      requestHandler: { handle },
    },
  };
}

/** The SDK warns whoever takes its bytes for a text. */
function textOf(body: string | Uint8Array | undefined): string {
  if (!(body instanceof Uint8Array)) return body ?? "";
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
}

function response(statusCode: number, body: object, headers: Record<string, string>): object {
  return {
    response: {
      statusCode,
      headers: { "content-type": "application/json", ...headers },
      body: Buffer.from(JSON.stringify(body)),
    },
  };
}
