/** People type spaces, hyphens and small letters. */
export function normalized(typed: string): string {
  return typed.replace(/[\s-]/g, "").toUpperCase();
}

/** Codes have six or seven letters and digits; shorter ones are still being typed. */
export function isWhole(code: string): boolean {
  return code.length >= 6;
}

const KNOWN = "codes-known";

/** Remembers that the service knew a code, so that it can be told from a mistyped one when it is over. */
export function remember(code: string): void {
  sessionStorage.setItem(KNOWN, JSON.stringify([...known(), code]));
}

/** `true` if the service knew it before. */
export function wasKnown(code: string): boolean {
  return known().has(code);
}

function known(): Set<string> {
  return new Set(JSON.parse(sessionStorage.getItem(KNOWN) ?? "[]") as string[]);
}
