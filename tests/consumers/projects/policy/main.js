import { requestor } from "./call.js";

requestor(location.origin).then((id) => {
  document.title = id;
});
