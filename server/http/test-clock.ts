import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { MovableClock } from "#server/clock.ts";
import { answerError, answerJson } from "./answer.ts";
import { readBody } from "./body.ts";

const BODY_MAX_BYTES = 1024;
const advance = z.object({ advanceMs: z.number().int().min(0) });

/** Only there with TEST_CLOCK=on: moves the clock ahead, and answers once nothing is due any more. */
export async function handleTestClock(
  { clock, settled }: { clock: MovableClock; settled: () => Promise<void> },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (request.url !== "/test/clock" || request.method !== "POST") return false;
  const body = await readBody(request, BODY_MAX_BYTES);
  const parsed = advance.safeParse(body.kind === "ok" ? JSON.parse(body.bytes.toString("utf8")) : null);
  if (!parsed.success) answerError(response, 400, "invalid", "Send { advanceMs }");
  else {
    // What is on its way belongs to the time before.
    await settled();
    clock.advance(parsed.data.advanceMs);
    await settled();
    answerJson(response, 200, { now: clock.now() });
  }
  return true;
}
