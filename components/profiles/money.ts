/** An amount such as "$24.50"; a plain figure while the currency is unknown or is no currency. */
export function formatMoney(amount: number, currency: string | null): string {
  const figures = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  if (currency === null) return amount.toLocaleString("en", figures);
  try {
    return amount.toLocaleString("en", { style: "currency", currency });
  } catch {
    return `${amount.toLocaleString("en", figures)} ${currency}`;
  }
}
