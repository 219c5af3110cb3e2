"use client";

import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { ApiRouter } from "#server/api/root.ts";

export type { ApiRouter };

/** Typed access to the server: `const api = useApi(); useQuery(api.profiles.list.queryOptions({}))`. */
export const { TRPCProvider: ApiContextProvider, useTRPC: useApi } = createTRPCContext<ApiRouter>();
