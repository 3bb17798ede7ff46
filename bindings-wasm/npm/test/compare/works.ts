/** The works, each done by the package and in plain TypeScript, with the same outcome. */
import { type Configuration, decodeResponse, deviceInfoHeader, encodeRequest } from "tvpass";

import * as plain from "./plain.js";

/** A work that is measured. */
export interface Work {
  readonly name: string;
  readonly package: () => unknown;
  readonly plain: () => unknown;
  /** The text that `JSON.parse` alone is measured at. */
  readonly body?: string;
}

/** Microseconds for one operation: of the package, in plain TypeScript, and of `JSON.parse` where there is something to parse. */
export interface Row {
  readonly name: string;
  readonly times: readonly number[];
}

const info = {
  primaryHardwareType: "SetTopBox",
  model: "Set-top box",
  version: "1.2",
  manufacturer: "Acme",
  osName: "Linux",
  osVersion: "6.1",
  displayWidth: 3840,
  displayHeight: 2160,
  connectionType: "LAN",
} as const;

const fields = { serviceProvider: "REF30", mvpd: "Cablevision", domainName: "adobe.com", redirectUrl: "https://adobe.com/a?b=c" };

const headers = {
  Authorization: "Bearer eyJhbGciOi",
  "AP-Device-Identifier": "fingerprint ZGV2aWNl",
  "X-Device-Info": "eyJtb2RlbCI6IlNldC10b3AgYm94In0=",
};

function answer(decoded: ReturnType<typeof decodeResponse>): unknown {
  return decoded.kind === "answer" ? decoded.answer : decoded;
}

/** The bodies of the core's own benchmarks. */
export interface Bodies {
  readonly profiles: string;
  readonly session: string;
  readonly configuration: string;
}

/** All of them. */
export function works({ profiles, session, configuration }: Bodies): Work[] {
  const providers = () => decodeResponse("configuration", 200, configuration);
  return [
    {
      name: `decode profiles, ${profiles.length} bytes`,
      package: () => answer(decodeResponse("profiles", 200, profiles)),
      plain: () => plain.decodeProfiles(profiles),
      body: profiles,
    },
    {
      name: `decode a configuration, ${configuration.length} bytes`,
      package: () => answer(providers()),
      plain: () => plain.decodeConfiguration(configuration),
      body: configuration,
    },
    {
      name: "the same, and look at its 1,000 MVPDs",
      package: () => looked(answer(providers())),
      plain: () => looked(plain.decodeConfiguration(configuration)),
      body: configuration,
    },
    {
      name: `decode a session, ${session.length} bytes`,
      package: () => answer(decodeResponse("create_session", 200, session)),
      plain: () => plain.decodeSession(session),
      body: session,
    },
    { name: "encode X-Device-Info", package: () => deviceInfoHeader(info), plain: () => plain.encodeDeviceInfo(info) },
    {
      name: "encode the request for a session",
      package: () => encodeRequest("create_session", fields, headers),
      plain: () => plain.encodeSession(fields, headers),
    },
  ];
}

/** Reads a field of each MVPD, as a picker does. */
function looked(configuration: unknown): unknown {
  (configuration as Configuration).mvpds.map(({ displayName }) => displayName);
  return configuration;
}

/** Times for one operation: those of the fastest rounds, for whatever disturbs only adds. All sides take turns, in rounds so short that
 * some are not disturbed. */
export function measure(all: readonly Work[]): Row[] {
  return all.map(({ name, package: ours, plain, body }) => {
    const sides = [ours, plain, ...(body === undefined ? [] : [() => JSON.parse(body) as unknown])];
    const operations = body === undefined ? OPERATIONS : Math.ceil((OPERATIONS * 1000) / (1000 + body.length));
    const rounds = Array.from({ length: ROUNDS }, () => sides.map((side) => time(side, operations)));
    return { name, times: sides.map((_, side) => Math.min(...rounds.map((round) => round[side] ?? Infinity))) };
  });
}

const ROUNDS = 101;
const OPERATIONS = 1000;

function time(work: () => unknown, operations: number): number {
  const start = performance.now();
  for (let operation = 0; operation < operations; operation += 1) {
    work();
  }
  return ((performance.now() - start) * 1000) / operations;
}
