/** The simulator as a program, and a person with a browser in front of it. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A simulator at work. */
export interface Simulator {
  readonly url: string;
  readonly stop: () => void;
}

/** Starts the simulator that the environment names, with these options. */
export async function startSimulator(...options: string[]): Promise<Simulator> {
  const program = process.env["TVPASS_SIMULATOR"];
  if (program === undefined) {
    throw new Error("TVPASS_SIMULATOR has to name the simulator's program");
  }
  const child = spawn(program, ["--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  return { url: await address(child), stop: () => void child.kill() };
}

async function address(child: ChildProcess): Promise<string> {
  if (child.stdout === null) {
    throw new Error("the simulator has no output");
  }
  for await (const line of createInterface(child.stdout)) {
    const url = /^Service +(\S+)$/.exec(line)?.[1];
    if (url !== undefined) {
      return url;
    }
  }
  throw new Error("the simulator did not start");
}

/** Opens the login page at `url` and signs in there, or cancels; gives the address that the browser ends at. */
export async function logIn(url: string, fields: Record<string, string> = viewer): Promise<string> {
  const cookies = new Map<string, string>();
  const page = await follow(url, {}, cookies);
  const body = new URLSearchParams(fields);
  return (await follow(page, { method: "POST", body }, cookies)).toString();
}

const viewer = { username: "viewer", password: "password" };

/** Follows redirects within the simulator, with cookies; gives the address of the page, or the one that leads away. */
async function follow(start: string | URL, init: RequestInit, cookies: Map<string, string>): Promise<URL> {
  const origin = new URL(start).origin;
  let url = new URL(start);
  let request = init;
  while (url.origin === origin) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...request, headers: { cookie }, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) {
      return url;
    }
    url = new URL(location, url);
    request = {};
  }
  return url;
}
