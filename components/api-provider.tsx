"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { ApiRouter } from "./api.ts";
import { ApiContextProvider } from "./api.ts";
import { isSignedOut } from "./signed-out.ts";
import { toast } from "./ui/toast.ts";
import { hasUnsavedWork } from "./unsaved-work.ts";

/** Gives the pages below it the server's API and a cache of its answers. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("ui.signedOut");
  const [queryClient] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: (error) => signInWhenNeeded(error, tellSignedOut) }),
        // Whoever changes something tells by itself why that failed.
        mutationCache: new MutationCache({ onError: (error) => signInWhenNeeded(error, () => {}) }),
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

  function tellSignedOut() {
    toast.error(t("title"), {
      id: "signed-out",
      description: t("help"),
      action: { label: t("signIn"), onClick: () => window.open("/sign-in", "_blank", "noopener") },
    });
  }

  return (
    <QueryClientProvider client={queryClient}>
      <ApiContextProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </ApiContextProvider>
    </QueryClientProvider>
  );
}

let leaving = false;

/**
 * The session ended while the page was open: everything on it would fail, so it leads to the sign-in page and back.
 * Where something would be lost by that, it only tells.
 */
function signInWhenNeeded(error: unknown, tell: () => void): void {
  if (leaving || !isSignedOut(error)) return;
  if (hasUnsavedWork()) {
    tell();
    return;
  }
  leaving = true;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
