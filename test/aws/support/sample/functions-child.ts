/** The functions of the sample app, one handler under several roles. */
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";

const { TABLE = "", MACHINE = "", SECRET = "", CONFIGURATION_SET = "", ROLE = "" } = process.env;
const tables = new DynamoDBClient();
const states = new SFNClient();
const mail = new SESv2Client();
const secrets = new SecretsManagerClient();

interface Batch {
  readonly Records: readonly {
    readonly body: string;
    readonly dynamodb: { readonly NewImage: Record<string, { readonly S: string }> };
  }[];
}

const ROLES: Record<string, (event: never) => Promise<unknown>> = {
  async start({ Records }: Batch) {
    for (const { dynamodb } of Records) {
      const input = JSON.stringify({ person: dynamodb.NewImage.pk?.S });
      const name = dynamodb.NewImage.sk?.S;
      await states.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name, input }));
    }
  },
  async send({ Records }: Batch) {
    for (const { body } of Records) {
      const { token, person } = JSON.parse(body);
      const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: SECRET }));
      await mail.send(
        new SendEmailCommand({
          FromEmailAddress: "shop@example.com",
          Destination: { ToAddresses: ["anna@example.com"] },
          Content: {
            Simple: { Subject: { Data: `length ${SecretString?.length}` }, Body: { Text: { Data: "Hello" } } },
          },
          EmailTags: [{ Name: "person", Value: person }],
          ConfigurationSetName: CONFIGURATION_SET,
        }),
      );
      console.log(`sent to ${person}`);
      await states.send(new SendTaskSuccessCommand({ taskToken: token, output: "{}" }));
    }
  },
  async note(event: { "detail-type": string; detail: object }) {
    await note(event["detail-type"], event.detail);
  },
  async begin(event: { person: string }) {
    await note("begun", event);
  },
  async door({ rawPath, body }: { rawPath: string; body: string }) {
    return { statusCode: 200, body: `${rawPath} ${body}` };
  },
  async publish(event: { ResponseURL: string; RequestType: string }) {
    const answer = {
      ...event,
      Status: "SUCCESS",
      PhysicalResourceId: "published",
      Data: { Request: event.RequestType },
    };
    await fetch(event.ResponseURL, { method: "PUT", body: JSON.stringify(answer) });
  },
};

export async function handler(event: never): Promise<unknown> {
  return await ROLES[ROLE]?.(event);
}

async function note(pk: string, what: object): Promise<void> {
  const Item = { pk: { S: pk }, sk: { S: crypto.randomUUID() }, what: { S: JSON.stringify(what) } };
  await tables.send(new PutItemCommand({ TableName: TABLE, Item }));
}
