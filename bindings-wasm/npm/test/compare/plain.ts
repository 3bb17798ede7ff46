/** The same work in plain TypeScript, as one writes it without a library: nothing is checked but that it is JSON. */
import type { Configuration, DeviceInfo, Profile, Session } from "tvpass";

interface WireProfiles {
  profiles: Record<string, Omit<Profile, "mvpd" | "attributes"> & { attributes: Record<string, object> }>;
}

/** Profiles in the form of the package. */
export function decodeProfiles(body: string): unknown {
  const { profiles } = JSON.parse(body) as WireProfiles;
  return {
    profiles: Object.entries(profiles).map(([mvpd, { attributes, ...profile }]) => ({
      ...profile,
      mvpd,
      notBefore: Number(profile.notBefore),
      notAfter: Number(profile.notAfter),
      attributes: Object.entries(attributes).map(([name, attribute]) => ({ name, ...attribute })),
    })),
  };
}

/** A configuration in the form of the package. */
export function decodeConfiguration(body: string): unknown {
  const { requestor, ...settings } = JSON.parse(body) as { requestor: Record<string, unknown> };
  const { domains, mvpds, ...rest } = requestor;
  return { settings, requestor: rest, domains, mvpds } as Configuration;
}

/** A session in the form of the package. */
export function decodeSession(body: string): unknown {
  const session = JSON.parse(body) as Session;
  return {
    ...session,
    missingParameters: session.missingParameters ?? [],
    notBefore: Number(session.notBefore),
    notAfter: Number(session.notAfter),
  };
}

/** `X-Device-Info`. */
export function encodeDeviceInfo(info: DeviceInfo): string {
  const bytes = new TextEncoder().encode(JSON.stringify(info));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The request that opens a session. */
export function encodeSession(
  { serviceProvider, ...fields }: Record<string, string>,
  headers: Record<string, string>,
): unknown {
  return {
    method: "POST",
    target: `/api/v2/${encodeURIComponent(serviceProvider ?? "")}/sessions`,
    headers: { ...headers, Accept: "application/json;charset=utf-8", "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  };
}
