import { describe, expect, test } from "vitest";
import { one, resources, stageConfig, synth } from "./given.ts";
import { plain } from "./statements.ts";

const template = synth({ config: stageConfig({ api: { rate: 20, burst: 40 } }) });

describe("the HTTPS door", () => {
  test("has these ways in, and no others", () => {
    const routes = Object.values(resources(template, "AWS::ApiGatewayV2::Route")).map(({ Properties }) => {
      const integration = Properties.Target["Fn::Join"][1][1].Ref;
      const uri = resources(template, "AWS::ApiGatewayV2::Integration")[integration]?.Properties.IntegrationUri;
      return `${Properties.RouteKey} -> ${plain(uri)}`;
    });
    expect(routes.sort()).toEqual([
      "GET /h -> FunctionsRespond",
      "GET /p/{token} -> FunctionsRespond",
      "GET /r/{token} -> FunctionsRespond",
      "GET /s/{token} -> FunctionsRespond",
      "GET /u/{token} -> FunctionsRespond",
      "GET /y/{token} -> FunctionsRespond",
      "HEAD /r/{token} -> FunctionsRespond",
      "POST /events -> FunctionsIngest",
      "POST /p/{token} -> FunctionsRespond",
      "POST /s/{token} -> FunctionsRespond",
      "POST /shopify -> FunctionsIngest",
      "POST /u/{token} -> FunctionsRespond",
      "POST /woocommerce -> FunctionsIngest",
      "POST /y/{token} -> FunctionsRespond",
    ]);
  });

  const { Properties: stage, DependsOn: first = [] } = one(template, "AWS::ApiGatewayV2::Stage", "Api");

  test("takes no more events than the stage says, on each way", () => {
    const limit = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };
    expect(stage.DefaultRouteSettings).toEqual(limit);
    for (const way of ["POST /events", "POST /shopify", "POST /woocommerce"]) {
      expect(stage.RouteSettings[way]).toEqual(limit);
    }
  });

  test("lets readers in however many events come: links have rates of their own, clicks of mail programs not those of scanners", () => {
    const own = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };
    for (const way of ["/u/{token}", "/p/{token}", "/y/{token}", "/s/{token}"]) {
      expect(stage.RouteSettings).toMatchObject({ [`GET ${way}`]: own, [`POST ${way}`]: own });
    }
    expect(stage.RouteSettings).toMatchObject({ "GET /r/{token}": own, "HEAD /r/{token}": own });
    // Settings of a route that is not there yet would be refused.
    const routes = resources(template, "AWS::ApiGatewayV2::Route");
    const before = first.map((id) => routes[id]?.Properties.RouteKey).filter((key) => key !== undefined);
    expect(before.sort()).toEqual(Object.keys(stage.RouteSettings).sort());
    expect(before).toHaveLength(Object.keys(routes).length);
  });

  test("writes down no path, address or body: a link's path is the key to a person's page", () => {
    const said = Object.values(JSON.parse(stage.AccessLogSettings.Format));
    expect(said.sort()).toEqual([
      "$context.integrationErrorMessage",
      "$context.requestId",
      "$context.requestTimeEpoch",
      "$context.responseLatency",
      "$context.routeKey",
      "$context.status",
    ]);
  });

  test("has the shop's own name where it has one, and stays open under the old one for links that went out", () => {
    const domain = { name: "mail.bluecup.example", certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/1" };
    const own = synth({ config: stageConfig({ domain }) });
    expect(one(own, "AWS::ApiGatewayV2::DomainName", "Api").Properties).toMatchObject({
      DomainName: domain.name,
      DomainNameConfigurations: [{ CertificateArn: domain.certificate }],
    });
    expect(one(own, "AWS::ApiGatewayV2::Api", "Api").Properties.DisableExecuteApiEndpoint).toBeUndefined();
    const { ApiUrl, DomainTarget } = own.toJSON().Outputs;
    expect(ApiUrl.Value).toBe("https://mail.bluecup.example");
    // What the DNS name must lead to.
    expect(plain(DomainTarget.Value)).toBe("ApiDomain.RegionalDomainName");
    const { Variables } = one(own, "AWS::Lambda::Function", "FunctionsSend").Properties.Environment;
    expect(Variables.PUBLIC_URL).toBe("https://mail.bluecup.example");
  });
});

describe("the role that puts events", () => {
  const trusts = (config: object) => {
    const role = one(synth({ config: stageConfig(config as never) }), "AWS::IAM::Role", "EventWriter").Properties;
    return plain(role.AssumeRolePolicyDocument.Statement.map(({ Principal }: { Principal: unknown }) => Principal));
  };

  test("is the account's to give", () => {
    expect(trusts({})).toEqual([{ AWS: "arn:aws:iam::<AWS::AccountId>:root" }]);
  });

  test("is those principals' that the stage names, and nobody else's", () => {
    const backend = "arn:aws:iam::123456789012:role/shop-backend";
    expect(trusts({ eventWriters: [backend] })).toEqual([{ AWS: backend }]);
  });
});
