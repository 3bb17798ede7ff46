const { requestor } = require("./call.cjs");

test("a call is answered", async () => {
  expect(await requestor(process.env.SIMULATOR)).toBe("REF30");
});
