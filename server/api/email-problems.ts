import type { EmailCheck, EmailConfig } from "#server/delivery/email-checks.ts";
import type { SendJob } from "#server/delivery/job.ts";
import { sendEmail } from "#workflows/actions/send-email.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Problem } from "#workflows/validate.ts";
import { wordingsOf } from "#workflows/variants.ts";
import { type EmailPreviewContext, sampleEmailJob } from "./email-preview.ts";

/**
 * What is wrong with the emails of a graph, as far as only writing them tells: Liquid and MJML that cannot be read. A step
 * whose settings are not whole has other problems first. All of it in the sending thread: reading a few long emails takes
 * seconds, and must not hold up what comes in.
 */
export async function emailProblems(ctx: EmailPreviewContext, graph: Graph): Promise<Problem[]> {
  const checks = graph.nodes.flatMap(({ id, type, config }): EmailCheck[] => {
    const { data } = type === sendEmail.type ? sendEmail.config.safeParse(config) : {};
    if (!data) return [];
    return wordingsOf(data).map(({ path, config: wording }) => ({
      ...{ nodeId: id, path, config: wording },
      job: codeJob(ctx, wording),
    }));
  });
  return checks.length > 0 ? await ctx.senders.checkEmails(checks) : [];
}

function codeJob(ctx: EmailPreviewContext, { format, code }: EmailConfig): SendJob | null {
  if (format !== "code") return null;
  const nothing = { subject: "Preview", preview: "", body: "", buttonLabel: "", buttonUrl: "", topic: "" };
  return sampleEmailJob(ctx, { channel: "email", ...nothing, transactional: true, code });
}
