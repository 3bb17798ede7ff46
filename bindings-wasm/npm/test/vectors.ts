/** The shared vectors, judged in any engine: what reads a file is given. */
import * as tvpass from "tvpass";
import { endpoints, enumerations, errorCatalogue } from "tvpass/tables";

import { same } from "./same.js";

/** Reads a file of tests/vectors as its bytes. */
export type Read = (path: string) => Promise<Uint8Array>;

/** Lists a folder of tests/vectors. */
export type Names = (folder: string) => Promise<string[]>;

/** One case: its name, and what throws where the package does something else than the vector says. */
export interface Case {
  readonly name: string;
  readonly judge: () => void;
}

type Vector = { readonly name: string; readonly [member: string]: any };

const decoder = new TextDecoder();

async function vectors(read: Read, path: string, judge: (vector: Vector) => void): Promise<Case[]> {
  const { cases } = JSON.parse(decoder.decode(await read(path))) as { cases: Vector[] };
  return cases.map((vector) => ({ name: `${path}: ${vector.name}`, judge: () => judge(vector) }));
}

async function rows(read: Read, path: string): Promise<string[][]> {
  const lines = decoder.decode(await read(path)).trimEnd().split("\n");
  return lines.map((line) => line.split("\t"));
}

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The refusal of `run`, or nothing. */
function refusal(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (error instanceof tvpass.TvpassError) {
      return error.refusal;
    }
    throw error;
  }
  return undefined;
}

function request(vector: Vector): void {
  if (vector.endpoint === "authenticate") {
    const { serviceProvider, code } = vector.fields;
    const url = () => tvpass.authenticateUrl(vector.base, serviceProvider, code);
    return "error" in vector ? same(refusal(url), vector.error) : same(url(), vector.url);
  }
  const encode = () => tvpass.encodeRequest(vector.endpoint, vector.fields, vector.headers, vector.sender);
  if ("error" in vector) {
    same(refusal(encode), vector.error);
  } else {
    same(encode(), vector.request);
  }
}

function response(vector: Vector): void {
  const body = "bodyBase64" in vector ? bytes(vector.bodyBase64) : vector.body;
  const expected = "failure" in vector ? vector.failure : { kind: "answer", answer: vector.answer };
  same(tvpass.decodeResponse(vector.endpoint, vector.status, body), expected);
}

/** A header in both directions; `own` is the caller's side of a vector. */
function header<Own>(own: (vector: Vector) => Own, write: (own: Own) => string, read: (value: string) => Own) {
  return (vector: Vector): void => {
    if ("error" in vector) {
      same(refusal(() => ("value" in vector ? read(vector.value) : write(own(vector)))), vector.error);
      return;
    }
    same(read(vector.value), own(vector));
    if (!("decodeOnly" in vector)) {
      same(write(own(vector)), vector.value);
    }
    if ("valid" in vector) {
      same(tvpass.isPartnerFrameworkStatusValid(vector.fields, vector.now), vector.valid);
    }
  };
}

const encoder = new TextEncoder();

function identifier(vector: Vector): Uint8Array {
  return "id" in vector ? encoder.encode(vector.id) : bytes(vector.idBase64);
}

function platformId({ platformId, id }: Vector): void {
  same(tvpass.deviceIdOfPlatform(platformId) ?? null, id ?? null);
}

function url(vector: Vector): void {
  const resolve = () => tvpass.resolveUrl(vector.base, vector.url);
  if ("error" in vector) {
    same(refusal(resolve), { kind: "url", error: vector.error });
  } else {
    same(resolve(), vector.resolved);
  }
}

const letters = { required: "R", optional: "o" } as const;

/** `headers.tsv`: the header matrix. */
async function matrix(read: Read): Promise<Case[]> {
  const [[, ...names] = [], ...lines] = await rows(read, "headers.tsv");
  return lines.map(([endpoint = "", ...cells]) => ({
    name: `headers.tsv: ${endpoint}`,
    judge: () => {
      const allowed = (endpoints as Record<string, { headers: Record<string, keyof typeof letters> }>)[endpoint];
      const requirement = (name: string) => allowed?.headers[name];
      same(names.map((name) => letters[requirement(name) as "required"] ?? "-"), cells);
    },
  }));
}

