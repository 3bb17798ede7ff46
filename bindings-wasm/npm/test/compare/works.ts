/** The works, each done by the package and in plain TypeScript, with the same outcome. */
import { decodeResponse, deviceInfoHeader, encodeRequest } from "tvpass";

import * as plain from "./plain.js";

/** What is measured. */
export interface Work {
  readonly name: string;
  readonly package: () => unknown;
  readonly plain: () => unknown;
}

/** Microseconds for one operation. */
export interface Row {
  readonly name: string;
  readonly package: number;
  readonly plain: number;
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

/** All of them; the bodies are those of the core's own benchmarks. */
export function works(profiles: string, session: string): Work[] {
  return [
    {
      name: `decode profiles, ${profiles.length} bytes`,
      package: () => answer(decodeResponse("profiles", 200, profiles)),
      plain: () => plain.decodeProfiles(profiles),
    },
    {
      name: `decode a session, ${session.length} bytes`,
      package: () => answer(decodeResponse("create_session", 200, session)),
      plain: () => plain.decodeSession(session),
    },
    { name: "encode X-Device-Info", package: () => deviceInfoHeader(info), plain: () => plain.encodeDeviceInfo(info) },
    {
      name: "encode the request for a session",
      package: () => encodeRequest("create_session", fields, headers),
      plain: () => plain.encodeSession(fields, headers),
    },
  ];
}

/** Time for one operation: that of the fastest round, for whatever disturbs only adds. Both sides take turns. */
export function measure(all: readonly Work[]): Row[] {
  return all.map(({ name, package: ours, plain: theirs }) => {
    const rounds = Array.from({ length: 31 }, () => [time(ours), time(theirs)] as const);
    return { name, package: Math.min(...rounds.map(([time]) => time)), plain: Math.min(...rounds.map(([, time]) => time)) };
  });
}

const OPERATIONS = 2000;

function time(work: () => unknown): number {
  const start = performance.now();
  for (let operation = 0; operation < OPERATIONS; operation += 1) {
    work();
  }
  return ((performance.now() - start) * 1000) / OPERATIONS;
}
