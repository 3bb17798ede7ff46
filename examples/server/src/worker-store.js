/** The store of a device as a worker has it: it asks the process that has the shelf. */
const waiting = new Map();
const watchers = new Map();
let asked = 0;

process.on("message", ({ id, changed, ...reply }) => {
  if (changed !== undefined) {
    watchers.get(changed.split("\n")[0])?.forEach((act) => act());
  } else {
    waiting.get(id)?.(reply);
  }
});

function post(call, key, more) {
  asked += 1;
  process.send({ call, id: asked, key, ...more });
  return asked;
}

function ask(call, key, more) {
  return new Promise((resolve, reject) => {
    const id = post(call, key, more);
    waiting.set(id, ({ value, error }) => {
      waiting.delete(id);
      error === undefined ? resolve(value) : reject(new Error(error));
    });
  });
}

function lock(key, signal, onBusy) {
  return new Promise((resolve, reject) => {
    const id = post("lock", key);
    const release = () => {
      waiting.delete(id);
      process.send({ call: "unlock", id, key });
    };
    const abort = () => {
      release();
      reject(signal.reason);
    };
    waiting.set(id, ({ isBusy }) => {
      if (isBusy) {
        onBusy?.();
      } else {
        signal.removeEventListener("abort", abort);
        resolve(release);
      }
    });
    signal.addEventListener("abort", abort);
  });
}

/** The store of one device. */
export function storeOf(device) {
  const key = (name) => `${device}\n${name}`;
  return {
    read: (name) => ask("read", key(name)),
    write: (name, text) => ask("write", key(name), { text }),
    lock: (name, signal, onBusy) => lock(key(name), signal, onBusy),
    watch: (act) => {
      const acts = watchers.get(device) ?? new Set();
      watchers.set(device, acts.add(act));
      return () => {
        acts.delete(act);
        if (acts.size === 0) {
          watchers.delete(device);
        }
      };
    },
  };
}
