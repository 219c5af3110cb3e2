/** What the server answered to one of the forms for accounts. */
export type Answer =
  | { kind: "done" }
  | { kind: "refused"; code: string; message: string; field: string | null }
  | { kind: "wait"; seconds: number }
  | { kind: "unreachable" };

/** Sends a form to an endpoint below /api/auth. Never throws. */
export async function askAccounts(path: string, form: Record<string, unknown>): Promise<Answer> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(form),
    });
    if (response.ok) return { kind: "done" };
    if (response.status === 429)
      return { kind: "wait", seconds: Number(response.headers.get("x-retry-after")) };
    const { code, message, field } = (await response.json()) as Record<string, unknown>;
    return { kind: "refused", code: textOf(code), message: textOf(message), field: textOf(field) || null };
  } catch {
    return { kind: "unreachable" };
  }
}

/** Ends the session and leads to the sign-in page, or another. */
export async function signOut(next = "/sign-in"): Promise<void> {
  await askAccounts("/sign-out", {});
  window.location.assign(next);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
