/** Every metric that functions count; alarms and the dashboard name them. Namespace Regulars, dimensions service and stage. */
export const METRICS = [
  "EventsApplied",
  "EventsAgain",
  "EventsSetAside",
  "Enrolled",
  "JourneysEnded",
  "ExecutionsFailed",
  "MessagesSent",
  "MessagesWithheld",
  "MessagesDeferred",
  "MessagesHeld",
  "MessagesUnconfirmed",
  "MessagesOverdue",
  "TemplateFaults",
  "Delivered",
  "Opened",
  "Clicked",
  "Bounced",
  "Complained",
  "MarketingPaused",
  "Unsubscribed",
  "SetAside",
  "EventsReceived",
  "EventsRefused",
] as const;

export type Metric = (typeof METRICS)[number];
