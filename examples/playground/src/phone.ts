/** The phone's browser: shows the pages of the simulator, as a browser of its own would if the simulator were on a network. */
import { ready } from "./page.js";
import { BASE_URL, type Answer, type Request, type Simulator } from "./simulator.js";

/** More redirects in a row are a circle. */
const MOST_REDIRECTS = 10;

export class Phone {
  private readonly cookies = new Map<string, string>();
  /** The element that a person goes on with. */
  private first: HTMLElement | null = null;

  private constructor(
    private readonly simulator: Simulator,
    private readonly frame: HTMLIFrameElement,
    private readonly address: HTMLInputElement,
  ) {}

  /** A phone that shows the page for codes. */
  static async start(simulator: Simulator, frame: HTMLIFrameElement, bar: HTMLFormElement): Promise<Phone> {
    const address = bar.querySelector("input");
    if (address === null) {
      throw new Error("the address bar has no field");
    }
    const phone = new Phone(simulator, frame, address);
    await emptied(frame);
    phone.listen(frame, bar);
    phone.open("/activate");
    return phone;
  }

  /** Opens an address, and leaves the focus where it is. */
  open(url: string): void {
    this.visit({ method: "GET", target: url, body: "" });
  }

  /** Opens an address for a person, who goes on there. */
  goTo(url: string): void {
    this.open(url);
    this.first?.focus();
  }

  private listen(frame: HTMLIFrameElement, bar: HTMLFormElement): void {
    bar.addEventListener("submit", (event) => {
      event.preventDefault();
      this.goTo(this.address.value);
    });
    const page = documentOf(frame);
    page.addEventListener("click", (event) => {
      const link = (event.target as Element).closest("a[href]");
      if (link !== null) {
        event.preventDefault();
        this.goTo(link.getAttribute("href") ?? "");
      }
    });
    page.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(event.target as HTMLFormElement, event.submitter);
    });
  }

  private submit(form: HTMLFormElement, submitter: HTMLElement | null): void {
    const fields = new URLSearchParams();
    new FormData(form, submitter).forEach((value, name) => fields.append(name, String(value)));
    // The property of the form may be one of its fields.
    const action = form.getAttribute("action") ?? "";
    if (form.getAttribute("method")?.toLowerCase() === "post") {
      this.visit({ method: "POST", target: action, body: fields.toString() });
    } else {
      this.visit({ method: "GET", target: `${action}?${fields}`, body: "" });
    }
    this.first?.focus();
  }

  /** Sends a request, follows where it leads, and shows what is there. */
  private visit(first: Omit<Request, "headers">): void {
    let request = first;
    for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
      const url = this.resolve(request.target);
      if (url.origin !== BASE_URL) {
        this.show(url.href, notice("Not in this page", `${url.href} is outside of the simulator, and nothing is loaded from there.`));
        return;
      }
      const answer = this.ask({ ...request, target: url.pathname + url.search });
      const next = answer.headers.find(([name]) => name === "location")?.[1];
      if (answer.delivery === "lost") {
        this.show(url.href, notice("No connection", "The connection broke before the page came. Open it again."));
        return;
      }
      this.address.value = url.href;
      if (next === undefined) {
        this.show(url.href, answer.body);
        return;
      }
      request = { method: "GET", target: next, body: "" };
    }
    this.show(BASE_URL, notice("Too many redirects", "The pages lead from one to the other without an end."));
  }

  private ask(request: Omit<Request, "headers">): Answer {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers: (readonly [string, string])[] = [["host", new URL(BASE_URL).host], ["user-agent", "Playground"]];
    if (cookie !== "") {
      headers.push(["cookie", cookie]);
    }
    if (request.method === "POST") {
      headers.push(["content-type", "application/x-www-form-urlencoded"]);
    }
    const answer = this.simulator.answer({ ...request, headers }, "Phone");
    for (const [name, value] of answer.headers) {
      const pair = /^([^=;]+)=([^;]*)/.exec(value);
      if (name === "set-cookie" && pair !== null) {
        this.cookies.set(pair[1] ?? "", pair[2] ?? "");
      }
    }
    return answer;
  }

  private resolve(target: string): URL {
    try {
      return new URL(target, this.address.value || BASE_URL);
    } catch {
      return new URL("/", BASE_URL);
    }
  }

  private show(url: string, html: string): void {
    this.address.value = url;
    const load = (target: string) =>
      this.simulator.answer({ method: "GET", target, headers: [], body: "" }, "Phone").body;
    this.first = ready(this.frame, documentOf(this.frame), html, load);
  }
}

/** The frame's document, which is this page's own and runs no script. */
function documentOf(frame: HTMLIFrameElement): Document {
  if (frame.contentDocument === null) {
    throw new Error("the frame has no document");
  }
  return frame.contentDocument;
}

function emptied(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => {
    frame.addEventListener("load", () => resolve(), { once: true });
    frame.srcdoc = "<!doctype html><html lang=\"en\"><title>Phone</title>";
  });
}

function notice(title: string, text: string): string {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = "en";
  const heading = page.createElement("h1");
  heading.textContent = title;
  const words = page.createElement("p");
  words.textContent = text;
  const main = page.createElement("main");
  main.append(heading, words);
  page.body.append(main);
  return page.documentElement.outerHTML;
}
