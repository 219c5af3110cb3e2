import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { limitTests } from "./test-limit.ts";

const MINUTE_MS = 60_000;
const ana = { id: "ana", name: "Ana", email: "ana@example.com", role: "editor" as const };

eachDatabase("sending tests", (open) => {
  it("is refused after many, with the minutes to wait in the language of who asked", async () => {
    const db = open();
    for (let count = 0; count < 20; count++) await limitTests({ db }, ana, 0);
    const refused = limitTests({ db }, ana, 2 * MINUTE_MS);
    // What is told is worded where the answer is written: a sentence that is whole here would stay English.
    await expect(refused).rejects.toMatchObject({
      message: "You have sent many tests. Try again in 8 minutes",
      cause: { phrase: { values: { minutes: 8 } } },
    });
    await expect(limitTests({ db }, ana, 9 * MINUTE_MS)).rejects.toThrow("Try again in a minute");
    await limitTests({ db }, { ...ana, id: "ben" }, 2 * MINUTE_MS);
    await limitTests({ db }, ana, 11 * MINUTE_MS);
  });
});
