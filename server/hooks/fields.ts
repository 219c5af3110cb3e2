import { isEmailAddress } from "#server/delivery/email-address.ts";
import { HEADER_PATH, type HookRequest, valueAt } from "./request.ts";
import { HIDDEN } from "./safe-headers.ts";

/** More nobody would read through; a body within the limit could have tens of thousands. */
const FIELDS_MAX = 500;
const PATH_MAX_CHARS = 200;
const SAMPLE_MAX_CHARS = 200;
/** Said by every program; nobody names a person or an event by them. */
const PLUMBING_HEADERS =
  /^(host|connection|content-|accept|transfer-encoding|cf-|x-forwarded|x-real-ip|via|forwarded)/;

export interface Field {
  /** As a mapping spells it. */
  path: string;
  kind: "text" | "number" | "boolean" | "empty";
  /** The beginning of its value in the sample. */
  sample: string;
  isEmail: boolean;
}

/** The single values of a sample by their paths, in their order, for somebody to choose from. */
export function listFields(request: HookRequest): { fields: Field[]; isCut: boolean } {
  const fields: Field[] = [];
  let isCut = false;
  const visit = (value: unknown, path: string): void => {
    if (isCut) return;
    if (typeof value === "object" && value !== null) {
      for (const [key, entry] of Object.entries(value)) visit(entry, path === "" ? key : `${path}.${key}`);
      return;
    }
    // A name with a dot in it, deep inside, has no path that leads back to it.
    if (path.length > PATH_MAX_CHARS || valueAt(request, path) !== value) return;
    if (fields.length === FIELDS_MAX) isCut = true;
    else fields.push(toField(path, value));
  };
  visit(request.body, "");
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== HIDDEN && !PLUMBING_HEADERS.test(name)) visit(value, HEADER_PATH + name);
  }
  return { fields, isCut };
}

function toField(path: string, value: unknown): Field {
  const sample = value === null ? "" : String(value);
  const isText = typeof value === "string";
  const kind = sample === "" ? "empty" : isText ? "text" : typeof value === "number" ? "number" : "boolean";
  const isEmail = isText && isEmailAddress(sample.trim());
  return { path, kind, sample: sample.slice(0, SAMPLE_MAX_CHARS), isEmail };
}
