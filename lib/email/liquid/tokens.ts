import { type PropertyAccessToken, type Token, TypeGuards, Value } from "liquidjs";

/** A variable as written. */
export interface Written {
  segments: string[];
  text: string;
  line: number;
}

/** Every variable in an expression with its filters, those in brackets and filter arguments included. */
export function variablesIn(argument: Value | Token): Written[] {
  if (argument instanceof Value || TypeGuards.isFilteredValueToken(argument)) {
    const { initial, filters } = argument;
    const args = filters.flatMap((filter) => filter.args.map((arg) => (Array.isArray(arg) ? arg[1] : arg)));
    return [...initial.postfix, ...args].flatMap((token) => (token === undefined ? [] : variablesIn(token)));
  }
  if (TypeGuards.isRangeToken(argument)) return [...variablesIn(argument.lhs), ...variablesIn(argument.rhs)];
  if (!TypeGuards.isPropertyAccessToken(argument)) return [];
  return [variable(argument), ...argument.props.flatMap((prop) => variablesIn(prop))];
}

function variable(token: PropertyAccessToken): Written {
  const segments: string[] = [];
  for (const prop of token.props) {
    if (TypeGuards.isPropertyAccessToken(prop)) {
      segments.push("*");
      break;
    }
    segments.push(String("content" in prop ? prop.content : prop.getText()));
  }
  return { segments, text: token.getText(), line: token.getPosition()[0] ?? 1 };
}
