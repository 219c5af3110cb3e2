import { z } from "zod";

/** A line of an order or a checkout, as the e-commerce events of Segment name its values. */
export interface ProductProperties {
  product_id?: string;
  sku?: string;
  name?: string;
  variant?: string;
  price?: number;
  quantity?: number;
  image_url?: string;
}

const identifier = z.union([z.string().trim().min(1), z.int().positive()]).transform(String);

/** An id that is there and came whole; programs write 0, null or an empty text for none. */
export const anId = identifier.optional().catch(undefined);

/** Text that is there and says something. */
export const words = z.string().trim().min(1).optional().catch(undefined);

/** An amount in the currency's own unit; most programs send it as text. */
export const amount = z
  .union([z.number(), z.string().trim().min(1)])
  .transform(Number)
  .pipe(z.number())
  .optional()
  .catch(undefined);

/** The lines that can be read. Undefined where there is no list, which is not the same as an empty one. */
export function readLines<T>(line: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .transform((lines) => lines.flatMap((entry) => line.safeParse(entry).data ?? []))
    .optional()
    .catch(undefined);
}

/** Without what it has no value for. */
export function onlyKnown<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
