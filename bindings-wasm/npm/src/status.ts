import type { FrameworkError } from "./generated/wire.js";
import type { PartnerFrameworkStatus } from "./headers.js";
import { type Field, fields, fieldsOf } from "./module.js";

/** A status as the module takes it. An error has a field of its own, for it can have neither code nor message. */
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
