import { startSnippet } from "./start.ts";

// Whatever goes wrong here must not reach the page that it runs in.
try {
  startSnippet();
} catch {
  // Without the snippet the page works as before.
}
