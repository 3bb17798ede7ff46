/** `AbortController` for engines before Chromium 66, whose `fetch` knows no signal either: the page's own stays as it is. */
class Signal {
  constructor() {
    this.aborted = false;
    this.reason = undefined;
    this.listeners = new Set();
  }

  addEventListener(_, listener) {
    this.listeners.add(listener);
  }

  removeEventListener(_, listener) {
    this.listeners.delete(listener);
  }
}

class Controller {
  constructor() {
    this.signal = new Signal();
  }

  abort(reason) {
    const { signal } = this;
    if (!signal.aborted) {
      signal.aborted = true;
      signal.reason = reason;
      signal.listeners.forEach((listener) => listener());
    }
  }
}

const Found = typeof AbortController === "undefined" ? Controller : AbortController;
export { Found as AbortController };
