/**
 * The sum as DynamoDB computes it, in decimal: 0.1 + 0.2 is 0.3. Without it, amounts added up in SQLite would drift by
 * binary rounding from the same amounts in DynamoDB.
 */
export function decimalSum(a: number, b: number): number {
  const sum = a + b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  if (!Number.isFinite(sum)) return sum;
  const [left, right] = [decimalOf(a), decimalOf(b)];
  const exponent = Math.min(left.exponent, right.exponent);
  return Number(`${scaled(left, exponent) + scaled(right, exponent)}e${exponent}`);
}

interface Decimal {
  digits: bigint;
  exponent: number;
}

/** The decimal a number is written as, which is the one that travels to DynamoDB. */
function decimalOf(value: number): Decimal {
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  return { digits: BigInt(`${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.digits * 10n ** BigInt(value.exponent - exponent);
}
