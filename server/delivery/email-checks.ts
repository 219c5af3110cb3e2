import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { sendEmail } from "#workflows/actions/send-email.ts";
import { designHints } from "#workflows/email-design-problems.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { Problem } from "#workflows/validate.ts";
import { CODE_FAULT } from "./design/compile-mjml.ts";
import { liquidFaults } from "./design/design-liquid.ts";
import type { EmailTemplates } from "./design/email-template.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { checkTemplate } from "./template.ts";
import { writeMessage } from "./write-message.ts";

export type EmailConfig = z.output<typeof sendEmail.config>;

/** An email of a workflow, to be looked through before anybody gets it. */
export interface EmailCheck {
  nodeId: string;
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

function templateProblems({ nodeId, config }: EmailCheck): Problem[] {
  const { format, design } = config;
  const fields =
    format === "plain"
      ? (["subject", "preview", "body", "buttonLabel", "buttonUrl"] as const)
      : (["subject", "preview", "text"] as const);
  const broken = fields.flatMap((field) => {
    const error = checkTemplate(config[field]);
    return error ? [problem(nodeId, field, error)] : [];
  });
  if (format !== "design" || !design) return broken;
  return [
    ...broken,
    ...liquidFaults(design).map(({ path, error }) => problem(nodeId, ["design", ...path].join("."), error)),
    ...designHints(design).map(({ path, message }) => ({
      ...{ severity: "warning" as const, code: "design.hint", message },
      ...{ nodeId, field: ["design", ...path].join(".") },
    })),
  ];
}

async function codeProblems(
  { nodeId, config, job }: EmailCheck,
  templates: EmailTemplates,
): Promise<Problem[]> {
  if (job === null) return [];
  const broken = checkTemplate(config.code);
  if (broken) return [problem(nodeId, "code", broken)];
  const written = await writeMessage(job, templates);
  const isFault = written.kind === "error" && written.code.startsWith(CODE_FAULT);
  return isFault ? [problem(nodeId, "code", written)] : [];
}

function problem(
  nodeId: string,
  field: string,
  { code, values }: { code: string; values: OutcomeValues },
): Problem {
  return { severity: "error", code, message: wordReason(code, values), nodeId, field };
}
