import { createHash } from "node:crypto";
import type { Brand } from "#workflows/brand.ts";
import type { EmailDesign } from "#workflows/email-design.ts";
import type { SendJob } from "../job.ts";
import { checkTemplate, type TemplateError } from "../template.ts";
import { type Compiled, compileMjml, MJML_MAX_CHARS, problem } from "./compile-mjml.ts";
import { liquidFaults } from "./design-liquid.ts";
import { designMjml } from "./design-mjml.ts";
import { LiquidGuard } from "./liquid-guard.ts";
import { textDirection } from "./text-direction.ts";

/** Emails whose compiled form is kept, each up to 200 kB. */
const TEMPLATES_KEPT_MAX = 50;
const STARTS_AS_MJML = /^\s*(?:<!--[\s\S]*?-->\s*)*<mjml[\s>]/i;

/** What an email is made of, apart from whom it goes to. */
export interface EmailSource {
  design?: EmailDesign;
  code?: string;
  preview: string;
  brand: Brand;
  publicUrl: string;
  /** The reader's language, which decides where lines begin. */
  locale: string;
}

export type EmailTemplate = { kind: "ok"; html: string } | Compiled | TemplateError;

/**
 * The HTML of an email with its Liquid still in it, the same for everybody: it is compiled once, and each person's values
 * are filled in afterwards. Keeps the newest of them, also those that could not be compiled.
 */
export class EmailTemplates {
  readonly #kept = new Map<string, Promise<EmailTemplate>>();
  /** How often something was really compiled. */
  compiled = 0;

  get size(): number {
    return this.#kept.size;
  }

  make(source: EmailSource): Promise<EmailTemplate> {
    const key = this.#keyOf(source);
    const known = this.#kept.get(key);
    // Put at the end again: the one that was not asked for the longest goes first.
    if (known) this.#kept.delete(key);
    const template = known ?? this.#compile(source);
    this.#kept.set(key, template);
    // A surprise is not kept: the next one tries again.
    if (!known) template.catch(() => this.#kept.delete(key));
    if (this.#kept.size > TEMPLATES_KEPT_MAX) {
      const oldest = this.#kept.keys().next().value;
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return template;
  }

  #compile(source: EmailSource): Promise<EmailTemplate> {
    this.compiled++;
    return source.design ? compileDesign(source.design, source) : compileCode(source.code ?? "");
  }

  #keyOf({ design, code, preview, brand, publicUrl, locale }: EmailSource): string {
    const parts = design
      ? [design, preview, brand, publicUrl, textDirection(locale)]
      : [{ code: code ?? "" }];
    return createHash("sha256").update(JSON.stringify(parts)).digest("base64");
  }
}

/** The template that a message is written from; null for one that is neither made of blocks nor written as code. */
export async function emailTemplateOf(
  job: SendJob,
  templates: EmailTemplates,
): Promise<EmailTemplate | null> {
  const { content, sender } = job;
  if (content.channel !== "email") return null;
  const { design, code, preview } = content;
  if (!design && code === undefined) return null;
  const { brand, publicUrl } = sender;
  return await templates.make({ design, code, preview, brand, publicUrl, locale: localeOf(job.data) });
}

function localeOf(data: Record<string, unknown>): string {
  const profile = data.profile as { locale?: unknown } | undefined;
  return typeof profile?.locale === "string" ? profile.locale : "";
}

/** An email made of blocks, with what keeps it from being written. */
export async function compileDesign(design: EmailDesign, source: EmailSource): Promise<EmailTemplate> {
  const { preview, brand, publicUrl, locale } = source;
  // Before anything else, since what is not closed would be looked for again and again.
  const broken = checkTemplate(preview) ?? liquidFaults(design)[0]?.error;
  if (broken) return broken;
  const guard = new LiquidGuard(JSON.stringify([design, preview]));
  const direction = textDirection(locale);
  const mjml = designMjml(design, { brand, guard, publicUrl, direction, preview });
  return compileMjml(mjml, guard, { checks: false });
}

/** An email written by hand: MJML when it begins like that, else HTML as it is. */
export async function compileCode(code: string): Promise<EmailTemplate> {
  if (code.length > MJML_MAX_CHARS) return problem("email.code-too-long", { maxChars: MJML_MAX_CHARS });
  const broken = checkTemplate(code);
  if (broken) return broken;
  if (!STARTS_AS_MJML.test(code)) return { kind: "ok", html: code };
  const guard = new LiquidGuard(code);
  return compileMjml(guard.hide(code), guard, { checks: true });
}
