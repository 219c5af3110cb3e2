/** Values that go into the wording of a reason. */
export type ReasonValues = Record<string, string | number>;

/** Why something happened or did not, as a code with values, so that it can be worded in any language. */
export interface Reason {
  code: ReasonCode;
  values?: ReasonValues;
}

/** The wording of every reason, in words a shop owner understands. `{name}` stands for a value. */
const wordings = {
  "run.started": "Entered the workflow",
  "run.finished": "Reached the end of the workflow",
  "run.entry-refused-once": "Not entered again: this workflow takes each person only once",
  "run.entry-refused-inside": "Not entered again: already inside this workflow",
  "run.exit-event": "Left the workflow because of “{event}”",
  "run.exit-node": "Left the workflow at an exit",
  "run.too-many-steps": "Stopped: passed {steps} steps without waiting, so the workflow goes in a circle",
  "run.node-missing": "Stopped: the step it was at does not exist in its version",
  "run.node-broken": "Stopped: the step's settings could not be read",
  "run.stopped-by-person": "Taken out of the workflow by hand",
  "run.workflow-removed": "Stopped: the workflow was deleted",
  "trigger.too-old": "“{event}” did not start a run: it was {hours} hours old when it arrived",
  "trigger.cart-empty": "No reminder: the cart was emptied",
  "trigger.cart-ordered": "No reminder: the cart was ordered",
  "trigger.cart-weekly-cap": "No reminder: this person had one within the last week",
  "trigger.still-active": "Did not start: the person was active again",
  "delay.until": "Waits until {until}",
  "branch.took": "Took the path “{path}”",
  "message.no-email": "Email not sent: the profile has no email address",
  "message.no-push": "Push not sent: no browser is subscribed",
  "message.run-ended": "Not sent: the person had left the workflow",
  "message.suppressed": "Not sent: this address must not be written to ({why})",
  "message.no-consent": "Not sent: the person has not agreed to {channel} messages",
  "message.withdrawn": "Not sent: the person has unsubscribed from {channel} messages",
  "message.sending-off": "Held: all sending is switched off",
  "message.workflow-paused": "Held: the workflow is paused",
  "message.sent": "Sent",
  "message.captured": "Kept in the captured outbox",
  "message.retrying": "Attempt {attempt} did not get through: {why}. Next try in {minutes} min",
  "message.gave-up": "Gave up after {attempts} attempts: {why}",
  "message.interrupted": "The server stopped while this was being sent, so nobody can tell if it arrived. It is not sent again",
  "template.syntax": "The message could not be written: {detail}",
  "template.limit": "The message could not be written: its template takes too long or grows too large",
  "email.bad-address": "“{address}” is not an email address that can be written to",
  "email.bad-header": "The email has a line break or control character in its {field}",
  "email.refused": "The mail server refused it: {response}",
  "email.deferred": "The mail server asked to try later: {response}",
  "email.connection": "The mail server could not be reached: {detail}",
  "email.login": "The mail server did not accept the user name or password",
  "email.interrupted": "The connection broke while the email was being handed over",
  "push.gone": "The browser is no longer subscribed",
  "push.too-large": "The push message is too large: {bytes} of {limit} bytes",
  "push.key-refused": "The push service did not accept the server's key (status {status})",
  "push.status": "The push service answered with status {status}",
  "push.connection": "The push service could not be reached: {detail}",
  "push.interrupted": "The connection broke while the push message was being handed over",
  "webhook.status": "The receiver answered with status {status}",
  "webhook.address-refused": "The address was refused: {host} is inside a private network",
  "webhook.bad-url": "The web address is not valid: {url}",
  "webhook.bad-header": "The header “{header}” is not allowed",
  "webhook.bad-body": "The body is not valid JSON: {detail}",
  "webhook.too-many-redirects": "The receiver redirected more than {limit} times",
  "webhook.connection": "The receiver could not be reached: {detail}",
  "webhook.interrupted": "The connection broke before the receiver answered",
} as const;

export type ReasonCode = keyof typeof wordings;

/** The sentence for a reason; a code that this version does not know is shown as it is. */
export function wordReason(code: string, values: ReasonValues = {}): string {
  const wording: string = wordings[code as ReasonCode] ?? code;
  return wording.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? "?"));
}
