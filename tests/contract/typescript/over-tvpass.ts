/**
 * The same sign-in and playback over tvpass.
 *
 *     node over-tvpass.js SERVER STATEMENT
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { authorize, Installation, load, signIn } from "tvpass";

const [server = "", statement = ""] = process.argv.slice(2);
const file = "kept.json";
const owner = { baseUrl: server, serviceProvider: "REF30", softwareStatement: statement };
const info = { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" };
await load();
const app = {
  ...owner,
  mvpd: "Cablevision",
  domainName: "adobe.com",
  redirectUrl: "https://adobe.com",
  device: { id: "kiosk in the hall", info },
  installation: Installation.open(owner, existsSync(file) ? readFileSync(file, "utf8") : ""),
  save: (saved: string) => writeFileSync(file, saved, { mode: 0o600 }),
  showCode: ({ authenticateUrl }: { authenticateUrl?: string }) => console.log(`open ${authenticateUrl}`),
};
await signIn(app);
const decision = await authorize("REF30", app);
if (decision.kind !== "permitted") {
  throw new Error(decision.kind);
}
console.log(`playing with a token of ${decision.decision.token?.serializedToken.length} letters`);
