import type { AlertRequest } from "../../compiler/steps/alert.ts";
import type { SurveyAnswer } from "../advocacy/records.ts";
import { keys } from "../keys.ts";
import type { ActDeps } from "../ports.ts";
import { readAll } from "../read-all.ts";
import { callId, calling } from "./calling.ts";
import type { ActCourse } from "./course.ts";

/** Tells the team: in the marketer's words, whom it is about by the shop's own ids, and what this journey's survey was answered. */
export const alert: ActCourse<AlertRequest> = (deps, request, _traveler, enrollment) => {
  const { customer, campaign, alert: text } = request;
  return calling(deps, request, {
    about: { kind: "alert", to: text },
    async body() {
      const answer = await lastAnswer(deps, customer, request.enrollment);
      return {
        customer,
        campaign,
        ...(enrollment.order === undefined ? {} : { order: enrollment.order.id }),
        ...(answer === undefined ? {} : { survey: answer.survey }),
        ...(answer?.score === undefined ? {} : { score: String(answer.score) }),
        ...(request.comment && answer?.comment !== undefined ? { comment: answer.comment } : {}),
      };
    },
    async call(body, { told = [] }) {
      await deps.team.tell({ id: callId(request), text, facts: body as Record<string, string>, told });
      return 200;
    },
  });
};

/** What this journey asked last, and was answered. */
async function lastAnswer(
  { table }: Pick<ActDeps, "table">,
  customer: string,
  enrollment: string,
): Promise<SurveyAnswer | undefined> {
  const { pk } = keys.answer(customer, "");
  const answers = (await readAll(table, pk, "survey#")) as unknown as SurveyAnswer[];
  const own = answers.filter((answer) => answer.enrollment === enrollment);
  return own.toSorted((one, other) => one.at - other.at).at(-1);
}
