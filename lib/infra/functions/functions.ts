import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Shop } from "../../campaign/shop.ts";
import type { Rules } from "../../compiler/compiled.ts";
import type { Template } from "../../email/template.ts";
import { acknowledge } from "../acknowledge.ts";
import type { ScheduledBegin } from "../schedules.ts";
import type { Queues } from "../storage/queues.ts";
import type { Secrets } from "../storage/secrets.ts";
import type { Tables } from "../storage/tables.ts";
import { addFunction, type Common } from "./function.ts";
import type { FunctionName } from "./settings.ts";

export interface FunctionsProps extends Common {
  tables: Tables;
  queues: Queues;
  secrets: Secrets;
  /** What the deployment carries to its functions. */
  project: { shop: Shop; rules: Rules[]; templates: Template[] };
  /** Where links in messages and webhooks lead. */
  publicUrl: string;
  configurationSet: string;
  /** Where alerts go. */
  teamTopicArn: string;
  schedules: ScheduledBegin;
}

/** All functions by name, each with its code and what it must know of the others; what they may do is said in access. */
export type Functions = Readonly<Record<FunctionName, LambdaFunction>>;

export function addFunctions(scope: Construct, props: FunctionsProps): Functions {
  const place = new Construct(scope, "Functions");
  const { tables, queues, secrets, schedules, configurationSet, publicUrl } = props;
  const { shop, rules, templates } = props.project;
  const add = (name: FunctionName, environment: Record<string, string>, project: object = { shop }) =>
    addFunction(place, name, props, { project, environment });
  const STATE_TABLE = tables.state.tableName;
  const EVENTS_TABLE = tables.events.tableName;
  const SCHEDULE_GROUP = schedules.groupName;
  const LINK_SECRET_ARN = secrets.links.secretArn;
  const ADDRESS_SECRET_ARN = secrets.addresses.secretArn;
  acknowledge(place, {
    "Serverless-LambdaDLQ":
      "What is called without somebody who waits has a destination for failures, which tells more than a dead-letter target; the others answer their caller, or their stream or queue has the dead letters.",
    "Serverless-LambdaTracing":
      "X-Ray would see single calls, not a journey of weeks, at $5 a million; each step of each journey is in the State table.",
  });
  const begin = add("begin", { STATE_TABLE, EVENTS_TABLE });
  schedules.call(begin);
  const scheduling = {
    SCHEDULE_GROUP,
    SCHEDULE_ROLE_ARN: schedules.role.roleArn,
    BEGIN_FUNCTION_ARN: begin.functionArn,
    SCHEDULE_DEAD_LETTER_ARN: queues.callDeadLetters.queueArn,
  };
  const recordDeadLetters = { DEAD_LETTER_URL: queues.recordDeadLetters.queueUrl };
  return {
    enroll: add("enroll", { STATE_TABLE, ...scheduling, ...recordDeadLetters }, { shop, rules }),
    send: add("send", {
      STATE_TABLE,
      SCHEDULE_GROUP,
      CONFIGURATION_SET: configurationSet,
      LINK_SECRET_ARN,
      ADDRESS_SECRET_ARN,
      PUBLIC_URL: publicUrl,
      SEND_QUEUE_URL: queues.send.queueUrl,
      DEAD_LETTER_URL: queues.sendDeadLetters.queueUrl,
    }),
    decide: add("decide", { STATE_TABLE, SCHEDULE_GROUP }),
    act: add("act", {
      STATE_TABLE,
      OUTGOING_SECRET_ARN: secrets.outgoing.secretArn,
      TEAM_TOPIC_ARN: props.teamTopicArn,
    }),
    await: add("await", { STATE_TABLE }),
    engage: add("engage", {
      STATE_TABLE,
      SCHEDULE_GROUP,
      ADDRESS_SECRET_ARN,
      PUBLIC_URL: publicUrl,
      SETTLE_QUEUE_URL: queues.settle.queueUrl,
      DEAD_LETTER_URL: queues.callDeadLetters.queueUrl,
    }),
    begin,
    finish: add("finish", { STATE_TABLE }),
    tally: add("tally", { STATE_TABLE, ...recordDeadLetters }),
    ingest: add("ingest", {
      EVENTS_TABLE,
      STATE_TABLE,
      DOOR_SECRET_ARN: secrets.door.secretArn,
      ...recordDeadLetters,
    }),
    respond: add("respond", {
      STATE_TABLE,
      EVENTS_TABLE,
      SCHEDULE_GROUP,
      LINK_SECRET_ARN,
      ADDRESS_SECRET_ARN,
      PUBLIC_URL: publicUrl,
    }),
    publish: add("publish", { STATE_TABLE }, { shop, templates }),
  };
}
