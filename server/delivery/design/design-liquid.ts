import type { EmailDesign } from "#workflows/email-design.ts";
import { designTexts } from "#workflows/email-design-problems.ts";
import { checkTemplate, type TemplateError } from "../template.ts";
import { plainLiquid } from "./liquid-guard.ts";

export interface LiquidFault {
  /** Where the text stands in the design. */
  path: (string | number)[];
  error: TemplateError;
}

/** The texts of a design whose Liquid cannot be read. Each is looked at alone: Liquid never goes from block to block. */
export function liquidFaults(design: EmailDesign): LiquidFault[] {
  return designTexts(design).flatMap(({ path, text, isHtml }) => {
    const error = checkTemplate(isHtml ? plainLiquid(text) : text);
    return error ? [{ path, error }] : [];
  });
}
