/** Instead of `@aws-sdk/endpoint-cache`: a DynamoDB client makes one, and no operation of it looks endpoints up there. */
export class EndpointCache {}
