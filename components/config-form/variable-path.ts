/** Names in a path that a template can read with dots. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** A value as a template names it: `event.total`, or `event["coupon code"]`. */
export function variablePath(root: string, name: string): string {
  return PLAIN_NAME.test(name) ? `${root}.${name}` : `${root}[${JSON.stringify(name)}]`;
}
