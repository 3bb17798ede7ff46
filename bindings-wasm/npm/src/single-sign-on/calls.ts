import type { IssuedLinkCode, IssuedToken } from "../generated/wire.js";
import type { LinkedDevices, UnlinkedDevices } from "../steps.js";

/** The flows that this entry has beside the usual ones. */
declare module "../flow.js" {
  interface FlowKinds {
    service_token: true;
    link_device: true;
    list_devices: true;
    unlink_devices: true;
  }
}

/** The calls that this entry has beside the usual ones. */
declare module "../calls.js" {
  interface Calls {
    /** Gets a service token for a person, by the application's own name or by a code of another device. */
    sso_token: { serviceProvider: string; id: string } | { serviceProvider: string; linkCode: string };
    /** Gets a new service token for one that expires soon, or has expired recently. */
    sso_refresh: { serviceProvider: string };
    /** Makes a code that brings another device into the sign-in. */
    sso_link: { serviceProvider: string };
    /** Takes devices out of the sign-in, by their ids in the list. */
    sso_unlink: { serviceProvider: string; devices: readonly string[] };
    /** The devices of the sign-in. */
    sso_list: { serviceProvider: string };
  }

  interface Answers {
    sso_token: IssuedToken;
    sso_refresh: IssuedToken;
    sso_link: IssuedLinkCode;
    sso_unlink: UnlinkedDevices;
    sso_list: LinkedDevices;
  }
}
