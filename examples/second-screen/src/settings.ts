/** The application that this page is. A page of yours has values of yours: see the README. */
import { type App, Installation, load } from "tvpass";

const STORAGE = "second-screen";

/** Set when the page is built, else those of the simulator. */
const { VITE_BASE_URL, VITE_SERVICE_PROVIDER, VITE_SOFTWARE_STATEMENT, VITE_DOMAIN } = import.meta.env;

/** Ready for flows; the registration is kept, for a new one would be a new installation (R4). */
export async function application(): Promise<App> {
  await load();
  const owner = {
    baseUrl: VITE_BASE_URL ?? location.origin,
    serviceProvider: VITE_SERVICE_PROVIDER ?? "REF30",
    softwareStatement: VITE_SOFTWARE_STATEMENT ?? "demo.software.statement",
  };
  return {
    ...owner,
    domainName: VITE_DOMAIN ?? "adobe.com",
    sender: "secondary_application",
    device: { info: { model: "Browser", version: "1", osName: "Linux", osVersion: "1", connectionType: "WiFi" } },
    // A state that an older version of the page or somebody's hand left begins as a new installation.
    installation: Installation.open(owner, localStorage.getItem(STORAGE) ?? ""),
    save: (saved) => localStorage.setItem(STORAGE, saved),
    pollInterval: 3000,
  };
}

/** The address that the login leads back to: this page, about the same code. */
export function returnUrl(code: string): string {
  return new URL(`?${new URLSearchParams({ code, returned: "" })}`, location.href).href;
}
