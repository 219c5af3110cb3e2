import type { InterfaceLanguage } from "#locales/texts.ts";

/** An amount such as "$24.50", as `language` writes it; a plain figure while the currency is unknown or is no currency. */
export function formatMoney(amount: number, currency: string | null, language: InterfaceLanguage): string {
  const figures = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  if (currency === null) return amount.toLocaleString(language, figures);
  try {
    return amount.toLocaleString(language, { style: "currency", currency });
  } catch {
    return `${amount.toLocaleString(language, figures)} ${currency}`;
  }
}
