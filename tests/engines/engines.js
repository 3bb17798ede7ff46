/** The engines of the ladder, oldest first, and the televisions that have them. */

/** Engines of televisions by model year: Chromium's major version, as their makers publish it. */
const televisions = [
  ["LG 2018", 53],
  ["LG 2019", 53],
  ["LG 2020", 68],
  ["LG 2021", 79],
  ["LG 2022", 87],
  ["LG 2023", 94],
  ["LG 2024", 108],
  ["Samsung 2018", 56],
  ["Samsung 2019", 63],
  ["Samsung 2020", 69],
  ["Samsung 2021", 76],
  ["Samsung 2022", 85],
  ["Samsung 2023", 94],
  ["Samsung 2024", 108],
];

/** Chromium's versions of which the registry has a build; the distribution's own is the newest. */
const chromiums = [64, 67, 75, 80, 88, 90, 92, 103, 113, 116];

/** The major versions of Node. The first has V8 5.1, which is that of Chromium 51. */
const nodes = [6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26];

const NODE_6_AS_CHROMIUM = 51;

/** Every engine with the televisions that are judged by it: the newest one tried that is not newer than theirs. */
export function ladder(newest) {
  const browsers = [...chromiums, newest].map((version) => ({ kind: "chromium", version, as: version }));
  const first = { kind: "node", version: nodes[0], as: NODE_6_AS_CHROMIUM };
  const judges = [first, ...browsers];
  for (const judge of judges) {
    const next = judges.find(({ as }) => as > judge.as)?.as ?? Infinity;
    judge.televisions = televisions.filter(([, version]) => version >= judge.as && version < next).map(([name]) => name);
  }
  const others = nodes.slice(1).map((version) => ({ kind: "node", version, televisions: [] }));
  return [...browsers, first, ...others, { kind: "hermes", version: "0.12", televisions: [] }];
}
