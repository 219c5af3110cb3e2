import { type InterfaceLanguage, interfaceLanguages } from "./texts.ts";

/** Holds what somebody chose in this browser. */
export const LANGUAGE_COOKIE = "language";

/** What was chosen, else the first language that the browser asks for and the interface has, else English. */
export function readInterfaceLanguage(
  chosen: string | undefined,
  acceptLanguage: string | null,
): InterfaceLanguage {
  return known(chosen) ?? wishes(acceptLanguage).flatMap((wish) => known(wish) ?? [])[0] ?? "en";
}

function known(tag: string | undefined): InterfaceLanguage | undefined {
  const language = tag?.trim().toLowerCase().split("-")[0];
  return interfaceLanguages.find((one) => one === language);
}

/** The tags of an Accept-Language header (RFC 9110, section 12.5.4), the most wanted first. */
function wishes(header: string | null): string[] {
  return (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.split(";q=");
      return { tag, weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
