/** A pool of workers, each replaced when it dies, and the shelf that they share. */
import cluster from "node:cluster";

import { Shelf } from "./shelf.js";

/** Starts the workers, which run the program `exec`; gives the port once one of them listens. */
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
    cluster.once("listening", (_, { port }) => resolve({ port, stop }));
  });
}
