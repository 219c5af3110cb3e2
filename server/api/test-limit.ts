import { type AttemptLimit, countAttempt } from "#server/accounts/attempts.ts";
import type { Services } from "#server/services.ts";
import { badRequest, type Person } from "./trpc.ts";

/** Tests by one person, so that nobody fills the line of what is to be sent. */
const TESTS: AttemptLimit = { max: 20, windowMs: 10 * 60_000 };

/** Counts one more test. Throws when it is one too many for now. */
export async function limitTests({ db }: Pick<Services, "db">, person: Person, now: number): Promise<void> {
  const { waitMs } = await countAttempt(db, `test-message:${person.id}`, TESTS, now);
  if (waitMs > 0) throw badRequest(`You have sent many tests. Try again in ${wordMinutes(waitMs)}`);
}

function wordMinutes(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
