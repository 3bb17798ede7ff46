import { requestor } from "./call.js";

addEventListener("message", (event) => {
  event.waitUntil(requestor(location.origin).then((id) => event.source.postMessage(id)));
});
