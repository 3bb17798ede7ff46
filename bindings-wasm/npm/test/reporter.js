/** Tells what failed, and how many passed: the vectors alone are a thousand tests. */
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === "test:pass" && data.details.type !== "suite") {
      passed += 1;
    } else if (type === "test:fail" && data.details.type !== "suite") {
      failed += 1;
      yield `FAILED ${data.name}\n${data.details.error.cause?.stack ?? data.details.error}\n`;
    } else if (type === "test:stderr" || type === "test:stdout") {
      yield data.message;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}
