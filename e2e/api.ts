import type { BrowserContext } from "@playwright/test";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { ApiRouter } from "#server/api/root.ts";
import type { TestApp } from "./fixtures.ts";

export type Api = ReturnType<typeof apiOf>;

/** The API as whoever is signed in in this browser may use it: for what a test needs but is not about. */
export function apiOf(context: BrowserContext, app: TestApp) {
  return createTRPCClient<ApiRouter>({
    links: [
      httpLink({
        url: `${app.url}/api/trpc`,
        fetch: async (url, request) => {
          const response = await context.request.fetch(String(url), {
            method: request?.method,
            headers: { "content-type": "application/json", origin: app.url },
            data: request?.body ? String(request.body) : undefined,
          });
          return new Response(await response.text(), { status: response.status() });
        },
      }),
    ],
  });
}

/** A refusal of the API, for `rejects.toMatchObject`. */
export function refusal(httpStatus: number) {
  return { data: { httpStatus } };
}
