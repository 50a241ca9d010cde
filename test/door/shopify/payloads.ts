/** An order as Shopify sends it, with the fields of API version 2024-10 that bear on us and a few that do not. */
export function shopifyOrder(changes: Record<string, unknown> = {}) {
  return {
    id: 6120486535251,
    admin_graphql_api_id: "gid://shopify/Order/6120486535251",
    app_id: 580111,
    buyer_accepts_marketing: false,
    cancelled_at: null,
    contact_email: "maya@example.com",
    created_at: "2026-11-05T21:15:02-05:00",
    currency: "USD",
    current_total_price: "47.50",
    current_total_price_set: { shop_money: { amount: "47.50", currency_code: "USD" } },
    customer_locale: "en-TH",
    discount_codes: [{ code: "WELCOME10", amount: "5.00", type: "fixed_amount" }],
    email: "maya@example.com",
    financial_status: "paid",
    name: "#1042",
    processed_at: "2026-11-05T21:15:00-05:00",
    test: false,
    total_price: "50.00",
    billing_address: { first_name: "Maya", last_name: "Example", country_code: "US", zip: "10001" },
    shipping_address: { first_name: "Maya", last_name: "Example", country_code: "TH", zip: "10110" },
    customer: {
      id: 7210394419283,
      email: "maya@example.com",
      first_name: "Maya",
      last_name: "Example",
      state: "disabled",
      verified_email: true,
      email_marketing_consent: {
        state: "subscribed",
        opt_in_level: "single_opt_in",
        consent_updated_at: "2026-10-01T08:00:00-04:00",
      },
    },
    line_items: [
      {
        id: 15001,
        name: "House Blend - 250 g",
        price: "21.00",
        product_id: 8001,
        quantity: 2,
        sku: "HB-250",
        variant_id: 44001,
        vendor: "Example Roasters",
        gift_card: false,
      },
      { id: 15002, name: "Mug", price: "8.00", product_id: 8002, quantity: 1, sku: null, variant_id: 44002 },
      { id: 15003, name: "Taken away", price: "3.00", product_id: 8003, quantity: 0, sku: "GONE", variant_id: 44003 },
      { id: 15004, name: "Engraving", price: "2.00", product_id: null, quantity: 1, sku: "", variant_id: null },
    ],
    ...changes,
  };
}

export function shopifyRefund(changes: Record<string, unknown> = {}) {
  const payment = { kind: "refund", status: "success", test: false, gateway: "shopify_payments", currency: "USD" };
  return {
    id: 929361463,
    order_id: 6120486535251,
    created_at: "2026-11-06T03:00:00-05:00",
    processed_at: "2026-11-06T03:00:01-05:00",
    note: "came broken",
    restock: true,
    refund_line_items: [{ id: 1, line_item_id: 15001, quantity: 1, subtotal: 21 }],
    transactions: [
      { id: 1, ...payment, amount: "20.10" },
      { id: 2, ...payment, amount: "0.20" },
      { id: 3, ...payment, status: "failure", amount: "99.00" },
      { id: 4, ...payment, kind: "void", amount: "99.00" },
    ],
    order_adjustments: [],
    ...changes,
  };
}
