import type { EmailDesign } from "#workflows/email-design.ts";
import type { TemplateError } from "../template.ts";
import { liquidFaults } from "./design-liquid.ts";
import { designMjml } from "./design-mjml.ts";
import type { EmailSource } from "./email-template.ts";
import { LiquidGuard } from "./liquid-guard.ts";
import { textDirection } from "./text-direction.ts";

/**
 * An email made of blocks as the MJML that it is sent from, to be written on by hand. Its preview text stays with the
 * step, which puts it in again when the email is written.
 */
export function designCode(
  design: EmailDesign,
  { brand, publicUrl, language }: Pick<EmailSource, "brand" | "publicUrl" | "language">,
): { kind: "ok"; code: string } | TemplateError {
  const broken = liquidFaults(design)[0]?.error;
  if (broken) return broken;
  const guard = new LiquidGuard(JSON.stringify(design));
  const frame = { brand, guard, publicUrl, direction: textDirection(language), preview: "" };
  const mjml = guard.restore(designMjml(design, frame));
  return { kind: "ok", code: mjml.replace("<mj-preview></mj-preview>\n", "") };
}
