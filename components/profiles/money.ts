/** An amount such as "$24.50", as `locale` writes it; a plain figure while the currency is unknown or is no currency. */
export function formatMoney(amount: number, currency: string | null, locale: string): string {
  const figures = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  if (currency === null) return amount.toLocaleString(locale, figures);
  try {
    return amount.toLocaleString(locale, { style: "currency", currency });
  } catch {
    return `${amount.toLocaleString(locale, figures)} ${currency}`;
  }
}
