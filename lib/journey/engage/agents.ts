/** A kind of program that follows links or loads pictures by itself, by what it calls itself in its requests. */
interface Agent {
  who: string;
  names: RegExp;
}

/**
 * Programs that say what they are. Most scanners do not: they call themselves browsers, and are known by other signs.
 *
 * Not here, because a person is behind them: the picture proxies of Google (`GoogleImageProxy`) and Yahoo (`YahooMailProxy`), which
 * fetch when the reader opens the message, Outlook's own name (`Microsoft Office`), and the browsers inside of apps.
 */
const AGENTS: readonly Agent[] = [
  // The common words for it; phones of two makers have "bot" in their names: https://github.com/omrilotan/isbot/issues/29
  { who: "robots", names: /(?<!cu|\bm[ _-])bot(?![a-z])|crawl(er|ing)|\bspider\b|\bscanner\b/i },
  // They fetch a link to show it in a chat, when somebody has passed it on: https://webmasterid.com/user-agents/social-preview-bot-user-agents
  {
    who: "previews of links",
    names: /facebookexternalhit|facebookcatalog|slackbot|slack-imgproxy|^whatsapp\/|skypeuripreview|url ?preview/i,
  },
  // Gateways of companies that open what their people get: https://www.suped.com/knowledge/email-deliverability/troubleshooting/how-can-i-identify-bot-user-agents-in-my-email-click-data
  {
    who: "security gateways",
    names: /barracuda|proofpoint|mimecast|safelinks|microsoft ?defender|ciscosecureemail|ironport|fortimail/i,
  },
  // No mail program or browser calls itself by the name of a library: https://suped.com/learn/email-deliverability/how-can-i-identify-bot-user-agents-in-my-email-click-data
  {
    who: "libraries",
    names:
      /^(curl|wget|python|go-http-client|java|apache-httpclient|axios|node-fetch|undici|libwww-perl|lua-resty-http|ahc|ruby|php|guzzlehttp|aiohttp)\b|python-(requests|urllib|httpx)/i,
  },
  // Browsers without a window: https://developer.chrome.com/docs/chromium/headless
  { who: "browsers that nobody looks at", names: /headlesschrome|phantomjs|puppeteer|playwright|selenium/i },
];

/** Whether a program says that it is one. Who says nothing may be anybody. */
export function saysItIsAMachine(agent: string | undefined): boolean {
  return agent !== undefined && AGENTS.some(({ names }) => names.test(agent));
}

/**
 * Whether this is what Apple's proxy calls itself, to the letter: it loads the pictures of each message, read or not.
 * https://help.socketlabs.com/docs/identifying-apple-mpp-opens-in-notification-api-events
 */
export function isApplesProxy(agent: string | undefined): boolean {
  return agent === "Mozilla/5.0";
}
