/** Builds the app when needed, then runs the server in this process: npm start */
import "./load-env.ts";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureAppBuild } from "./app-build.ts";
import { SERVER_BUNDLE } from "./bundle-server.ts";

Object.assign(process.env, { NODE_ENV: "production" });

if (await ensureAppBuild()) {
  console.log("Starting Rekindle. Stop it with Ctrl+C.");
  await import(pathToFileURL(join(SERVER_BUNDLE, "main.js")).href);
} else {
  console.error("The app could not be built; the reason stands above.");
  process.exitCode = 1;
}
