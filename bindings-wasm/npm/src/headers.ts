import type { AccessStatus, DeviceInfo, FrameworkError } from "./generated/wire.js";
import { fields, valueOf } from "./module.js";
import { statusFields } from "./status.js";

/** The status of a partner's framework; times in milliseconds. */
export interface PartnerFrameworkStatus {
  readonly accessStatus: AccessStatus;
  readonly permissionError?: FrameworkError;
  readonly providerId?: string;
  readonly expirationDate?: number;
  readonly providerError?: FrameworkError;
}

/**
 * `Authorization` for an access token.
 *
 * @example
 * ```ts
 * console.log(bearerHeader("token")); // "Bearer token"
 * ```
 */
export function bearerHeader(accessToken: string): string {
  return valueOf("encode_header", "Authorization", 0, accessToken);
}

/**
 * `AP-Device-Identifier` for an id that stays the same as long as the device does.
 *
 * @example
 * ```ts
 * console.log(deviceIdentifierHeader("stays-the-same"));
 * ```
 */
export function deviceIdentifierHeader(id: string | Uint8Array): string {
  return valueOf("encode_header", "AP-Device-Identifier", 0, id);
}

/**
 * The id in an `AP-Device-Identifier`. @throws {TvpassError}
 *
 * @example
 * ```ts
 * const id = new TextDecoder().decode(readDeviceIdentifier("fingerprint c3RheXMtdGhlLXNhbWU="));
 * console.log(id); // "stays-the-same"
 * ```
 */
export function readDeviceIdentifier(value: string): Uint8Array {
  return Uint8Array.from(valueOf<number[]>("decode_header", "AP-Device-Identifier", 0, value));
}

/**
 * `X-Device-Info`. @throws {TvpassError}
 *
 * @example
 * ```ts
 * console.log(deviceInfoHeader({ model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" }));
 * ```
 */
export function deviceInfoHeader(info: DeviceInfo): string {
  return valueOf("encode_header", "X-Device-Info", 0, JSON.stringify(info));
}

/**
 * Reads an `X-Device-Info`. @throws {TvpassError}
 *
 * @example
 * ```ts
 * console.log(readDeviceInfo("eyJtb2RlbCI6Iktpb3NrIn0=").model); // "Kiosk"
 * ```
 */
export function readDeviceInfo(value: string): DeviceInfo {
  return valueOf("decode_header", "X-Device-Info", 0, value);
}

/**
 * `AP-Partner-Framework-Status`. @throws {TvpassError}
 *
 * @example
 * ```ts
 * console.log(partnerFrameworkStatusHeader({ accessStatus: "granted", providerId: "Cablevision", expirationDate: Date.now() + 60_000 }));
 * ```
 */
export function partnerFrameworkStatusHeader(status: PartnerFrameworkStatus): string {
  return valueOf("encode_header", "AP-Partner-Framework-Status", 0, statusFields(status));
}

/**
 * Reads an `AP-Partner-Framework-Status`. @throws {TvpassError}
 *
 * @example
 * ```ts
 * const value = partnerFrameworkStatusHeader({ accessStatus: "denied" });
 * console.log(readPartnerFrameworkStatus(value).accessStatus); // "denied"
 * ```
 */
export function readPartnerFrameworkStatus(value: string): PartnerFrameworkStatus {
  return valueOf("decode_header", "AP-Partner-Framework-Status", 0, value);
}

/**
 * `true` if single sign-on can rest on a framework's status at a time.
 *
 * @example
 * ```ts
 * if (!isPartnerFrameworkStatusValid({ accessStatus: "denied" })) {
 *   console.log("sign in as without a partner");
 * }
 * ```
 */
export function isPartnerFrameworkStatusValid(status: PartnerFrameworkStatus, now: number = Date.now()): boolean {
  return valueOf("is_status_valid", "", now, statusFields(status));
}

/** Names and values of a temporary identity, in their order. */
export type TempPassKeys = readonly (readonly [name: string, value: string])[];

/**
 * `AP-TempPass-Identity`. @throws {TvpassError}
 *
 * @example
 * ```ts
 * console.log(tempPassIdentityHeader([["email", "3f8a0c"]]));
 * ```
 */
export function tempPassIdentityHeader(keys: TempPassKeys): string {
  return valueOf("encode_header", "AP-TempPass-Identity", 0, fields(keys));
}

/**
 * The keys of an `AP-TempPass-Identity`. @throws {TvpassError}
 *
 * @example
 * ```ts
 * for (const [name, value] of readTempPassIdentity(tempPassIdentityHeader([["email", "3f8a0c"]]))) {
 *   console.log(name, value);
 * }
 * ```
 */
export function readTempPassIdentity(value: string): TempPassKeys {
  return valueOf("decode_header", "AP-TempPass-Identity", 0, value);
}
