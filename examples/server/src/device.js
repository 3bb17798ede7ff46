/** Devices that this program speaks for, each with an installation of its own. */
import { authorize, Installation, signIn } from "tvpass";

import { storeOf } from "./worker-store.js";

/** The application of one device: its id, its description and its address, and never the server's own. */
async function applicationOf(settings, { id, info, address }) {
  const { owner, world } = settings;
  return {
    ...owner,
    ...world,
    device: { id, info },
    headers: { "X-Forwarded-For": address },
    installation: await Installation.from(owner, storeOf(id)),
  };
}

/** The sign-ins of this worker that go on, by device: the answer for a device that asks again. */
const going = new Map();

/** Begins a sign-in, or joins the one that goes on: the code to show, or the word that somebody is signed in. */
export function beginSignIn(settings, device) {
  const known = going.get(device.id);
  if (known !== undefined) {
    return known;
  }
  const answer = new Promise((resolve, reject) => {
    const showCode = ({ code, authenticateUrl, expiresIn }) => {
      const shown = Promise.resolve({ kind: "code", code, authenticateUrl, expiresIn });
      going.set(device.id, shown);
      resolve(shown);
    };
    applicationOf(settings, device)
      .then((app) => signIn({ ...app, showCode }))
      .then(({ kind }) => resolve({ kind }), reject)
      .finally(() => going.delete(device.id));
  });
  going.set(device.id, answer);
  return answer;
}

/** Asks whether the device may play. */
export async function decide(settings, device, resource) {
  const outcome = await authorize(resource, await applicationOf(settings, device));
  switch (outcome.kind) {
    case "permitted":
      return { kind: outcome.kind, mediaToken: outcome.decision.token?.serializedToken };
    case "denied":
      return { kind: outcome.kind, code: outcome.decision.error?.code };
    default:
      return { kind: outcome.kind };
  }
}
