/** The example for React Native in Hermes: a television, and the phone on which its code is typed. */
import { Activation } from "./react-native/src/activation.js";
import { application } from "./react-native/src/application.js";
import { Television } from "./react-native/src/television.js";
import { waitFor, world } from "./hermes-world.js";

const channel = {
  baseUrl: globalThis.URL_OF_SERVICE,
  serviceProvider: "REF30",
  softwareStatement: "demo.software.statement",
  domainName: "adobe.com",
  redirectUrl: "https://adobe.com/done",
};
const said = [];

/** A device with a storage of its own. */
function platform(platformId, model, more) {
  const texts = {};
  const storage = {
    getItem: (key) => Promise.resolve(key in texts ? texts[key] : null),
    setItem: (key, text) => Promise.resolve(void (texts[key] = text)),
  };
  const info = { model, version: "1", osName: "Android", osVersion: "14", connectionType: "WIFI" };
  return { ...world, ...more, channel, storage, platformId, info };
}

/** Does what a person in front of a screen does in each state. */
function watch(screen, acts) {
  screen.subscribe(() => {
    const state = screen.getSnapshot();
    said.push(state.kind);
    (acts[state.kind] || (() => {}))(state);
  });
}

async function run() {
  let isDone = () => {};
  const done = new Promise((resolve) => (isDone = resolve));
  // The television polls when the phone is done, for time stands still until then.
  const sleep = (milliseconds) => done.then(() => world.sleep(milliseconds));
  const television = new Television(await application(platform("9f8c1d2e3b4a5f60", "Television", { sleep })));
  const phone = new Activation(await application(platform("f06a5b4c3d2e1f00", "Phone")), (url) => waitFor("open", url));
  watch(phone, {
    confirm: ({ confirm }) => confirm(),
    choose: ({ choose }) => choose("Cablevision"),
    done: isDone,
    failed: ({ actor }) => waitFor("end", `the phone failed: ${actor}`),
  });
  watch(television, {
    code: ({ code }) => phone.enter("WRONG").then(() => phone.enter(code)),
    signed_in: () => television.play("news"),
    playing: ({ resource }) => waitFor("end", said.concat(resource).join(" ")),
    failed: ({ actor }) => waitFor("end", `the television failed: ${actor}`),
  });
  await television.start();
}

run().catch((error) => waitFor("end", String(error)));
