/** Builds the app when needed, then runs the server in this process: npm start */
import { ensureAppBuild } from "./app-build.ts";

Object.assign(process.env, { NODE_ENV: "production" });

if (await ensureAppBuild()) {
  console.log("Starting Rekindle. Stop it with Ctrl+C.");
  await import("#server/main.ts");
} else {
  console.error("The app could not be built; the reason stands above.");
  process.exitCode = 1;
}
