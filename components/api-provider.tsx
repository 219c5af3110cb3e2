"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import type { ApiRouter } from "./api.ts";
import { ApiContextProvider } from "./api.ts";

/** Gives the pages below it the server's API and a cache of its answers. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
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
