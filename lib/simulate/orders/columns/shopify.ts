import type { Mapping } from "./columns.ts";

/** The headers of Shopify's orders export, by Shopify's help page "Exporting orders". */
const HEADERS: Mapping = {
  orderId: "Name",
  date: "Created at",
  customer: "Email",
  total: "Total",
  quantity: "Lineitem quantity",
  price: "Lineitem price",
  currency: "Currency",
  email: "Email",
  phone: "Phone",
  name: "Billing Name",
  country: "Billing Country",
  sku: "Lineitem sku",
  product: "Lineitem name",
  coupon: "Discount Code",
  status: "Financial Status",
  refunded: "Refunded Amount",
  refundedAt: "Updated at",
  cancelledAt: "Cancelled at",
  consent: "Accepts Marketing",
};

/** Some apps add the customer's id to the export. */
const CUSTOMER_IDS = ["Customer ID", "Customer Id", "Customer: ID", "Customer/Id"];

export function isShopify(headers: readonly string[]): boolean {
  return ["Name", "Created at", "Total", "Lineitem quantity", "Lineitem name"].every((name) => headers.includes(name));
}

/** The known headers that are there; what the user named wins. */
export function shopifyColumns(headers: readonly string[], named: Mapping): Mapping {
  const known = Object.entries(HEADERS).filter(([, header]) => headers.includes(header));
  const customer = CUSTOMER_IDS.find((header) => headers.includes(header));
  return { ...Object.fromEntries(known), ...(customer === undefined ? {} : { customer }), ...named };
}
