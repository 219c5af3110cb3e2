"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { type ReactNode, useState } from "react";
import type { ApiRouter } from "./api.ts";
import { ApiContextProvider } from "./api.ts";

/** Gives the pages below it the server's API and a cache of its answers. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: signInWhenNeeded }),
        mutationCache: new MutationCache({ onError: signInWhenNeeded }),
        defaultOptions: {
          // The server may be this very machine: "offline" says nothing about whether it can be reached.
          queries: { staleTime: 5_000, retry: 1, networkMode: "always" },
          mutations: { networkMode: "always" },
        },
      }),
  );
  const [client] = useState(() =>
    createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <ApiContextProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </ApiContextProvider>
    </QueryClientProvider>
  );
}

let leaving = false;

/** The session ended while the page was open: everything on it would fail, so it leads to the sign-in page and back. */
function signInWhenNeeded(error: unknown): void {
  if (leaving || !isUnauthorized(error)) return;
  leaving = true;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

function isUnauthorized(error: unknown): boolean {
  return (
    error instanceof TRPCClientError && (error.data as { code?: string } | null)?.code === "UNAUTHORIZED"
  );
}
