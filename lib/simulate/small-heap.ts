import { setFlagsFromString } from "node:v8";

/**
 * Lets a simulation of a large shop leave room for others: V8 would let its heap grow to several times what lives in it. Call it
 * before much is allocated. The flags only steer when garbage is collected (`node --v8-options`).
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=25");
  setFlagsFromString("--semi-space-growth-factor=1");
}
