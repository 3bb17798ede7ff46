/**
 * The helpers that TypeScript calls for ES2015, once for all files: it would put them into each. They ask for nothing of later years,
 * which those of the bundler do.
 */

/** An asynchronous function, made of a generator. */
export function __awaiter(self, given, _, body) {
  return new Promise((resolve, reject) => {
    const generator = body.apply(self, given || []);
    const step = (advance) => (value) => {
      try {
        const { done, value: result } = advance.call(generator, value);
        if (done) {
          resolve(result);
        } else {
          Promise.resolve(result).then(step(generator.next), step(generator.throw));
        }
      } catch (error) {
        reject(error);
      }
    };
    step(generator.next)();
  });
}

/** The members of an object beside those that are named. */
export function __rest(object, named) {
  const rest = {};
  for (const name of Object.keys(object)) {
    if (named.indexOf(name) < 0) {
      rest[name] = object[name];
    }
  }
  return rest;
}
