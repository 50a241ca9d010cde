import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  type CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { stackName } from "../names.ts";
import type { StageConfig } from "../stage-config.ts";

export interface ApiProps {
  stage: string;
  logDays: RetentionDays;
  config: Pick<StageConfig, "api" | "domain">;
}

/** No path, address or body: the path of a link is the key to a person's page, and an address is personal data. */
const LOG_LINE = {
  request: "$context.requestId",
  at: "$context.requestTimeEpoch",
  route: "$context.routeKey",
  status: "$context.status",
  latency: "$context.responseLatency",
  error: "$context.integrationErrorMessage",
};

/** Requests a second, and at once. */
interface Limit {
  ThrottlingRateLimit: number;
  ThrottlingBurstLimit: number;
}

/**
 * For each way to a page behind links. Scanners follow links by the thousand when a campaign
 * goes out, and no reader who wants no more mail may be turned away: neither by them, nor by a shop that sends too many events.
 */
const LINK_LIMIT: Limit = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };

/** The HTTPS door: events and webhooks come in, links in messages lead here. */
export class Api extends Construct {
  /** Without a slash at the end. */
  readonly url: string;
  /** Where the DNS name must lead (a CNAME), when the stage has one of its own. */
  readonly domainTarget?: string;
  private readonly api: HttpApi;
  private readonly stage: CfnStage;
  private readonly eventLimit: Limit;
  private readonly limits: Record<string, Limit> = {};

  constructor(scope: Construct, id: string, { stage, logDays, config }: ApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, "Api", {
      apiName: stackName(stage),
      description: `Events, webhooks and links of Regulars ${stage}`,
      createDefaultStage: false,
    });
    const logs = new LogGroup(this, "Logs", {
      logGroupName: `/aws/vendedlogs/apigateway/${stackName(stage)}`,
      retention: logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { domain, api } = config;
    this.eventLimit = { ThrottlingRateLimit: api.rate, ThrottlingBurstLimit: api.burst };
    const own =
      domain === undefined
        ? undefined
        : new DomainName(this, "Domain", {
            domainName: domain.name,
            certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificate),
          });
    const made = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: api.rate, burstLimit: api.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(LOG_LINE)),
      },
      ...(own === undefined ? {} : { domainMapping: { domainName: own } }),
    });
    this.stage = made.node.defaultChild as CfnStage;
    if (own !== undefined) this.domainTarget = own.regionalDomainName;
    // Links that went out before there was a domain of its own lead to AWS's: both stay open.
    this.url = domain === undefined ? this.api.apiEndpoint : `https://${domain.name}`;
  }

  /** Answers of 500 and above, in quarters of an hour. */
  serverErrors(): IMetric {
    return this.api.metricServerError({ period: Duration.minutes(15), statistic: "Sum" });
  }

  lead({ ingest, respond }: { ingest: LambdaFunction; respond: LambdaFunction }): void {
    const events = new HttpLambdaIntegration("Ingest", ingest);
    for (const path of ["/events", "/shopify", "/woocommerce"]) {
      this.addWay(path, [HttpMethod.POST], events, this.eventLimit);
    }
    const links = new HttpLambdaIntegration("Respond", respond);
    // A GET shows the page, and changes nothing: scanners follow links. A POST is a page's button, or the one click of RFC 8058.
    for (const path of ["/u/{token}", "/p/{token}", "/y/{token}", "/s/{token}"]) {
      this.addWay(path, [HttpMethod.GET, HttpMethod.POST], links, LINK_LIMIT);
    }
    // A friend's way to the shop. Whoever shows previews of links asks by HEAD.
    this.addWay("/r/{token}", [HttpMethod.GET, HttpMethod.HEAD], links, LINK_LIMIT);
    // Nobody sees this link: whoever follows it is a machine.
    this.addWay("/h", [HttpMethod.GET], links, LINK_LIMIT);
    acknowledge(this.api, {
      "AwsSolutions-APIG4":
        "Callers are machines with a key or a signature over the body, and readers with a signed link: the functions check each, which an authorizer that sees no body cannot.",
    });
  }

  /** Each way has a limit of its own: what comes in by one uses up nothing of another. */
  private addWay(path: string, methods: HttpMethod[], integration: HttpLambdaIntegration, limit: Limit): void {
    const routes = this.api.addRoutes({ path, methods, integration });
    for (const method of methods) this.limits[`${method} ${path}`] = limit;
    this.stage.routeSettings = this.limits;
    // API Gateway takes no settings of routes that are not there yet.
    this.stage.node.addDependency(...routes);
  }
}
