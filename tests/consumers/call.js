/** The work of every project: one call, with its registration and token. The name of the package is put in. */
import { call, Installation, load } from "tvpass";

export async function requestor(baseUrl) {
  await load();
  const owner = { baseUrl, serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
  const decoded = await call("configuration", { serviceProvider: "REF30" }, {
    ...owner,
    device: {
      id: "consumer",
      info: { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
    },
    installation: Installation.open(owner),
  });
  return decoded.kind === "answer" ? decoded.answer.requestor.id : decoded.kind;
}
