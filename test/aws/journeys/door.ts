import { createHmac } from "node:crypto";
import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { beforeAll, describe, expect, test } from "vitest";
import { shopifyOrder } from "../../door/shopify/payloads.ts";
import { apiUrl } from "../support/api-url.ts";
import { enrolled, gets } from "./ask.ts";
import { begins } from "./people.ts";
import type { Stage } from "./stage.ts";

const SHOPIFY_SECRET = "a-made-up-secret-of-shopify-0123456789";

/** Events over HTTPS. */
export function door(given: () => Stage): void {
  describe("the HTTPS door", () => {
    let key = "";
    beforeAll(async () => {
      const { aws, output } = given();
      const SecretId = output("DoorSecretArn");
      const { SecretString = "" } = await aws.secrets.send(new GetSecretValueCommand({ SecretId }));
      const secret = JSON.parse(SecretString);
      key = secret.key;
      const next = JSON.stringify({ ...secret, shopify: [SHOPIFY_SECRET] });
      await aws.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: next }));
    });

    const post = (path: string, body: string, headers: Record<string, string>) =>
      fetch(apiUrl(given().engine, `${given().output("ApiUrl")}/${path}`), {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
      });

    function signed(body: string, secret: string): Record<string, string> {
      const time = String(Math.floor(Date.now() / 1000));
      const signature = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
      return { "x-regulars-timestamp": time, "x-regulars-signature": `v1=${signature}` };
    }

    test("takes in a signed event, which starts a journey", async () => {
      const body = JSON.stringify(begins("welcome", "remote"));
      given().customers.add("remote");

      const answer = await post("events", body, signed(body, key));

      expect([answer.status, await answer.json()]).toMatchObject([202, { accepted: true }]);
      await gets(given(), "remote", "hello");
    });

    test("turns away who signs with another key, and says nothing of ours", async () => {
      const body = JSON.stringify(begins("welcome", "stranger"));

      const answer = await post("events", body, signed(body, "not-the-key-of-this-door-0123456789"));

      expect(answer.status).toBe(401);
      await expect(given().profile("stranger")).rejects.toThrow("there is no");
    });

    test("makes a purchase of a webhook from Shopify", async () => {
      const now = new Date().toISOString();
      const body = JSON.stringify(shopifyOrder({ created_at: now, processed_at: now }));
      const signature = createHmac("sha256", SHOPIFY_SECRET).update(body).digest("base64");
      const topic = { "x-shopify-topic": "orders/create" };
      const customer = "7210394419283";
      given().customers.add(customer);

      const answer = await post("shopify", body, { ...topic, "x-shopify-hmac-sha256": signature });

      expect([answer.status, await answer.json()]).toMatchObject([202, { events: [{ accepted: true }] }]);
      expect(await enrolled(given(), customer, "thank-you")).toMatchObject({ order: { total: 47.5 } });
      expect(await given().profile(customer)).toMatchObject({ orders: 1, spent: { USD: 47.5 } });
      expect((await post("shopify", body, { ...topic, "x-shopify-hmac-sha256": "bm8=" })).status).toBe(401);
    });
  });
}
