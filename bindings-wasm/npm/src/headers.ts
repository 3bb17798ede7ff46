import type { AccessStatus, DeviceInfo, FrameworkError } from "./generated/wire.js";
import { type Field, fields, fieldsOf, valueOf } from "./module.js";

/** What a partner's framework says of the viewer; times in milliseconds. */
export interface PartnerFrameworkStatus {
  readonly accessStatus: AccessStatus;
  readonly permissionError?: FrameworkError;
  readonly providerId?: string;
  readonly expirationDate?: number;
  readonly providerError?: FrameworkError;
}

/** A status as the module takes it. An error has a field of its own, for it can have neither code nor message. @internal */
export function statusFields({ permissionError, providerError, ...status }: PartnerFrameworkStatus): Uint8Array {
  return fields([
    ...fieldsOf(status),
    ...errorFields("permissionError", permissionError),
    ...errorFields("providerError", providerError),
  ]);
}

function errorFields(name: string, error: FrameworkError | undefined): Field[] {
  return error === undefined ? [] : [[name, ""], [`${name}.code`, error.code], [`${name}.message`, error.message]];
}

/** `Authorization` for an access token. */
export function bearerHeader(accessToken: string): string {
  return valueOf("encode_header", "Authorization", 0, accessToken);
}

/** `AP-Device-Identifier` for an id that stays the same as long as the device does. */
export function deviceIdentifierHeader(id: string | Uint8Array): string {
  return valueOf("encode_header", "AP-Device-Identifier", 0, id);
}

/** The id in an `AP-Device-Identifier`. @throws {TvpassError} */
export function readDeviceIdentifier(value: string): Uint8Array {
  return Uint8Array.from(valueOf<number[]>("decode_header", "AP-Device-Identifier", 0, value));
}

/** `X-Device-Info`. @throws {TvpassError} */
export function deviceInfoHeader(info: DeviceInfo): string {
  return valueOf("encode_header", "X-Device-Info", 0, JSON.stringify(info));
}

/** What an `X-Device-Info` says. @throws {TvpassError} */
export function readDeviceInfo(value: string): DeviceInfo {
  return valueOf("decode_header", "X-Device-Info", 0, value);
}

/** `AP-Partner-Framework-Status`. @throws {TvpassError} */
export function partnerFrameworkStatusHeader(status: PartnerFrameworkStatus): string {
  return valueOf("encode_header", "AP-Partner-Framework-Status", 0, statusFields(status));
}

/** What an `AP-Partner-Framework-Status` says. @throws {TvpassError} */
export function readPartnerFrameworkStatus(value: string): PartnerFrameworkStatus {
  return valueOf("decode_header", "AP-Partner-Framework-Status", 0, value);
}

/** Whether single sign-on can rest on a framework's status at a time. */
export function isPartnerFrameworkStatusValid(status: PartnerFrameworkStatus, now: number = Date.now()): boolean {
  return valueOf("is_status_valid", "", now, statusFields(status));
}

/** Names and values of a temporary identity, in their order. */
export type TempPassKeys = readonly (readonly [name: string, value: string])[];

/** `AP-TempPass-Identity`. @throws {TvpassError} */
export function tempPassIdentityHeader(keys: TempPassKeys): string {
  return valueOf("encode_header", "AP-TempPass-Identity", 0, fields(keys));
}

/** The keys of an `AP-TempPass-Identity`. @throws {TvpassError} */
export function readTempPassIdentity(value: string): TempPassKeys {
  return valueOf("decode_header", "AP-TempPass-Identity", 0, value);
}
