import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { type Catalog, createCatalog } from "../../../lib/aws/catalog.ts";
import type { ShopEvent } from "../../../lib/campaign/events.ts";
import { say } from "../../../lib/campaign/faults.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import { loadProject } from "../../../lib/project/load.ts";
import { openDynamoTable } from "../../../lib/store/dynamodb.ts";
import type { Table } from "../../../lib/store/table.ts";
import { type Records, recordsOf } from "../../support/records.ts";
import { bootstrap, deploy, outputNamed } from "../engines/deploy.ts";
import { type Engine, startMiniStack } from "../engines/ministack.ts";
import { CAMPAIGNS, DECLARED, TEXTS } from "../project/campaigns.ts";
import { type ShopFolder, shopFolder } from "../project/folder.ts";
import { type Clients, clientsOf } from "../support/clients.ts";
import { allowSender } from "../support/mails.ts";

/** A shop's project, deployed, with all that tests ask of it. */
export interface Stage extends Records {
  engine: Engine;
  aws: Clients;
  folder: ShopFolder;
  /** The State table. */
  table: Table;
  catalog: Catalog;
  /** As it was deployed first. */
  project: { shop: Shop; campaigns: Compiled[] };
  /** Everybody whom an event was told about. */
  customers: Set<string>;
  output(name: string): string;
  /** Deploys the folder as it is now. */
  deploys(): Promise<void>;
  /** As a shop does: a put into the Events table. */
  tells(event: ShopEvent): Promise<void>;
  stop(): Promise<void>;
}

/** A week is 30 seconds; a state that waits for a token has at least 25, in which a cold function answers. */
const SCALE = 0.00005;
const LEAST_SECONDS = 25;

/** Starts an engine and deploys the repository's own app with the library's campaigns and those of the tests. */
export async function givenStage(): Promise<Stage> {
  const engine = await startMiniStack({ waitScale: SCALE, timeoutScale: SCALE, leastTimeout: LEAST_SECONDS });
  const folder = await shopFolder();
  const stop = async () => {
    await engine.stop();
    await folder.remove();
  };
  try {
    return { ...(await deployed(engine, folder)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function deployed(engine: Engine, folder: ShopFolder): Promise<Omit<Stage, "stop">> {
  const aws = clientsOf(engine);
  await folder.declares(DECLARED);
  for (const campaign of CAMPAIGNS) await folder.campaign(campaign);
  for (const [name, says] of Object.entries(TEXTS)) await folder.template(name, says);
  let outputs: Record<string, string> = {};
  const output = (name: string) => outputNamed(outputs, name);
  const deploys = async () => {
    outputs = await deploy({ engine, app: "node bin/app.ts", context: { stage: "test", project: folder.path } });
  };
  const project = await readProject(folder.path);
  await bootstrap(engine);
  await deploys();
  await allowSender(aws, "bluecup.example");
  const table = openStateTable(engine, output("StateTable"));
  const customers = new Set<string>();
  return {
    ...recordsOf(table),
    engine,
    aws,
    folder,
    table,
    catalog: createCatalog({ table }),
    project,
    customers,
    output,
    deploys,
    async tells(event) {
      customers.add(event.customerId);
      const once = "attribute_not_exists(eventId)";
      await aws.tables.send(
        new PutCommand({ TableName: output("EventsTable"), Item: event, ConditionExpression: once }),
      );
    },
  };
}

async function readProject(folder: string): Promise<Stage["project"]> {
  const { shop, campaigns, faults } = await loadProject(folder);
  if (shop === undefined || faults.length > 0) throw new Error(faults.map(say).join("\n"));
  return { shop, campaigns: campaigns.map(({ compiled }) => compiled) };
}

/** As functions read it, but past what counts their calls. */
function openStateTable({ endpoint, region }: Engine, tableName: string): Table {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return openDynamoTable({ client: new DynamoDBClient({ endpoint, region, credentials }), tableName });
}
