/** The page of a browser: an entry of the package in each of its frames, and in each frame a television. */

/** The way a frame gets the package, by the name of the entry. */
const entries = {
  tvpass: module("/package/dist/index.js"),
  "tvpass/legacy": module("/package/dist/legacy.js"),
  "tvpass.global.js": script("/package/dist/tvpass.global.js"),
  "tvpass/no-wasm": script("/package/dist/tvpass.no-wasm.global.js"),
};

export const names = Object.keys(entries);

/** The page of one engine. */
export function page() {
  const frames = names.map((name) => `<iframe src="/frame?${encodeURIComponent(name)}"></iframe>`);
  return `<!doctype html><title>ladder</title>${frames.join("\n")}`;
}

/** The script in the frame of an entry. */
export function frame(name) {
  return `<!doctype html><title>${name}</title>
<script>
function tell(kind, what) {
  return new Promise(function (resolve) {
    var request = new XMLHttpRequest();
    request.open("POST", "/tell?" + encodeURIComponent(${JSON.stringify(name)}));
    request.onload = resolve;
    request.send(JSON.stringify({ kind: kind, what: what }));
  });
}
window.onerror = function (message) {
  tell("end", String(message));
};
</script>
<script src="/television.js"></script>
${entries[name]}`;
}

function start(id) {
  return `television(tvpass, location.origin, ${JSON.stringify(id)}, {}, tell);`;
}

function module(path) {
  return `<script type="module">import * as tvpass from "${path}"; ${start(path)}</script>`;
}

function script(path) {
  return `<script src="${path}"></script><script>${start(path)}</script>`;
}
