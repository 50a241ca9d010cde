import type { SignedLinks } from "../../email/links.ts";
import type { Addresses } from "../../journey/ports.ts";
import type { Clock } from "../clock.ts";
import type { Notes } from "./notes.ts";
import type { LocalProject, Runtime } from "./runtime.ts";

/** Everything that the routes and pages of one running server share. */
export interface Site {
  project: LocalProject;
  runtime: Runtime;
  clock: Clock;
  /** Milliseconds that the clock is ahead of the time of day. */
  ahead(): number;
  links: SignedLinks;
  addresses: Addresses;
  /** `http://127.0.0.1:4400` */
  url: string;
  notes: Notes;
  /** Removes what has expired by the clock. */
  sweep(): void;
  /** The message of what stopped the loop, until it runs again. */
  trouble(): string | undefined;
}

/** For times on pages: the shop's. */
export function shopTime({ clock, project }: Site): { now: number; timeZone: string } {
  return { now: clock.now(), timeZone: project.shop.timeZone };
}
