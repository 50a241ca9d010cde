import { setFlagsFromString } from "node:v8";

/**
 * Makes a large simulation take half of the memory and some 40 % more time: V8 would let its heap grow to several times what
 * lives in it. For the whole process. The flags only steer when garbage is collected (`node --v8-options`).
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=25");
  setFlagsFromString("--semi-space-growth-factor=1");
}
