import { decodeResponse, encodeRequest, type Profile } from "tvpass";
import { endpoints } from "tvpass/tables";

const request = encodeRequest("profiles", { serviceProvider: "REF30" }, {
  Authorization: "Bearer token",
  "AP-Device-Identifier": "fingerprint dHY=",
  "X-Device-Info": "e30=",
});
const decoded = decodeResponse(
  "profiles",
  200,
  '{"profiles": {"Cablevision": {"notBefore": "1733735289035", "notAfter": 1736327289035, "issuer": "Cablevision", "type": "regular", "attributes": {}}}}',
);
if (decoded.kind !== "answer" || request.method !== endpoints.profiles.method) {
  throw new Error(`the answer is ${decoded.kind}`);
}
const [profile]: readonly Profile[] = decoded.answer.profiles;
if (profile?.mvpd !== "Cablevision" || profile.notBefore !== 1733735289035) {
  throw new Error(`the profile is ${JSON.stringify(profile)}`);
}
// @ts-expect-error A call of the Single Sign-On Service, which only `tvpass/single-sign-on` has.
void (() => encodeRequest("sso_list", { serviceProvider: "REF30" }));
