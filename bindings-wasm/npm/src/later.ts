import type { Configuration } from "./calls.js";
import type { Mvpd } from "./generated/wire.js";
import type { Json } from "./json.js";
import { parsed } from "./module.js";

type Decoded<Answer> = { readonly kind: "answer"; readonly answer: Answer };

const OPEN = "[".charCodeAt(0);
const LINE = "\n".charCodeAt(0);

/** The module gives a configuration as two lines of JSON: the MVPDs, and the answer without them. */
export function isConfiguration(answer: Uint8Array): boolean {
  return answer[0] === OPEN;
}

/** A configuration whose MVPDs, of which there can be a thousand, become objects when they are first looked at. */
export function configurationOf(answer: Uint8Array): Decoded<Configuration> {
  const end = answer.indexOf(LINE);
  const decoded = parsed(answer.subarray(end + 1)) as Decoded<Configuration>;
  let mvpds: readonly Mvpd[] | undefined;
  Object.defineProperty(decoded.answer, "mvpds", {
    enumerable: true,
    configurable: true,
    get: () => {
      mvpds ??= objects(parsed(answer.subarray(0, end)) as Json[][]);
      // From here on a member like any other, unless the application has frozen the answer.
      Reflect.defineProperty(decoded.answer, "mvpds", { value: mvpds, writable: true });
      return mvpds;
    },
  });
  return decoded;
}

/** Objects of the names and of the values of each; `null` is a value that is absent. */
function objects([names = [], ...rows]: Json[][]): Mvpd[] {
  return rows.map((values) => {
    const object: { [name: string]: Json } = {};
    values.forEach((value, index) => {
      if (value !== null) {
        object[names[index] as string] = value;
      }
    });
    return object as unknown as Mvpd;
  });
}
