import type { Hook, HookMapping } from "#server/store/hooks.ts";
import type { NamedPerson } from "#server/store/named-person.ts";
import type { Reason } from "#workflows/reasons.ts";
import { readPerson } from "./person.ts";
import type { HookRequest, Refusal } from "./request.ts";
import { textAt } from "./request.ts";
import { REQUEST_ID_MAX_CHARS, readRequestId } from "./request-id.ts";
import { propertiesOf, whyNothingNew } from "./shops/shop.ts";

/** Stands in `eventNames` for every value that has no name there. */
export const OTHER_VALUES = "*";
/** Stands in `eventNames` for: make no event of this. */
export const LEAVE_OUT = "";
const SHOWN_VALUE_MAX_CHARS = 100;

/** What a request comes to by the rules of its hook. */
export type Plan = { requestId: string | null } & (
  | { kind: "event"; person: NamedPerson; eventName: string; properties: Record<string, unknown> }
  | { kind: "left-out"; reason: Reason }
  | { kind: "refused"; refusal: Refusal }
);

type HookRules = HookMapping & Pick<Hook, "eventName" | "scheme" | "schemeOptions">;

/** Says what becomes of a request. Reads nothing but what it is given, so a sample can be tried on a draft. */
export function planRequest(hook: HookRules, request: HookRequest): Plan {
  const requestId = readRequestId(hook, request);
  if (requestId !== null && requestId.length > REQUEST_ID_MAX_CHARS) {
    const reason: Reason = { code: "hook.id-too-long", values: { max: REQUEST_ID_MAX_CHARS } };
    return { kind: "refused", requestId: null, refusal: { status: 400, code: "malformed", reason } };
  }
  const event = whyNothingNew(hook, request) ?? nameEvent(hook, request);
  if (typeof event !== "string") return { kind: "left-out", requestId, reason: event };
  const person = readPerson(hook, request);
  if ("code" in person)
    return { kind: "refused", requestId, refusal: { status: 422, code: "no-person", reason: person } };
  return { kind: "event", requestId, person, eventName: event, properties: propertiesOf(hook, request) };
}

/** A value without a name of its own makes the hook's event, unless the owner leaves such values out. */
function nameEvent({ eventPath, eventNames, eventName }: HookRules, request: HookRequest): string | Reason {
  if (eventPath === null || eventNames === null) return eventName;
  const value = textAt(request, eventPath) ?? "";
  const nameOf = (key: string) => (Object.hasOwn(eventNames, key) ? eventNames[key] : undefined);
  const name = (value === "" || value === OTHER_VALUES ? undefined : nameOf(value)) ?? nameOf(OTHER_VALUES);
  if (name !== LEAVE_OUT) return name ?? eventName;
  const shown = value === "" ? eventPath : value.slice(0, SHOWN_VALUE_MAX_CHARS);
  return { code: "hook.left-out", values: { value: shown } };
}
