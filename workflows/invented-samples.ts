import { type InventedPerson, inventedPerson } from "./invented-person.ts";

export const sampleIds = ["new", "regular", "nowhere", "elsewhere"] as const;
export type SampleId = (typeof sampleIds)[number];

/** People to begin with when somebody is made up. */
export const inventedSamples: readonly { id: SampleId; person: InventedPerson }[] = [
  {
    id: "new",
    person: inventedPerson.parse({
      name: "Nora New",
      events: [{ event: "Signed Up", times: 1, withinDays: 1 }],
    }),
  },
  {
    id: "regular",
    person: inventedPerson.parse({
      name: "Rita Regular",
      phone: "+4915112345678",
      hasWebPush: true,
      country: "DE",
      tags: ["vip"],
      attributes: [
        { name: "city", kind: "text", value: "Berlin" },
        { name: "birthday", kind: "date", value: "1990-05-31" },
      ],
      events: [
        { event: "Signed Up", times: 1, withinDays: 700 },
        { event: "Product Viewed", times: 12, withinDays: 30 },
        { event: "Order Completed", times: 3, withinDays: 30 },
        { event: "Order Completed", times: 6, withinDays: 365 },
      ],
    }),
  },
  {
    id: "nowhere",
    person: inventedPerson.parse({
      name: "Nils Nowhere",
      hasEmail: false,
      consent: {
        email: "unknown",
        "web-push": "unknown",
        sms: "unknown",
        whatsapp: "unknown",
        "in-app": "withdrawn",
      },
    }),
  },
  {
    id: "elsewhere",
    person: inventedPerson.parse({
      name: "Aroha Away",
      language: "en-NZ",
      zone: "Pacific/Auckland",
      country: "NZ",
    }),
  },
];
