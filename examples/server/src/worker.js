/** One of several workers behind one port. Any of them can serve any request of any device. */
import { createServer } from "node:http";

import { FlowStopped } from "tvpass";

import { beginSignIn, decide } from "./device.js";

const MOST_BYTES = 4096;

/** Serves devices; `world` is for a test, which has its own clocks. */
export function work(world = {}) {
  const settings = {
    owner: {
      baseUrl: required("BASE_URL"),
      serviceProvider: required("SERVICE_PROVIDER"),
      softwareStatement: required("SOFTWARE_STATEMENT"),
    },
    world,
  };
  const server = createServer((request, response) => {
    answer(settings, request).then(
      ([status, body]) => reply(response, status, body),
      (error) => reply(response, 502, { actor: error instanceof FlowStopped ? error.actor : "integrator" }),
    );
  });
  server.listen(Number(process.env.PORT ?? 0), "127.0.0.1");
}

function required(name) {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`the environment has to name ${name}`);
  }
  return value;
}

function reply(response, status, body) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(body));
}

/** `POST /devices/ID/sign-in` and `POST /devices/ID/authorize/RESOURCE`, with the device's description as JSON. */
async function answer(settings, request) {
  const [, folder, id = "", act, resource = ""] = request.url.split("/").map(decodeURIComponent);
  if (request.method !== "POST" || folder !== "devices" || id === "") {
    return [404, {}];
  }
  const info = JSON.parse(await textOf(request));
  // A proxy in front of this server would name the device in a header of its own; only then is that to be believed.
  const address = request.socket.remoteAddress.replace(/^::ffff:/, "");
  const device = { id, info, address };
  switch (act) {
    case "sign-in":
      return [200, await beginSignIn(settings, device)];
    case "authorize":
      return [200, await decide(settings, device, resource)];
    default:
      return [404, {}];
  }
}

async function textOf(request) {
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    text += part;
    if (text.length > MOST_BYTES) {
      throw new Error("the description of the device is too long");
    }
  }
  return text;
}
