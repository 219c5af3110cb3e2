import { cookies } from "next/headers";
import { NextResponse } from "next/server";
import { z } from "zod";
import { LANGUAGE_COOKIE } from "#locales/read-language.ts";
import { interfaceLanguages } from "#locales/texts.ts";

const YEAR_S = 365 * 24 * 60 * 60;
const choice = z.object({ language: z.enum(interfaceLanguages) });

/** Keeps the language that somebody chose in this browser, signed in or not. */
export async function POST(request: Request) {
  const parsed = choice.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return NextResponse.json({ error: "unknown language" }, { status: 400 });
  (await cookies()).set(LANGUAGE_COOKIE, parsed.data.language, {
    maxAge: YEAR_S,
    sameSite: "lax",
    httpOnly: true,
  });
  return new NextResponse(null, { status: 204 });
}
