"use client";

import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { ApiRouter } from "#server/api/root.ts";

export type { ApiRouter };

/** Typed access to the server: `const api = useApi(); useQuery(api.profiles.list.queryOptions({}))`. */
export const {
  TRPCProvider: ApiContextProvider,
  useTRPC: useApi,
  /** The same without the cache, for what is asked as it is needed: it can be broken off by a signal. */
  useTRPCClient: useApiClient,
} = createTRPCContext<ApiRouter>();
