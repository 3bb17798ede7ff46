/** A pool of three workers at the simulator: one of them dies, and no device notices. */
import assert from "node:assert/strict";
import cluster from "node:cluster";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Installation, secondScreen } from "tvpass";

import { logIn, startSimulator } from "../../../bindings-wasm/npm/build/simulator.js";
import { startPool } from "../src/pool.js";

const owner = { serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
const folder = mkdtempSync(join(tmpdir(), "tvpass-server-"));
const seen = [];
let simulator;
let recorder;
let pool;

/** Passes requests to the simulator, and notes each with the device that it is for. */
async function record(url) {
  const server = createServer((request, response) => {
    const { method, headers } = request;
    const address = headers["x-forwarded-for"];
    seen.push({ line: `${method} ${request.url}`, address, device: headers["ap-device-identifier"] });
    const passed = ask(new URL(request.url, url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => (server.closeAllConnections(), server.close()) };
}

before(async () => {
  simulator = await startSimulator("--no-throttle");
  recorder = await record(simulator.url);
  const env = { BASE_URL: recorder.url, SERVICE_PROVIDER: owner.serviceProvider, SOFTWARE_STATEMENT: owner.softwareStatement };
  pool = await startPool({ exec: fileURLToPath(new URL("worker.js", import.meta.url)), count: 3, folder, env });
});

after(() => {
  pool.stop();
  recorder.stop();
  simulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const info = { model: "Roku", version: "1", osName: "Roku OS", osVersion: "14", connectionType: "WIFI" };

/** A request of a device at this address, on a connection of its own, which any worker may get. */
function send(address, path) {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", host: "127.0.0.1", port: pool.port, path, localAddress: address, agent: false };
    const request = ask(options, async (response) => {
      let text = "";
      for await (const part of response.setEncoding("utf8")) {
        text += part;
      }
      resolve(JSON.parse(text));
    });
    request.on("error", reject);
    request.end(JSON.stringify(info));
  });
}

/** Asks until the sign-in that goes on has ended. */
async function signedIn(address, path) {
  for (let asked = 0; asked < 1000; asked += 1) {
    if ((await send(address, path)).kind === "signed_in") {
      return;
    }
  }
  assert.fail("the sign-in does not end");
}

const many = (work) => Promise.all(Array.from({ length: 6 }, work));
const times = (line) => seen.filter((request) => request.line === line).length;

async function type(code) {
  const app = { ...owner, baseUrl: simulator.url };
  await secondScreen(code, {
    ...app,
    domainName: "adobe.com",
    redirectUrl: "https://adobe.com/done",
    device: { info: { ...info, model: "Phone" } },
    installation: Installation.open(app),
    chooseMvpd: async () => "Cablevision",
    openUrl: async (url) => void (await logIn(url)),
  });
}

test("all workers have one code for a device, also when the one that polls dies, and then play", async () => {
  const first = await many(() => send("127.0.0.2", "/devices/one/sign-in"));
  const codes = new Set(first.map(({ code }) => code));
  assert.equal(codes.size, 1, JSON.stringify(first));
  assert.deepEqual([times("POST /o/client/register"), times("POST /api/v2/REF30/sessions")], [1, 1]);

  for (const worker of Object.values(cluster.workers)) {
    worker.process.kill("SIGKILL");
    await once(cluster, "listening");
  }
  const again = await send("127.0.0.2", "/devices/one/sign-in");
  assert.deepEqual([again.kind, codes.has(again.code)], ["code", true]);
  await type(again.code);
  await signedIn("127.0.0.2", "/devices/one/sign-in");
  const ends = await many(() => send("127.0.0.2", "/devices/one/authorize/news"));
  assert.deepEqual(new Set(ends.map(({ kind }) => kind)), new Set(["permitted"]));
  assert.ok(ends.every(({ mediaToken }) => mediaToken.length > 0));
  assert.deepEqual([times("POST /o/client/register"), times("POST /api/v2/REF30/sessions")], [1, 1]);
});

test("each device has an installation and an address of its own", async () => {
  const before = seen.length;
  const { kind } = await send("127.0.0.3", "/devices/two/authorize/news");
  assert.equal(kind, "sign_in_needed");
  const { code } = await send("127.0.0.3", "/devices/two/sign-in");
  assert.ok(code.length > 0);
  const requests = seen.slice(before).filter(({ address }) => address === "127.0.0.3");
  assert.ok(requests.some(({ line }) => line === "POST /o/client/register"));
  const devices = (address) => new Set(seen.filter((request) => request.address === address).map(({ device }) => device).filter(Boolean));
  assert.deepEqual([devices("127.0.0.2").size, devices("127.0.0.3").size], [1, 1]);
  assert.notDeepEqual(devices("127.0.0.2"), devices("127.0.0.3"));
  assert.ok(seen.every(({ address }) => address === "127.0.0.2" || address === "127.0.0.3"));
});

test("only the server's own user can read what is kept", () => {
  const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
  assert.ok(modes.length >= 2);
  assert.deepEqual(new Set(modes), new Set([0o600]));
});

test("a worker that cannot do what is asked says so", async () => {
  assert.deepEqual(await send("127.0.0.2", "/elsewhere"), {});
});
