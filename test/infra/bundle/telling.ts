import { topicsClient } from "../../../lib/aws/clients.ts";
import { createTeam } from "../../../lib/aws/team.ts";

/** A function that tells the team, for tests to listen to. */
export async function handler(customer: string): Promise<void> {
  const team = createTeam({
    client: topicsClient(),
    topicArn: "arn:aws:sns:eu-central-1:1:Team",
    caller: { post: async () => 200 },
  });
  await team.tell({ id: "e1_alert-1", text: "Look at them", facts: { customer } });
}
