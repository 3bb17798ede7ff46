await navigator.serviceWorker.register("worker.js", { type: "module" });
const { active } = await navigator.serviceWorker.ready;
navigator.serviceWorker.onmessage = ({ data }) => {
  document.title = data;
};
active.postMessage("begin");
