import type { BrowserContext } from "playwright-core";

export function startChromium(): Promise<{ context: BrowserContext; stop: () => Promise<void> }>;
