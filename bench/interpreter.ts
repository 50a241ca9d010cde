import { StateMachine } from "aws-local-stepfunctions";
import { createVirtualClock } from "../lib/local/clock.ts";
import { createDueQueue } from "../lib/local/due.ts";
import { createLoop } from "../lib/local/loop.ts";
import { createEngine } from "../lib/local/states/engine.ts";
import { sqliteStore } from "../lib/local/states/rows/sqlite/store.ts";
import { openDatabase } from "../lib/store/database.ts";

/** State transitions per second, the median of the rounds. */
export interface InterpreterFigures {
  /** Choice, Task, Pass, Wait 0, Succeed; every rest is written to SQLite in memory. */
  ours: number;
  /** The same five states on aws-local-stepfunctions, which keeps nothing. */
  theirs: number;
  /** ours / theirs. */
  ratio: number;
  /** What the compiler writes: sends whose token is answered, sends that time out, a question, a Choice, a Wait. */
  campaign: number;
}

const ROUNDS = 5;
const RUNS = 4000;
const STATES = 5;

export async function benchInterpreter(): Promise<InterpreterFigures> {
  const figures = { ours: [] as number[], theirs: [] as number[], campaign: [] as number[] };
  await Promise.all([runTheirs(500), runOurs(FIVE_STATES, 500), runOurs(CAMPAIGN, 500)]);
  for (let round = 0; round < ROUNDS; round += 1) {
    figures.theirs.push(await runTheirs(RUNS));
    figures.ours.push(await runOurs(FIVE_STATES, RUNS));
    figures.campaign.push(await runOurs(CAMPAIGN, RUNS));
  }
  const [ours, theirs, campaign] = [median(figures.ours), median(figures.theirs), median(figures.campaign)];
  return { ours, theirs, ratio: ours / theirs, campaign };
}

function inputOf(index: number) {
  return {
    enrollment: `e-${index}`,
    customer: `c-${index}`,
    campaign: "welcome",
    version: "1",
    answers: { s1: index % 2 },
  };
}

async function runTheirs(runs: number): Promise<number> {
  const overrides = { taskResourceLocalHandlers: { ask: () => ({ way: 1 }) }, waitTimeOverrides: { wait: 0 } };
  // Its validator writes defaults into the definition.
  const machine = new StateMachine(structuredClone(THEIR_FIVE_STATES), {
    validationOptions: { checkArn: false, checkPaths: false },
  });
  const began = performance.now();
  for (let index = 0; index < runs; index += 1) await machine.run(inputOf(index), { overrides }).result;
  return (1000 * runs * STATES) / (performance.now() - began);
}

async function runOurs(States: Record<string, unknown>, runs: number): Promise<number> {
  const clock = createVirtualClock(Date.UTC(2030, 0, 1));
  const queue = createDueQueue();
  const loop = createLoop({ clock, queue });
  let transitions = 0;
  const database = openDatabase(":memory:");
  const engine = createEngine({
    store: sqliteStore(database),
    clock,
    queue,
    random: () => 0.5,
    handlers: {
      functions: { ask: async () => ({ way: 1 }) },
      queues: {
        answered: async (message) => void (await engine.tokens.succeed((message as { token: string }).token, {})),
        silent: async () => {},
      },
      begin: async () => {},
    },
    hooks: {
      onTransition() {
        transitions += 1;
      },
    },
  });
  engine.register("welcome", "1", { QueryLanguage: "JSONata", StartAt: "choose", States });
  const began = performance.now();
  for (let index = 0; index < runs; index += 1) {
    await engine.executions.start("welcome", "1", `run-${index}`, inputOf(index));
  }
  while (await loop.runNext());
  const seconds = (performance.now() - began) / 1000;
  database.close();
  return transitions / seconds;
}

const ANSWER = "$states.context.Execution.Input.answers.s1";
const ASK = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: { FunctionName: "ask", Payload: { customer: "{% $states.context.Execution.Input.customer %}" } },
  TimeoutSeconds: 60,
};

const FIVE_STATES = {
  choose: { Type: "Choice", Choices: [{ Condition: `{% ${ANSWER} = 1 %}`, Next: "ask" }], Default: "ask" },
  ask: { ...ASK, Next: "pass" },
  pass: { Type: "Pass", Next: "wait" },
  wait: { Type: "Wait", Seconds: 0, Next: "end" },
  end: { Type: "Succeed" },
};

/** The same in JSONPath, which is what it speaks. */
const THEIR_FIVE_STATES = {
  StartAt: "choose",
  States: {
    ...FIVE_STATES,
    choose: { Type: "Choice", Choices: [{ Variable: "$.answers.s1", NumericEquals: 1, Next: "ask" }], Default: "ask" },
    ask: {
      Type: "Task",
      Resource: "arn:aws:lambda:us-east-1:123456789012:function:ask",
      Parameters: { "customer.$": "$.customer" },
      ResultPath: "$.result",
      Next: "pass",
    },
  },
} as ConstructorParameters<typeof StateMachine>[0];

function send(QueueUrl: string, Next: string) {
  const MessageBody = {
    token: "{% $states.context.Task.Token %}",
    enrollment: "{% $states.context.Execution.Input.enrollment %}",
    customer: "{% $states.context.Execution.Input.customer %}",
    due: "{% $states.context.State.EnteredTime %}",
    template: "hello",
    rules: { hours: "09:00-20:00", lateAfterSeconds: 86_400 },
  };
  return {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    Arguments: { QueueUrl, MessageBody },
    TimeoutSeconds: 86_400,
    Catch: [{ ErrorEquals: ["States.Timeout"], Next }],
    Next,
  };
}

const CAMPAIGN = {
  choose: { Type: "Choice", Choices: [{ Condition: `{% ${ANSWER} = 1 %}`, Next: "one" }], Default: "two" },
  one: send("answered", "two"),
  two: send("silent", "ask"),
  ask: { ...ASK, Next: "way" },
  way: {
    Type: "Choice",
    Choices: [{ Condition: "{% $states.input.Payload.way = 1 %}", Next: "wait" }],
    Default: "end",
  },
  wait: { Type: "Wait", Seconds: 86_400, Next: "three" },
  three: send("answered", "end"),
  end: { Type: "Succeed" },
};

function median(figures: number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

export function describeInterpreter({ ours, theirs, ratio, campaign }: InterpreterFigures): string[] {
  const thousands = (figure: number) => `${Math.round(figure / 1000)} thousand transitions/s`;
  return [
    `the interpreter, five states, stored: ${thousands(ours)}`,
    `aws-local-stepfunctions, the same five, not stored: ${thousands(theirs)}; ours is ${ratio.toFixed(2)} times as fast`,
    `the interpreter, a campaign with sends, stored: ${thousands(campaign)}`,
  ];
}
