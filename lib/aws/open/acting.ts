import type { ActDeps } from "../../journey/ports.ts";
import { createCaller } from "../caller.ts";
import { topicsClient } from "../clients.ts";
import { need } from "../environment.ts";
import type { Tools } from "../lambda/tools.ts";
import { readOutgoing } from "../outgoing/secret.ts";
import { project } from "../project.ts";
import { openSecrets } from "../secrets.ts";
import { createTeam } from "../team.ts";
import { openCore } from "./core.ts";

/** Everything that telling somebody outside needs, on AWS. */
export async function openActing({ log }: Tools): Promise<ActDeps> {
  const { keys, slack } = readOutgoing(await openSecrets()(need("OUTGOING_SECRET_ARN")));
  const caller = createCaller({ keys, now: Date.now });
  const team = createTeam({ client: topicsClient(), topicArn: need("TEAM_TOPIC_ARN"), slack, caller });
  return { ...openCore(log), ...project<"shop">(), caller, team };
}
