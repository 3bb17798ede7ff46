/** Passes requests of the protocol to the simulator, so that to a page all is of one origin. */
import { request as ask } from "node:http";

/** True if a request is one of the protocol: it has been taken care of then. */
export function pass(request, response, simulator) {
  const { method, headers, url } = request;
  if (!/^\/(api|o\/client)\//.test(url)) {
    return false;
  }
  const passed = ask(new URL(url, simulator), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  passed.on("error", () => response.destroy());
  request.pipe(passed);
  return true;
}
