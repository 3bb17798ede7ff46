/** What every project does: one call, with the registration and the token that it needs. The name of the package is put in. */
import { call, Client, load } from "tvpass";

export async function requestor(baseUrl) {
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
  });
  return decoded.kind === "answer" ? decoded.answer.requestor.id : decoded.kind;
}
