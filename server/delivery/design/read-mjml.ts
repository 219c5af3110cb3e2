const REASON_MAX_CHARS = 300;

/** With `checks`, what the reader of MJML objects to is told. */
export interface MjmlText {
  mjml: string;
  checks: boolean;
}

/** The HTML of a text in MJML, or why there is none. */
export type MjmlResult =
  | { kind: "read"; html: string; faults: { line: number; message: string }[] }
  | { kind: "broken"; reason: string }
  | { kind: "too-slow" };

export type ReadMjml = (text: MjmlText) => Promise<MjmlResult>;

/** Reads MJML in this thread, which does nothing else meanwhile, however long it takes. */
export async function readMjml({ mjml, checks }: MjmlText): Promise<MjmlResult> {
  // Loaded with the first email that needs it: it is larger than all that a thread needs otherwise.
  const { default: mjml2html } = await import("mjml");
  try {
    const { html, errors } = await mjml2html(mjml, {
      validationLevel: checks ? "soft" : "skip",
      // No addresses of outside fonts, no other files.
      ...{ fonts: {}, ignoreIncludes: true, keepComments: false, minify: false, beautify: false },
    });
    return { kind: "read", html, faults: errors.map(({ line, message }) => ({ line, message })) };
  } catch (error) {
    return { kind: "broken", reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return "its elements are nested too deeply";
  return (error instanceof Error ? error.message : String(error)).slice(0, REASON_MAX_CHARS);
}
