/** Zones whose currency is not that of the zones around them. */
const BY_ZONE: Record<string, string> = {
  "Europe/London": "GBP",
  "Europe/Zurich": "CHF",
  "Europe/Vaduz": "CHF",
  "Europe/Oslo": "NOK",
  "Europe/Stockholm": "SEK",
  "Europe/Copenhagen": "DKK",
  "Europe/Warsaw": "PLN",
  "Europe/Prague": "CZK",
  "Europe/Budapest": "HUF",
  "Europe/Bucharest": "RON",
  "Europe/Istanbul": "TRY",
  "Europe/Kyiv": "UAH",
  "Europe/Kiev": "UAH",
  "Europe/Belgrade": "RSD",
  "Europe/Moscow": "RUB",
  "Atlantic/Reykjavik": "ISK",
  "Asia/Shanghai": "CNY",
  "Asia/Urumqi": "CNY",
  "Asia/Hong_Kong": "HKD",
  "Asia/Taipei": "TWD",
  "Asia/Tokyo": "JPY",
  "Asia/Seoul": "KRW",
  "Asia/Singapore": "SGD",
  "Asia/Kolkata": "INR",
  "Asia/Calcutta": "INR",
  "Asia/Bangkok": "THB",
  "Asia/Jakarta": "IDR",
  "Asia/Manila": "PHP",
  "Asia/Kuala_Lumpur": "MYR",
  "Asia/Ho_Chi_Minh": "VND",
  "Asia/Dubai": "AED",
  "Asia/Jerusalem": "ILS",
  "Asia/Riyadh": "SAR",
  "Africa/Johannesburg": "ZAR",
  "Africa/Lagos": "NGN",
  "Africa/Nairobi": "KES",
  "Africa/Cairo": "EGP",
  "America/Toronto": "CAD",
  "America/Vancouver": "CAD",
  "America/Edmonton": "CAD",
  "America/Winnipeg": "CAD",
  "America/Halifax": "CAD",
  "America/St_Johns": "CAD",
  "America/Mexico_City": "MXN",
  "America/Sao_Paulo": "BRL",
  "America/Bogota": "COP",
  "America/Santiago": "CLP",
  "America/Lima": "PEN",
  "America/Argentina/Buenos_Aires": "ARS",
  "Pacific/Auckland": "NZD",
};
const BY_PART: [start: string, currency: string][] = [
  ["Europe/", "EUR"],
  ["Australia/", "AUD"],
];
/** For a zone that says nothing, as on a computer that keeps UTC. */
const BY_REGION: Record<string, string> = {
  ...{ GB: "GBP", CH: "CHF", NO: "NOK", SE: "SEK", DK: "DKK", PL: "PLN", CN: "CNY", JP: "JPY", IN: "INR" },
  ...{ AU: "AUD", NZ: "NZD", CA: "CAD", BR: "BRL", MX: "MXN", AT: "EUR", BE: "EUR", DE: "EUR", ES: "EUR" },
  ...{ FI: "EUR", FR: "EUR", GR: "EUR", HR: "EUR", IE: "EUR", IT: "EUR", NL: "EUR", PT: "EUR" },
};
const OTHERWISE = "USD";

/** The currency in which a shop of this IANA zone most likely counts; the browser's locale helps where it says nothing. */
export function guessCurrency(zone: string, locale: string): string {
  return BY_ZONE[zone] ?? BY_PART.find(([start]) => zone.startsWith(start))?.[1] ?? byRegion(locale);
}

function byRegion(locale: string): string {
  try {
    return BY_REGION[new Intl.Locale(locale).region ?? ""] ?? OTHERWISE;
  } catch {
    return OTHERWISE;
  }
}
