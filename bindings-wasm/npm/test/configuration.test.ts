/** The list of MVPDs is kept for three minutes. No test waits. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { type App, call, signIn } from "tvpass";

import { jumping, Service, television } from "./service.js";

/** A device that picks an MVPD from the list again and again. */
function picking(more: Partial<App> = {}) {
  const service = new Service();
  const clock = jumping();
  const app = television(service, { ...clock, now: clock.now, ...more });
  const asked = () => service.asked.filter((path) => path.endsWith("/configuration")).length;
  const pick = (device: App = app, choices: (string | undefined)[] = ["Cablevision"]) => {
    service.isSignedIn = false;
    device.installation.remember(undefined);
    return signIn({
      ...device,
      chooseMvpd: async ({ mvpds }) => {
        assert.equal(mvpds.length, 1);
        return choices.shift();
      },
      openUrl: () => void (service.isSignedIn = true),
    });
  };
  return { app, asked, clock, pick };
}

test("a second picker within three minutes asks for no list", async () => {
  const { asked, clock, pick } = picking();
  await pick();
  clock.milliseconds = 179_000;
  await pick();
  assert.equal(asked(), 1);
  clock.milliseconds = 190_000;
  await pick();
  assert.equal(asked(), 2);
});

test("a viewer who has seen the list and asks for it again gets a fresh one", async () => {
  const { asked, pick } = picking();
  await pick(undefined, [undefined, "Cablevision"]);
  assert.equal(asked(), 2);
});

test("another device, and an application that keeps nothing, ask for a list of their own", async () => {
  const { app, asked, pick } = picking();
  await pick();
  await pick({ ...app, device: { ...app.device, info: { ...app.device.info, model: "Another" } } });
  assert.equal(asked(), 2);
  const never = picking({ configurationLife: 0 });
  await never.pick();
  await never.pick();
  assert.equal(never.asked(), 2);
});

test("a token that was renewed is no reason to ask, and a call by itself always asks", async () => {
  const { app, asked, pick } = picking();
  await pick();
  await app.installation.update((installation) => installation.reset());
  await pick();
  assert.equal(asked(), 1);
  await call("configuration", { serviceProvider: "REF30" }, app);
  assert.equal(asked(), 2);
});
