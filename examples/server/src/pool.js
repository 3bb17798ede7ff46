/** A pool of workers, each replaced when it dies, and the shelf that they share. */
import cluster from "node:cluster";

import { Shelf } from "./shelf.js";

/** Starts the workers, which run the program `exec`; gives the port once all of them listen. */
export function startPool({ exec, count, folder, env }) {
  const shelf = new Shelf(folder);
  let isStopping = false;
  cluster.setupPrimary({ exec });
  const fork = () => {
    const worker = cluster.fork(env);
    shelf.add(worker);
    worker.on("exit", () => {
      if (!isStopping) {
        fork();
      }
    });
  };
  for (let workers = 0; workers < count; workers += 1) {
    fork();
  }
  const stop = () => {
    isStopping = true;
    Object.values(cluster.workers).forEach((worker) => worker.kill());
  };
  return new Promise((resolve) => {
    let listening = 0;
    cluster.on("listening", (_, { port }) => {
      listening += 1;
      if (listening === count) {
        resolve({ port, stop });
      }
    });
  });
}
