import { call, type Fetch, Installation, load } from "tvpass";
import { endpoints } from "tvpass/tables";
import { checkJson } from "tvpass/no-wasm";
import * as legacy from "tvpass/legacy";
import * as inline from "tvpass/inline";

/** Without the library of the DOM, `fetch` comes from the host. */
export async function requestor(baseUrl: string, fetch: Fetch): Promise<string | undefined> {
  await load();
  const owner = { baseUrl, serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
  const decoded = await call("configuration", { serviceProvider: "REF30" }, {
    ...owner,
    device: {
      id: "consumer",
      info: { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
    },
    installation: Installation.open(owner),
    fetch,
  });
  const entries: readonly (typeof checkJson)[] = [checkJson, legacy.checkJson, inline.checkJson];
  if (endpoints.configuration.method !== "GET" || entries.length !== 3) {
    throw new Error("the tables are not those of the protocol");
  }
  return decoded.kind === "answer" ? decoded.answer.requestor.id : decoded.kind;
}
