import { join } from "node:path";
import { CfnOutput, Stack } from "aws-cdk-lib";
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Shop } from "../campaign/shop.ts";
import type { Compiled } from "../compiler/compiled.ts";
import type { Template } from "../email/template.ts";
import { Machines } from "./campaigns/machines.ts";
import { Publication } from "./campaigns/publication.ts";
import { Api } from "./door/api.ts";
import { EventWriter } from "./door/event-writer.ts";
import { type Bundler, roleOf } from "./functions/function.ts";
import { addFunctions } from "./functions/functions.ts";
import { addPermissions } from "./functions/permissions.ts";
import { addSources } from "./functions/sources.ts";
import { Feedback } from "./mail/feedback.ts";
import { Sending } from "./mail/sending.ts";
import { stackName } from "./names.ts";
import { ScheduledBegin } from "./schedules.ts";
import type { StageConfig } from "./stage-config.ts";
import { Queues } from "./storage/queues.ts";
import { Secrets } from "./storage/secrets.ts";
import { Tables } from "./storage/tables.ts";
import { Alarms } from "./watch/alarms.ts";
import { Dashboard } from "./watch/dashboard.ts";
import { AlarmTopic, TeamTopic } from "./watch/topic.ts";

export interface RegularsProps {
  stage: string;
  config: StageConfig;
  shop: Shop;
  campaigns: readonly Compiled[];
  templates: readonly Template[];
  bundle: Bundler;
  /** A folder for what is made on the way: bundles and definitions. */
  workDir: string;
}

/** One stage of a shop's campaigns. */
export class RegularsStack extends Stack {
  constructor(scope: Construct, props: RegularsProps) {
    const { stage, config, shop, campaigns, templates, bundle, workDir } = props;
    super(scope, stackName(stage), {
      // Without the shop's name: CloudFormation keeps ASCII only here, and would see a change each time.
      description: `Regulars: retention and advocacy campaigns (${stage})`,
      env: { region: config.region, ...(config.account === undefined ? {} : { account: config.account }) },
      tags: { "regulars:stage": stage },
      terminationProtection: true,
    });
    // The configuration allows the values that CloudWatch has.
    const logDays = config.logDays as RetentionDays;
    const tables = new Tables(this, "Tables");
    const queues = new Queues(this, "Queues");
    const secrets = new Secrets(this, "Secrets");
    const sending = new Sending(this, "Sending", config);
    const api = new Api(this, "Api", { stage, logDays, config });
    const schedules = new ScheduledBegin(this, "Schedules", { deadLetters: queues.callDeadLetters });
    const team = new TeamTopic(this, "TeamTopic", config.team);
    const functions = addFunctions(this, {
      stage,
      logDays,
      bundle,
      workDir: join(workDir, "functions"),
      callDeadLetters: queues.callDeadLetters,
      tables,
      queues,
      secrets,
      schedules,
      project: { shop, rules: campaigns.map(({ rules }) => rules), templates: [...templates] },
      publicUrl: api.url,
      configurationSet: sending.configurationSet,
      teamTopicArn: team.topic.topicArn,
    });
    addPermissions(functions, { stage, tables, queues, secrets, schedules, team });
    sending.allowMail(roleOf(functions.send), shop);
    addSources(this, functions, { tables, queues, sendConcurrency: config.sendConcurrency });
    api.lead(functions);
    new Feedback(this, "Feedback", {
      stage,
      configurationSet: sending.configurationSet,
      functions,
      settle: queues.settle,
      deadLetters: queues.callDeadLetters,
    });
    const machines = new Machines(this, "Machines", {
      stage,
      logDays,
      campaigns,
      workDir: join(workDir, "machines"),
      sendQueue: queues.send,
      decide: functions.decide,
      act: functions.act,
      await: functions.await,
    });
    new Publication(this, "Publication", { machines, templates, publish: functions.publish, enroll: functions.enroll });
    const { topic } = new AlarmTopic(this, "AlarmTopic", { email: config.alarmEmail });
    const watched = { stage, queues, functions, configurationSet: sending.configurationSet };
    new Alarms(this, "Alarms", { topic, api, ...watched });
    new Dashboard(this, "Overview", watched);
    const writer = new EventWriter(this, "EventWriter", { events: tables.events, writers: config.eventWriters });
    outputs(this, {
      EventsTable: tables.events.tableName,
      StateTable: tables.state.tableName,
      SendQueueUrl: queues.send.queueUrl,
      SendDeadLettersUrl: queues.sendDeadLetters.queueUrl,
      RecordDeadLettersUrl: queues.recordDeadLetters.queueUrl,
      CallDeadLettersUrl: queues.callDeadLetters.queueUrl,
      ApiUrl: api.url,
      ...(api.domainTarget === undefined ? {} : { DomainTarget: api.domainTarget }),
      EventWriterRoleArn: writer.roleArn,
      EnrollFunction: functions.enroll.functionName,
      EngageFunction: functions.engage.functionName,
      BeginFunction: functions.begin.functionName,
      FinishFunction: functions.finish.functionName,
      ScheduleGroup: schedules.groupName,
      AlarmTopicArn: topic.topicArn,
      ConfigurationSet: sending.configurationSet,
      DoorSecretArn: secrets.door.secretArn,
      LinkSecretArn: secrets.links.secretArn,
      OutgoingSecretArn: secrets.outgoing.secretArn,
      TeamTopicArn: team.topic.topicArn,
      AddressSecretArn: secrets.addresses.secretArn,
    });
  }
}

/** What commands and people need to know of a stage. */
function outputs(stack: Stack, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
