/**
 * What `@trpc/client` and its hooks are in the browser: the part of them that is used here. `bundle-alone.cjs` takes in
 * what these need and nothing else; bundled with the rest, web sockets and tRPC's server would come along.
 */
export { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
export { createTRPCContext } from "@trpc/tanstack-react-query";