/** `errors.tsv`: the catalogue. */
async function catalogue(read: Read): Promise<Case[]> {
  const [, ...lines] = await rows(read, "errors.tsv");
  const rowsOfCore = errorCatalogue as unknown as Record<string, { statuses: number[]; action?: string; list: string }>;
  const complete = {
    name: "errors.tsv: no code more",
    judge: () => same(Object.keys(rowsOfCore).sort(), lines.map(([code]) => code ?? "").sort()),
  };
  const cases = lines.map(([code = "", statuses, action, list]) => ({
    name: `errors.tsv: ${code}`,
    judge: () => {
      const row = rowsOfCore[code];
      same([row?.statuses.join(",") ?? "", row?.action ?? "", row?.list], [statuses, action, list]);
    },
  }));
  return [complete, ...cases];
}

async function known(read: Read): Promise<Case[]> {
  const expected = JSON.parse(decoder.decode(await read("enumerations.json"))) as Record<string, string[]>;
  return [{ name: "enumerations.json", judge: () => same(enumerations, expected) }];
}

async function json(read: Read, names: Names): Promise<Case[]> {
  const refused = new Map((await rows(read, "json/refuse.tsv")).map(([file = "", ...error]) => [file, error]));
  const accept = (await names("json/accept")).map(async (name): Promise<Case> => {
    const text = await read(`json/accept/${name}`);
    return { name: `json/accept/${name}`, judge: () => same(tvpass.checkJson(text), undefined) };
  });
  const refuse = (await names("json/refuse")).map(async (name): Promise<Case> => {
    const text = await read(`json/refuse/${name}`);
    const judge = () => {
      const error = tvpass.checkJson(text);
      same([error?.kind, String(error?.offset)], refused.get(name));
    };
    return { name: `json/refuse/${name}`, judge };
  });
  return Promise.all([...accept, ...refuse]);
}

async function folderOf(read: Read, names: Names, path: string, judge: (vector: Vector) => void): Promise<Case[]> {
  const files = await names(path);
  return (await Promise.all(files.map((name) => vectors(read, `${path}/${name}`, judge)))).flat();
}

/** The cases of the Single Sign-On Service, for the module that has its calls. */
export async function singleSignOn(read: Read, names: Names): Promise<Case[]> {
  const requests = await folderOf(read, names, "sso/requests", request);
  return [...requests, ...(await folderOf(read, names, "sso/responses", response))];
}

/** All other cases of the vectors. */
export async function all(read: Read, names: Names): Promise<Case[]> {
  const fields = (vector: Vector) => vector.fields;
  const parts = await Promise.all([
    folderOf(read, names, "requests", request),
    folderOf(read, names, "responses", response),
    vectors(read, "headers/device_identifier.json", header(identifier, tvpass.deviceIdentifierHeader, tvpass.readDeviceIdentifier)),
    vectors(read, "headers/device_info.json", header(fields, tvpass.deviceInfoHeader, tvpass.readDeviceInfo)),
    vectors(
      read,
      "headers/partner_framework_status.json",
      header(fields, tvpass.partnerFrameworkStatusHeader, tvpass.readPartnerFrameworkStatus),
    ),
    vectors(
      read,
      "headers/temp_pass_identity.json",
      header((vector) => vector.keys, tvpass.tempPassIdentityHeader, tvpass.readTempPassIdentity),
    ),
    vectors(read, "headers/authorization.json", (vector) => same(tvpass.bearerHeader(vector.token), vector.value)),
    vectors(read, "saml.json", (vector) => same(tvpass.encodeSamlResponse(vector.saml), vector.value)),
    vectors(read, "urls.json", url),
    vectors(read, "platform_ids.json", platformId),
    matrix(read),
    catalogue(read),
    known(read),
    json(read, names),
  ]);
  return parts.flat();
}
