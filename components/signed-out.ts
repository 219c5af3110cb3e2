import { TRPCClientError } from "@trpc/client";

/** Whether the server refused because the session has ended. */
export function isSignedOut(error: unknown): boolean {
  return (
    error instanceof TRPCClientError && (error.data as { code?: string } | null)?.code === "UNAUTHORIZED"
  );
}
