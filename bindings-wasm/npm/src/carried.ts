/** The bytes of a module that a script carries. */
export function carried(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
