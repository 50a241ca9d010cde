/** What a file of orders can tell, in the order in which headers are guessed. */
export const COLUMNS = [
  "orderId",
  "date",
  "customer",
  "total",
  "quantity",
  "price",
  "currency",
  "type",
  "email",
  "phone",
  "firstName",
  "lastName",
  "name",
  "country",
  "locale",
  "timeZone",
  "sku",
  "product",
  "category",
  "coupon",
  "status",
  "refunded",
  "refundedAt",
  "cancelledAt",
  "consent",
] as const;

/** One of `COLUMNS`. `refunded` is the amount paid back of the order in the same row; `type` says purchase or refund. */
export type Column = (typeof COLUMNS)[number];

export type Mapping = Partial<Record<Column, string>>;

/** `"Customer ID"`, `customer_id` and `customerId` are one header; accents and tone marks do not count. */
export function normalized(header: string): string {
  return header
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
