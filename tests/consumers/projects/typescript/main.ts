import { call, Client, load, type Fetch } from "tvpass";
import { endpoints } from "tvpass/tables";
import { checkJson } from "tvpass/no-wasm";
import * as legacy from "tvpass/legacy";
import * as inline from "tvpass/inline";

/** Where the library of the DOM is not, `fetch` comes from the host. */
export async function requestor(baseUrl: string, fetch: Fetch): Promise<string | undefined> {
  await load();
  const decoded = await call("configuration", { serviceProvider: "REF30" }, {
    baseUrl,
    serviceProvider: "REF30",
    softwareStatement: "demo.software.statement",
    device: {
      id: "consumer",
      info: { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
    },
    client: Client.open(),
    fetch,
  });
  const entries: readonly (typeof checkJson)[] = [checkJson, legacy.checkJson, inline.checkJson];
  if (endpoints.configuration.method !== "GET" || entries.length !== 3) {
    throw new Error("the tables are not those of the protocol");
  }
  return decoded.kind === "answer" ? decoded.answer.requestor.id : decoded.kind;
}
