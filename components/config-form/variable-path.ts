/** Names in a path that a template can read with dots. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** A value as a template names it: `event.total`, or `event["coupon code"]`. */
export function variablePath(root: string, name: string): string {
  return PLAIN_NAME.test(name) ? `${root}.${name}` : `${root}[${JSON.stringify(name)}]`;
}

/** A property's name as words: "order_id" and "orderId" are "Order id". */
export function wordName(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/[_-]+/g, " ")
    .trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
