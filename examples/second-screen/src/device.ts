import type { SessionDetails } from "tvpass";

import { element } from "./dom.js";

/** The name of the device that asks, as far as the service knows it. */
export function deviceName({ device }: SessionDetails): string {
  const name = [device?.hardware?.manufacturer, device?.model].filter((part) => part !== undefined).join(" ");
  const system = device?.operatingSystem?.name;
  if (name === "") {
    return system === undefined ? "A device that says nothing of itself" : `A device with ${system}`;
  }
  return system === undefined ? name : `${name} (${system})`;
}

/** The card that tells which device asks. */
export function deviceCard(session: SessionDetails, code: string): HTMLElement {
  const until = new Date(session.notAfter).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return element(
    "dl",
    { class: "device" },
    element("div", {}, element("dt", {}, "Device"), element("dd", {}, deviceName(session))),
    element("div", {}, element("dt", {}, "Code"), element("dd", {}, element("code", {}, code), element("span", {}, ` valid until ${until}`))),
  );
}
