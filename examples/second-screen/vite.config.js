import { defineConfig } from "vite";

export default defineConfig({
  // Paths that hold wherever the folder is put.
  base: "./",
  build: {
    target: "es2022",
    // Beside a simulator that has an `assets` of its own.
    assetsDir: "second-screen",
    // The module stays a file: a policy can allow WebAssembly without allowing data as script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The package finds its module beside itself, which a bundle made for development would move.
  optimizeDeps: { exclude: ["tvpass"] },
  server: { proxy: Object.fromEntries(["/api", "/o/client", "/mvpd", "/logo"].map((path) => [path, "http://127.0.0.1:8787"])) },
});
