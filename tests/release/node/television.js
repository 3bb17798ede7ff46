/** A television over the published npm package: `node television.js SERVICE STATEMENT`. */
import { authorize, Installation, load, signIn } from "tvpass";

const [baseUrl, softwareStatement] = process.argv.slice(2);
const owner = { baseUrl, serviceProvider: "REF30", softwareStatement };
const info = { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" };
await load();
const app = {
  ...owner,
  mvpd: "Cablevision",
  domainName: "adobe.com",
  redirectUrl: "https://adobe.com",
  device: { id: "a fresh Node project", info },
  installation: Installation.open(owner, ""),
  save: () => {},
  showCode: ({ authenticateUrl }) => console.log(`open ${authenticateUrl}`),
};
await signIn(app);
const { kind, decision } = await authorize("REF30", app);
if (kind !== "permitted") {
  throw new Error(kind);
}
console.log(`playing ${decision.resource}`);
