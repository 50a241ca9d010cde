import type { AttributeValue, DynamoDBRecord } from "aws-lambda";
import type { Change } from "../../journey/figures.ts";
import { type Attributes, itemOfAttributes } from "../../store/dynamodb/attributes.ts";
import type { Item, Key } from "../../store/table.ts";
import { Refused } from "../errors.ts";

/** One record of the State table's stream. Throws Refused when it is none. */
export function readChange({ dynamodb = {} }: DynamoDBRecord): Change {
  const { SequenceNumber: sequence, ApproximateCreationDateTime: seconds, Keys, OldImage, NewImage } = dynamodb;
  if (sequence === undefined || seconds === undefined || Keys === undefined) {
    throw new Refused("a record without its sequence number, time or keys; the State table's stream gives all three");
  }
  return {
    sequence,
    at: Math.round(seconds * 1000),
    key: readItem(Keys) as Key,
    before: OldImage && readItem(OldImage),
    after: NewImage && readItem(NewImage),
  };
}

/** Plain JSON of an image in a stream. Throws Refused for what JSON has not. */
export function readItem(image: Record<string, AttributeValue>): Item {
  try {
    return itemOfAttributes(image as Attributes);
  } catch (error) {
    if (error instanceof TypeError) throw new Refused(error.message);
    throw error;
  }
}
