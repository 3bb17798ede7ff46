/** Old Chromiums, as functions in the cloud carried them: compressed, with their libraries beside them. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const flags = [
  "--headless",
  // Without it an old one goes when the page is loaded.
  "--remote-debugging-port=0",
  // The sandbox of a container is the container.
  "--no-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a page in Chromium of a version, until `end` settles. */
export async function openIn(version, newest, url, end) {
  const folder = mkdtempSync(join(tmpdir(), "tvpass-chromium-"));
  try {
    const { program, libraries } = version === newest ? installed() : unpack(version, folder);
    const paths = [libraries, process.env.LD_LIBRARY_PATH].filter((path) => path !== undefined);
    const env = { ...process.env, HOME: folder, ...(paths.length > 0 && { LD_LIBRARY_PATH: paths.join(":") }) };
    const browser = spawn(program, [...flags, `--user-data-dir=${join(folder, "profile")}`, url], { env, stdio: "ignore", detached: true });
    const gone = new Promise((resolve) => browser.on("close", resolve));
    const failed = new Promise((_, reject) => {
      browser.on("error", reject);
      browser.on("exit", (code) => reject(new Error(`Chromium ${version} ended with ${code}`)));
    });
    failed.catch(() => {});
    try {
      return await Promise.race([end, failed]);
    } finally {
      process.kill(-browser.pid, "SIGKILL");
      await gone;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function installed() {
  return { program: process.env.CHROMIUM, libraries: undefined };
}

/** Puts the program of a package and the libraries that it has into a folder. */
function unpack(version, folder) {
  const bin = new URL(`node_modules/chromium-${version}/bin/`, import.meta.url);
  const name = readdirSync(bin).find((name) => /^chromium.*\.br$/.test(name));
  const program = join(folder, "chromium");
  writeFileSync(program, brotliDecompressSync(readFileSync(new URL(name, bin))));
  chmodSync(program, 0o755);
  const archive = new URL("aws.tar.br", bin);
  const libraries = join(folder, "libraries");
  if (existsSync(archive)) {
    mkdirSync(libraries);
    const file = join(folder, "aws.tar");
    writeFileSync(file, brotliDecompressSync(readFileSync(archive)));
    execFileSync("tar", ["xf", file, "-C", libraries]);
  }
  return { program, libraries: join(libraries, "lib") };
}

/** The major version of the distribution's browser. */
export function newestVersion() {
  const text = execFileSync(process.env.CHROMIUM, ["--version"], { encoding: "utf8" });
  return Number(/(\d+)\./.exec(text)[1]);
}
