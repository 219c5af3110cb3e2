/** Adds what stands in a file .env, where there is one, to the environment; what is set already stays as it is. */
import { existsSync } from "node:fs";

if (existsSync(".env")) process.loadEnvFile(".env");
