import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { sendEmail } from "#workflows/actions/send-email.ts";
import { designHints } from "#workflows/email-design-problems.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { Problem } from "#workflows/validate.ts";
import { inItsLanguage } from "#workflows/variants.ts";
import { CODE_FAULT } from "./design/compile-mjml.ts";
import { liquidFaults } from "./design/design-liquid.ts";
import type { EmailTemplates } from "./design/email-template.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { checkTemplate } from "./template.ts";
import { writeMessage } from "./write-message.ts";

export type EmailConfig = Omit<z.output<typeof sendEmail.config>, "variants">;

/** An email of a workflow in one language, to be looked through before anybody gets it. */
export interface EmailCheck {
  nodeId: string;
  /** Where it stands in the step's settings: "" or "variants.zh.". */
  path: string;
  config: EmailConfig;
  /** One written as code, to an invented person; null for others. */
  job: SendJob | null;
}

/** What is wrong with emails, as far as only reading and writing them tells. */
export async function checkEmails(checks: EmailCheck[], templates: EmailTemplates): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const check of checks) {
    problems.push(...templateProblems(check), ...(await codeProblems(check, templates)));
    // Messages that are really due are sent in between.
    await setImmediate();
  }
  return problems;
}

function templateProblems({ nodeId, path: place, config }: EmailCheck): Problem[] {
  const { format, design } = config;
  const fields =
    format === "plain"
      ? (["subject", "preview", "body", "buttonLabel", "buttonUrl"] as const)
      : (["subject", "preview", "text"] as const);
  const broken = fields.flatMap((field) => {
    const error = checkTemplate(config[field]);
    return error ? [problem(nodeId, place + field, error)] : [];
  });
  if (format !== "design" || !design) return broken;
  return [
    ...broken,
    ...liquidFaults(design).map(({ path, error }) => problem(nodeId, inDesign(place, path), error)),
    ...designHints(design).map(({ path, message }) => {
      const field = inDesign(place, path);
      const said = inItsLanguage(field, message);
      return { severity: "warning" as const, code: "design.hint", message: said, nodeId, field };
    }),
  ];
}

async function codeProblems(
  { nodeId, path, config, job }: EmailCheck,
  templates: EmailTemplates,
): Promise<Problem[]> {
  if (job === null) return [];
  const broken = checkTemplate(config.code);
  if (broken) return [problem(nodeId, `${path}code`, broken)];
  const written = await writeMessage(job, templates);
  const isFault = written.kind === "error" && written.code.startsWith(CODE_FAULT);
  return isFault ? [problem(nodeId, `${path}code`, written)] : [];
}

function inDesign(place: string, path: (string | number)[]): string {
  return `${place}${["design", ...path].join(".")}`;
}

function problem(
  nodeId: string,
  field: string,
  { code, values }: { code: string; values: OutcomeValues },
): Problem {
  const message = inItsLanguage(field, wordReason(code, values));
  return { severity: "error", code, message, nodeId, field };
}
