import * as z from "zod/mini";

/** What stands beside a field's rule for whoever draws its form: its label, help, control and so on. */
export type FieldHints = z.core.GlobalMeta;

/** The hints of one layer of a schema; the outermost layer has the last word. */
export function hintsOf(schema: z.core.$ZodType | undefined): FieldHints {
  return (schema && z.globalRegistry.get(schema)) ?? {};
}
