import type { z } from "zod";
import { liquidFaults } from "#server/delivery/design/design-liquid.ts";
import { checkTemplate, type TemplateError } from "#server/delivery/template.ts";
import { sendEmail } from "#workflows/actions/send-email.ts";
import { designHints } from "#workflows/email-design-problems.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { Problem } from "#workflows/validate.ts";
import { type EmailPreviewContext, sampleEmailJob } from "./email-preview.ts";

type EmailConfig = z.output<typeof sendEmail.config>;

/**
 * What is wrong with the emails of a graph, as far as only writing them tells: Liquid and MJML that cannot be read. A step
 * whose settings are not whole has other problems first.
 */
export async function emailProblems(ctx: EmailPreviewContext, graph: Graph): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const node of graph.nodes) {
    if (node.type !== sendEmail.type) continue;
    const { data: config } = sendEmail.config.safeParse(node.config);
    if (config) problems.push(...templateProblems(node, config), ...(await codeProblems(ctx, node, config)));
  }
  return problems;
}

function templateProblems(node: GraphNode, config: EmailConfig): Problem[] {
  const { format, design } = config;
  const fields =
    format === "plain"
      ? (["subject", "preview", "body", "buttonLabel", "buttonUrl"] as const)
      : (["subject", "preview", "text"] as const);
  const broken = fields.flatMap((field) => {
    const error = checkTemplate(config[field]);
    return error ? [problem(node, field, error)] : [];
  });
  if (format !== "design" || !design) return broken;
  return [
    ...broken,
    ...liquidFaults(design).map(({ path, error }) => problem(node, ["design", ...path].join("."), error)),
    ...designHints(design).map(({ path, message }) => ({
      ...{ severity: "warning" as const, code: "email.hint", message },
      ...{ nodeId: node.id, field: ["design", ...path].join(".") },
    })),
  ];
}

/** In the sending thread, like all that compiles: a long email never holds up what comes in. */
async function codeProblems(
  ctx: EmailPreviewContext,
  node: GraphNode,
  { format, code }: EmailConfig,
): Promise<Problem[]> {
  if (format !== "code") return [];
  const broken = checkTemplate(code);
  if (broken) return [problem(node, "code", broken)];
  const nothing = { subject: "Preview", preview: "", body: "", buttonLabel: "", buttonUrl: "", topic: "" };
  const content = { channel: "email" as const, ...nothing, transactional: true, code };
  const [written] = await ctx.senders.render([sampleEmailJob(ctx, content)]);
  const isFault = written?.kind === "error" && written.code.startsWith("email.code-");
  return isFault ? [problem(node, "code", written)] : [];
}

function problem(
  node: GraphNode,
  field: string,
  { code, values }: Pick<TemplateError, "values"> & { code: string },
): Problem {
  return { severity: "error", code, message: wordReason(code, values), nodeId: node.id, field };
}
