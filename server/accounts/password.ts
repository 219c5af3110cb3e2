import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";

export const PASSWORD_MIN_CHARS = 10;
export const PASSWORD_MAX_CHARS = 128;

/** What OWASP asks of argon2id at the least: 19 MiB, two passes, one thread. The algorithm is argon2id by default. */
const HASH_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A password that somebody chooses. Length is the only rule: it is what makes guessing hard. */
export const newPassword = z
  .string("Enter a password")
  .min(PASSWORD_MIN_CHARS, "Use at least 10 characters")
  .max(PASSWORD_MAX_CHARS, "Use at most 128 characters");

export function hashPassword(password: string): Promise<string> {
  return hash(password, HASH_COST);
}

export function isPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  return verify(hash, password);
}
