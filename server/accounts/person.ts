import type { Person } from "#server/api/trpc.ts";
import type { Services } from "#server/services.ts";

/** Who is signed in by the cookies of a request, with the role they have at this moment. */
export async function personOf({ auth }: Pick<Services, "auth">, headers: Headers): Promise<Person | null> {
  return (await auth.session(headers, false))?.person ?? null;
}
