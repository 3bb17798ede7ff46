import { expect, test } from "vitest";

import { requestor } from "./call.js";

test("a call is answered", async () => {
  expect(await requestor(process.env.SIMULATOR)).toBe("REF30");
});
