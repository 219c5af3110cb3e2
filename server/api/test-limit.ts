import { type AttemptLimit, countAttempt } from "#server/accounts/attempts.ts";
import type { Services } from "#server/services.ts";
import { phrase } from "#workflows/phrase.ts";
import { badRequest, type Person } from "./trpc.ts";

/** Tests by one person, so that nobody fills the line of what is to be sent. */
const TESTS: AttemptLimit = { max: 20, windowMs: 10 * 60_000 };

/** Counts one more test. Throws when it is one too many for now. */
export async function limitTests({ db }: Pick<Services, "db">, person: Person, now: number): Promise<void> {
  const { waitMs } = await countAttempt(db, `test-message:${person.id}`, TESTS, now);
  if (waitMs === 0) return;
  const minutes = Math.ceil(waitMs / 60_000);
  throw badRequest(
    minutes === 1
      ? phrase("You have sent many tests. Try again in a minute")
      : phrase("You have sent many tests. Try again in {minutes} minutes", { minutes }),
  );
}
