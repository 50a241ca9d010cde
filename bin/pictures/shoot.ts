import { writeFile } from "node:fs/promises";
import type { Browser } from "./chromium.ts";

export interface Screen {
  name: string;
  /** CSS pixels. */
  width: number;
  /** What is longer is cut off; the whole page unless given. */
  tallest?: number;
  scheme: "light" | "dark";
  /** Pixels of the picture for each pixel of the screen. */
  scale: number;
}

/** What people read mail on, in pictures smaller than life, so that a repository can keep them. */
export const SCREENS: readonly Screen[] = [
  { name: "phone", width: 390, scheme: "light", scale: 0.46 },
  { name: "phone", width: 390, scheme: "dark", scale: 0.46 },
  { name: "desktop", width: 1024, scheme: "light", scale: 0.34 },
  { name: "desktop", width: 1024, scheme: "dark", scale: 0.34 },
];

/** A page as a PNG, from its URL. Throws when it is wider than the screen: somebody would have to scroll sideways. */
export async function shoot({ page, next }: Browser, url: string, screen: Screen, to: string): Promise<void> {
  await page("Page.enable");
  // Low, so that the height of the page is that of its content.
  await page("Emulation.setDeviceMetricsOverride", {
    width: screen.width,
    height: 200,
    deviceScaleFactor: 1,
    mobile: false,
  });
  const features = [{ name: "prefers-color-scheme", value: screen.scheme }];
  await page("Emulation.setEmulatedMedia", { media: "screen", features });
  const loaded = next("Page.loadEventFired");
  await page("Page.navigate", { url });
  await loaded;
  const { cssContentSize } = (await page("Page.getLayoutMetrics")) as {
    cssContentSize: { width: number; height: number };
  };
  const { width, height } = cssContentSize;
  if (width > screen.width) throw new Error(`${url} is ${width} pixels wide on a ${screen.name} of ${screen.width}`);
  const clip = {
    x: 0,
    y: 0,
    width: screen.width,
    height: Math.min(height, screen.tallest ?? height),
    scale: screen.scale,
  };
  const { data } = await page("Page.captureScreenshot", { format: "png", captureBeyondViewport: true, clip });
  await writeFile(to, Buffer.from(String(data), "base64"));
}
