/** Serves the package and what judges it to a browser, without a bundler. */
import { readdir, readFile, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

/** Folders of the repository by the names under which a page finds them. */
const folders: Record<string, URL> = {
  package: new URL("../dist/", import.meta.url),
  build: new URL("./", import.meta.url),
  vectors: new URL("../../../tests/vectors/", import.meta.url),
  data: new URL("../../../benchmarks/data/", import.meta.url),
};

const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

/** A page that finds the package as a browser without a bundler does. */
const page = `<!doctype html><html lang="en"><title>tvpass</title><script type="importmap">
{"imports": {"tvpass": "/package/index.js", "tvpass/single-sign-on": "/package/single-sign-on/index.js", "tvpass/tables": "/package/generated/tables.js"}}</script></html>`;

/** A file, or a folder as the list of its names. */
async function content(path: string): Promise<[type: string, body: string | Uint8Array]> {
  const [, name = "", ...rest] = path.split("/");
  const folder = folders[name];
  if (folder === undefined) {
    return ["text/html", page];
  }
  const file = new URL(rest.join("/"), folder);
  if ((await stat(file)).isDirectory()) {
    return ["application/json", JSON.stringify(await readdir(file))];
  }
  return [types[extname(file.pathname)] ?? "application/octet-stream", await readFile(file)];
}

/** Listens on a free port. */
export async function serve(): Promise<{ url: string; stop: () => void }> {
  const server: Server = createServer((request, response) => {
    content(decodeURIComponent(request.url ?? "/")).then(
      ([type, body]) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.close() };
}
