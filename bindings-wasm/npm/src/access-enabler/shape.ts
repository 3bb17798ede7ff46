import type { App, Device, OpenUrl, World } from "tvpass";

/** The settings that the service needs now and that the SDK did not. */
export interface AccessEnablerSetup extends Omit<World, "signal">, Pick<App, "headers"> {
  /** The service, a proxy or a simulator. */
  readonly baseUrl: string;
  /** That of an application registered for REST API V2. */
  readonly softwareStatement: string;
  readonly device: Device;
  readonly domainName: string;
  /** The address at which a browser ends. */
  readonly redirectUrl: string;
  /** The text that `save` was given last. */
  readonly saved?: string;
  /** Opens a page in a window; settles when that has come back. */
  readonly openUrl: OpenUrl;
}

/** A provider of the picker. */
export interface Provider {
  readonly ID: string;
  readonly displayName?: string;
  readonly logoURL?: string;
  readonly tempPass: boolean;
}

/** The provider of the last sign-in, and how far the viewer has come. */
export interface SelectedProvider {
  readonly MVPD: string | null;
  readonly AE_State: "New User" | "User Not Authenticated" | "User Authenticated";
}

/** An advanced code. */
export interface AdvancedStatus {
  readonly errorId: string;
  readonly level: "Information" | "Warning" | "Error";
  readonly message: string;
  readonly resource?: string;
}

/** The functions of the page that the SDK called by their names. */
export interface AccessEnablerCallbacks {
  readonly entitlementLoaded?: () => void;
  /** Say `setSelectedProvider` when the viewer has chosen, or `null` if the viewer chooses none. */
  readonly displayProviderDialog: (providers: readonly Provider[]) => void;
  readonly setAuthenticationStatus: (isAuthenticated: 0 | 1, errorCode: string) => void;
  readonly setToken: (resource: string, token: string) => void;
  readonly tokenRequestFailed: (resource: string, errorCode: string, message: string) => void;
  readonly preauthorizedResources?: (resources: readonly string[]) => void;
  /** `data` is a number of milliseconds or a value of the viewer's; an encrypted one is for your private key. */
  readonly setMetadataStatus?: (key: string, encrypted: boolean, data: unknown) => void;
  readonly selectedProvider?: (result: SelectedProvider) => void;
  /** An advanced code, for a log or for support. */
  readonly errorEvent?: (status: AdvancedStatus) => void;
}

/** The codes of callbacks. @internal */
export const CODES = {
  authenticated: "",
  notAuthenticated: "User Not Authenticated Error",
  notAuthorized: "User not Authorized Error",
  noProvider: "Provider not Selected Error",
  authentication: "Generic Authentication Error",
  authorization: "Generic Authorization Error",
  logout: "Logout",
} as const;
