import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { apiRouter } from "#server/api/root.ts";
import { services } from "#server/services.ts";
import { type Phrase, word } from "#workflows/phrase.ts";
import { readPhrases, readRequestLanguage } from "../../../read-phrases.ts";

async function handle(request: Request): Promise<Response> {
  const provided = services();
  // Whoever uses the app stays signed in: a session that is a day old is renewed here.
  const session = await provided.auth.session(request.headers, true);
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: apiRouter,
    createContext: async () => ({
      services: provided,
      person: session?.person ?? null,
      say: await readSay(),
    }),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR")
        provided.log.error({ err: error, path }, "an API call failed");
    },
  });
  for (const cookie of session?.cookies ?? []) response.headers.append("set-cookie", cookie);
  return response;
}

async function readSay(): Promise<(phrase: Phrase) => string> {
  const language = (await readPhrases(await readRequestLanguage())) ?? undefined;
  return (phrase) => word(phrase, language);
}

export { handle as GET, handle as POST };
