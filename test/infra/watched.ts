import type { Core, Deps } from "../../lib/journey/ports.ts";
import type { Check, Table, Write } from "../../lib/store/table.ts";

/** What functions asked for: the function, the action, and the partitions where it is about the State table. */
export interface Use {
  by: string;
  action: string;
  partitions?: string[];
}

export const uses: Use[] = [];

/** Gives a journey's function eyes of its own: everything that IAM would be asked for it is noted. */
export function watching<D extends Pick<Core, "table">, Rest extends unknown[], R>(
  by: (...rest: Rest) => string,
  real: (deps: D, ...rest: Rest) => R,
): (deps: D, ...rest: Rest) => R {
  return (deps, ...rest) => real(watched(by(...rest), deps), ...rest);
}

function watched<D extends Pick<Core, "table"> & Partial<Deps>>(by: string, deps: D): D {
  const note = (...actions: string[]) => uses.push(...actions.map((action) => ({ by, action })));
  const { table, executions, tokens, schedules, mailer, door, team } = deps;
  // A machine's ARN is looked up in the catalog.
  const catalog = () => uses.push({ by, action: "GetItem", partitions: ["catalog"] });
  const seen: Partial<Deps> = { table: watchedTable(by, table) };
  if (executions !== undefined) {
    seen.executions = {
      start(...args) {
        catalog();
        note("states:StartExecution");
        return executions.start(...args);
      },
      stop(...args) {
        catalog();
        note("states:StopExecution");
        return executions.stop(...args);
      },
    };
  }
  if (tokens !== undefined) {
    seen.tokens = {
      succeed(...args) {
        note("states:SendTaskSuccess");
        return tokens.succeed(...args);
      },
      fail(...args) {
        note("states:SendTaskFailure");
        return tokens.fail(...args);
      },
    };
  }
  if (schedules !== undefined) {
    seen.schedules = {
      set(...args) {
        note("scheduler:CreateSchedule", "scheduler:UpdateSchedule", "iam:PassRole");
        return schedules.set(...args);
      },
      cancel(...args) {
        note("scheduler:DeleteSchedule");
        return schedules.cancel(...args);
      },
    };
  }
  if (mailer !== undefined) {
    seen.mailer = {
      wasSent: (sendId) => mailer.wasSent(sendId),
      send(mail) {
        note("ses:SendEmail", "ses:SendRawEmail");
        return mailer.send(mail);
      },
    };
  }
  if (door !== undefined) {
    seen.door = {
      put(event) {
        note("dynamodb:PutItem");
        return door.put(event);
      },
    };
  }
  if (team !== undefined) {
    seen.team = {
      tell(message) {
        note("sns:Publish", "kms:Decrypt", "kms:GenerateDataKey");
        return team.tell(message);
      },
    };
  }
  return { ...deps, ...seen };
}

function watchedTable(by: string, table: Table): Table {
  const note = (action: string, pks: string[]) => uses.push({ by, action, partitions: [...new Set(pks)] });
  return {
    get(key) {
      note("GetItem", [key.pk]);
      return table.get(key);
    },
    getMany(keys) {
      note(
        "BatchGetItem",
        keys.map(({ pk }) => pk),
      );
      return table.getMany(keys);
    },
    query(pk, options) {
      note("Query", [pk]);
      return table.query(pk, options);
    },
    write(action) {
      note(actionOf(action), [pkOf(action)]);
      return table.write(action);
    },
    transact(actions) {
      // Each action's condition may be shown the keys of them all.
      for (const kind of new Set(actions.map(actionOf))) note(kind, actions.map(pkOf));
      return table.transact(actions);
    },
  };
}

function actionOf(action: Write | Check): string {
  if ("put" in action) return "PutItem";
  if ("update" in action) return "UpdateItem";
  return "delete" in action ? "DeleteItem" : "ConditionCheckItem";
}

function pkOf(action: Write | Check): string {
  if ("put" in action) return action.put.pk;
  if ("update" in action) return action.update.pk;
  return "delete" in action ? action.delete.pk : action.check.pk;
}
