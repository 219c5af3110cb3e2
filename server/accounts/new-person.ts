import { z } from "zod";
import { shopSettings } from "#server/store/settings.ts";
import { brand } from "#workflows/brand.ts";
import { newPassword } from "./password.ts";

const NAME_MAX_CHARS = 100;

/** An address as users have it: in lower case, because nobody remembers how they once wrote it. */
export const userEmail = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Enter an email address, like ana@example.com"));

/** What somebody enters who gets an account. */
export const newPerson = z.object({
  name: z.string().trim().min(1, "Enter your name").max(NAME_MAX_CHARS, "Use at most 100 characters"),
  email: userEmail,
  password: newPassword,
});

/** The first person also names the shop. */
export const ownerForm = newPerson.extend({
  shopName: shopSettings.shape.shopName.unwrap(),
  timezone: shopSettings.shape.timezone.unwrap(),
  currency: shopSettings.shape.currency,
  language: shopSettings.shape.language,
  /** Of buttons and links in emails. */
  color: brand.shape.color,
});
export type OwnerForm = z.infer<typeof ownerForm>;
