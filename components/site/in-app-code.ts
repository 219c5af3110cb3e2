/** Stands in the examples until the owner shows the key. */
const KEY_STAND_IN = "YOUR_KEY";

/** A list of the messages, in the site's own place. */
export const INBOX_LIST = "<div data-rekindle-inbox></div>";
/** A bell with the number of unread messages, which opens them. */
export const INBOX_BELL = '<div data-rekindle-inbox="button"></div>';

/** What the page says of whoever is signed in, with what the shop's server wrote into it. */
export const IDENTIFY_WITH_PROOF = `rekindle.identify(customerId, { name: "Ana Silva" }, { proof });`;

/** How a shop's own server makes the proof: HMAC-SHA-256 of the id under the key, in hex. */
export function proofExamples(key: string | null) {
  return [
    {
      value: "node",
      label: "Node.js",
      code: `import { createHmac } from "node:crypto";

const proof = createHmac("sha256", process.env.REKINDLE_IN_APP_KEY)
  .update(String(customerId))
  .digest("hex");`,
    },
    {
      value: "php",
      label: "PHP",
      code: `$proof = hash_hmac('sha256', (string) $customerId, getenv('REKINDLE_IN_APP_KEY'));`,
    },
    {
      value: "shopify",
      label: "Shopify Liquid",
      code: `{% if customer %}
<script>
  rekindle.identify("{{ customer.id }}", {}, {
    proof: "{{ customer.id | append: '' | hmac_sha256: '${key ?? KEY_STAND_IN}' }}"
  });
</script>
{% endif %}`,
    },
  ];
}
