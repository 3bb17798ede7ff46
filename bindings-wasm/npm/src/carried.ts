import base64 from "./generated/bytes.js";

/** The bytes of the module, which this script carries. */
export function carried(): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
