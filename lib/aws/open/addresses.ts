import { createAddresses } from "../../journey/addresses.ts";
import type { Addresses } from "../../journey/ports.ts";
import { need } from "../environment.ts";
import { openSecrets } from "../secrets.ts";

/** Hashes of addresses under this deployment's key, which never changes. */
export async function openAddresses(): Promise<Addresses> {
  return createAddresses(await openSecrets()(need("ADDRESS_SECRET_ARN")));
}
