import {
  AMERICAN_NAMES,
  AUSTRALIAN_NAMES,
  BRAZILIAN_NAMES,
  BRITISH_NAMES,
  CANADIAN_NAMES,
  CHINESE_NAMES,
  FRENCH_NAMES,
  GERMAN_NAMES,
  INDIAN_NAMES,
  type NameList,
} from "./names.ts";

export interface City {
  name: string;
  timezone: string;
  weight: number;
}

/** Numbers set aside by a country's regulator for films and examples, so nobody can be called by mistake. */
export interface FictionalPhones {
  /** In E.164 form, up to the digits that vary. */
  prefixes: readonly string[];
  digits: number;
}

/** A country the sample shop ships to. */
export interface Country {
  code: string;
  locale: string;
  /** Share of the shop's customers, in percent. */
  weight: number;
  names: NameList;
  familyNameFirst: boolean;
  southern: boolean;
  cities: readonly City[];
  /** `null` where no range is set aside. */
  phones: FictionalPhones | null;
}

export const HOME_COUNTRY = "US";

const AMERICAN_AREAS =
  "206 212 213 303 305 312 404 415 503 512 602 612 617 646 702 713 718 801 919 971".split(" ");
const CANADIAN_AREAS =
  "204 236 250 289 306 343 403 416 418 431 437 438 450 506 514 519 579 587 604 778".split(" ");

const northern = { familyNameFirst: false, southern: false };

/** Every country with its customers' share, names, cities and telephone numbers. */
export const COUNTRIES: readonly Country[] = [
  {
    ...northern,
    code: "US",
    locale: "en-US",
    weight: 55,
    names: AMERICAN_NAMES,
    cities: [
      { name: "New York", timezone: "America/New_York", weight: 20 },
      { name: "Boston", timezone: "America/New_York", weight: 10 },
      { name: "Atlanta", timezone: "America/New_York", weight: 10 },
      { name: "Miami", timezone: "America/New_York", weight: 7 },
      { name: "Chicago", timezone: "America/Chicago", weight: 13 },
      { name: "Austin", timezone: "America/Chicago", weight: 10 },
      { name: "Denver", timezone: "America/Denver", weight: 7 },
      { name: "Phoenix", timezone: "America/Phoenix", weight: 4 },
      { name: "Los Angeles", timezone: "America/Los_Angeles", weight: 11 },
      { name: "Seattle", timezone: "America/Los_Angeles", weight: 7 },
      { name: "Honolulu", timezone: "Pacific/Honolulu", weight: 1 },
    ],
    phones: { prefixes: AMERICAN_AREAS.map((area) => `+1${area}55501`), digits: 2 },
  },
  {
    ...northern,
    code: "GB",
    locale: "en-GB",
    weight: 11,
    names: BRITISH_NAMES,
    cities: [
      { name: "London", timezone: "Europe/London", weight: 5 },
      { name: "Leeds", timezone: "Europe/London", weight: 3 },
      { name: "Cardiff", timezone: "Europe/London", weight: 1 },
      { name: "Edinburgh", timezone: "Europe/London", weight: 2 },
    ],
    phones: { prefixes: ["+447700900", "+442079460"], digits: 3 },
  },
  {
    ...northern,
    code: "DE",
    locale: "de-DE",
    weight: 7,
    names: GERMAN_NAMES,
    cities: [
      { name: "Berlin", timezone: "Europe/Berlin", weight: 4 },
      { name: "Hamburg", timezone: "Europe/Berlin", weight: 3 },
      { name: "München", timezone: "Europe/Berlin", weight: 3 },
    ],
    phones: { prefixes: ["+493023125", "+494066969"], digits: 3 },
  },
  {
    ...northern,
    code: "CA",
    locale: "en-CA",
    weight: 6,
    names: CANADIAN_NAMES,
    cities: [
      { name: "Toronto", timezone: "America/Toronto", weight: 5 },
      { name: "Montréal", timezone: "America/Toronto", weight: 3 },
      { name: "Vancouver", timezone: "America/Vancouver", weight: 3 },
      { name: "St. John's", timezone: "America/St_Johns", weight: 1 },
    ],
    phones: { prefixes: CANADIAN_AREAS.map((area) => `+1${area}55501`), digits: 2 },
  },
  {
    ...northern,
    code: "FR",
    locale: "fr-FR",
    weight: 5,
    names: FRENCH_NAMES,
    cities: [
      { name: "Paris", timezone: "Europe/Paris", weight: 4 },
      { name: "Lyon", timezone: "Europe/Paris", weight: 2 },
      { name: "Nantes", timezone: "Europe/Paris", weight: 1 },
    ],
    phones: { prefixes: ["+3363998"], digits: 4 },
  },
  {
    code: "AU",
    locale: "en-AU",
    weight: 4,
    names: AUSTRALIAN_NAMES,
    familyNameFirst: false,
    southern: true,
    cities: [
      { name: "Sydney", timezone: "Australia/Sydney", weight: 4 },
      { name: "Melbourne", timezone: "Australia/Melbourne", weight: 4 },
      { name: "Brisbane", timezone: "Australia/Brisbane", weight: 2 },
      { name: "Adelaide", timezone: "Australia/Adelaide", weight: 1 },
    ],
    phones: { prefixes: ["+6125550"], digits: 4 },
  },
  {
    code: "CN",
    locale: "zh-CN",
    weight: 4,
    names: CHINESE_NAMES,
    familyNameFirst: true,
    southern: false,
    cities: [
      { name: "上海", timezone: "Asia/Shanghai", weight: 3 },
      { name: "北京", timezone: "Asia/Shanghai", weight: 3 },
      { name: "成都", timezone: "Asia/Shanghai", weight: 2 },
    ],
    phones: null,
  },
  {
    ...northern,
    code: "IN",
    locale: "en-IN",
    weight: 4,
    names: INDIAN_NAMES,
    cities: [
      { name: "Mumbai", timezone: "Asia/Kolkata", weight: 3 },
      { name: "Bengaluru", timezone: "Asia/Kolkata", weight: 3 },
      { name: "Delhi", timezone: "Asia/Kolkata", weight: 2 },
    ],
    phones: null,
  },
  {
    code: "BR",
    locale: "pt-BR",
    weight: 4,
    names: BRAZILIAN_NAMES,
    familyNameFirst: false,
    southern: true,
    cities: [
      { name: "São Paulo", timezone: "America/Sao_Paulo", weight: 5 },
      { name: "Rio de Janeiro", timezone: "America/Sao_Paulo", weight: 3 },
      { name: "Manaus", timezone: "America/Manaus", weight: 1 },
    ],
    phones: null,
  },
];
