import { channelWords } from "./channel-words.ts";
import { channels } from "./node.ts";
import { type Phrase, type PhraseValues, phrase } from "./phrase.ts";

/** Values that go into the wording of a reason. */
export type ReasonValues = PhraseValues;

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
  "run.exit-event": "Left the workflow because of “{event}”",
  "run.exit-condition": "Left the workflow because its exit rule holds: {rule}",
  "run.goal-reached": "Reached the goal: “{event}”",
  "run.goal-counted": "The goal was reached within {days} days after entering: “{event}”",
  "run.restarted": "Left the workflow to enter it anew",
  "run.too-stale": "Left the workflow: its next step had been due since {due}, too long ago",
  "run.merged": "Left the workflow: a visitor turned out to be this person, who was in it already",
  "run.moved": "Moved to version {version} of the workflow",
  "run.moved-out": "Left the workflow: its step does not exist any more in version {version}",
  "run.sent-out": "Left the workflow: that was chosen when version {version} was published",
  "run.retried": "{by} had the step tried again that had failed",
  "run.skipped-wait": "{by} let the person go on without waiting any longer",
  "run.moved-by-hand": "{by} moved the person to the step “{step}”",
  "run.stopped-by-hand": "{by} took the person out of the workflow",
  "run.act-refused": "Left as it was, although {by} wanted to change many at once: {why}",
  "act.still-inside": "the person is still inside the workflow, so there is nothing to try again",
  "act.left": "the person left the workflow for a reason, and a retry does not undo that",
  "act.nothing-failed": "the last step did not fail, so there is nothing to try again",
  "act.went-out": "the message of this step has gone out, or may have arrived, and nobody gets it twice",
  "act.under-way": "a message of this step is still on its way",
  "act.forgotten": "what is needed to try it again is no longer kept",
  "act.other-run": "the person has entered the workflow anew and is inside",
  "act.exit-since": "“{event}” happened meanwhile, which ends this workflow for the person",
  "act.converted": "the person has reached the goal meanwhile",
  "act.not-waiting": "the person is not waiting for a time, or for something to happen",
  "act.gone-on": "the person has gone on meanwhile",
  "act.ended": "the person is not inside the workflow any more",
  "act.no-step": "the version that the person is in has no such step",
  "act.workflow-removed": "the workflow was removed",
  "run.loop-limit":
    "“{event}” was recorded by a workflow that other workflows had started, {depth} deep; it starts nothing",
  "entry.inside": "Not entered again: the person is in this workflow already",
  "entry.too-soon": "Not entered again: {days} days have not passed since the last time",
  "entry.same-key": "Not entered again: this workflow takes each person only once for “{key}”",
  "entry.same-occasion": "Not entered again: the person has entered on this occasion already",
  "entry.no-key": "Not entered: there is no “{path}” to tell this entry from others",
  "entry.not-begun": "Not entered: the workflow begins on {date}",
  "entry.over": "Not entered: the workflow ended on {date}",
  "entry.settings-unreadable":
    "Not entered: settings of this version of the workflow could not be read ({settings}). Publish it again",
  "entry.too-stale": "Not entered: it had been due since {due}, too long ago",
  "one-off.stopped": "Not sent: the message was stopped before this person’s turn came",
  "one-off.too-late":
    "Nobody got it: it was due on {due}, and the server was not running for too long after that",
  "run.exit-node": "Left the workflow at an exit",
  "run.too-many-steps": "Stopped: passed {steps} steps without waiting, so the workflow goes in a circle",
  "run.node-missing": "Stopped: the step it was at does not exist in its version",
  "run.node-broken": "Stopped: the step's settings could not be read",
  "run.step-faulty": "Stopped: a fault in Rekindle kept this step from being carried out",
  "trigger.too-old": "“{event}” did not start a run: it was {hours} hours old when it arrived",
  "trigger.paused": "“{event}” did not start a run: the workflow was paused",
  "trigger.cart-empty": "No reminder: the cart was emptied",
  "trigger.cart-ordered": "No reminder: the cart was ordered",
  "trigger.cart-weekly-cap": "No reminder: this person had one within the last week",
  "delay.until": "Waits until {until}",
  "delay.no-date": "Did not wait: “{attribute}” is not a date",
  "delay.date-passed": "Did not wait: {date} has passed",
  "wait.until": "Waits for {what}, at most until {until}",
  "wait.happened": "“{event}” happened",
  "wait.held": "It became true that {rule}",
  "wait.timed-out": "Waited long enough: {what} did not happen",
  "split.took": "Was given the path “{path}” by lot",
  "split.kept": "Stays on the path “{path}” that was drawn before",
  "split.holdout": "Gets nothing, by lot, so that the effect can be compared",
  "profile.changed": "Changed: {changes}",
  "profile.merged": "A visitor turned out to be this person: all that the visitor did was added here",
  "profile.merged-address":
    "A visitor turned out to be this person: all that the visitor did was added here, except the address {email}",
  "profile.merged-by-hand":
    "{by} put the profile “{who}” together with this one: everything of it was added here",
  "profile.split": "{by} moved events of this profile to a new one: {events}",
  "profile.split-off": "{by} made this profile out of events of another one: {events}",
  "profile.tagged": "{by} added the tag “{tag}”",
  "profile.tagged-by-program": "A program added the tag “{tag}”",
  "profile.untagged": "{by} removed the tag “{tag}”",
  "profile.untagged-by-program": "A program removed the tag “{tag}”",
  "profile.kept-apart":
    "Not taken for the same person as “{externalId}”: two customers with numbers of their own stay two",
  "profile.bad-email": "“{said}” is not an email address and was not kept; all else that was sent was",
  "profile.unvouched-phone":
    "The phone “{said}” was not kept: it came from a web page, where anybody could have said it. Your own server can send it",
  "profile.attributes-full":
    "Not kept, because there is no room for it: {names}. A person can have {max} attributes, together up to {maxKb} kB",
  "event.recorded": "Recorded “{event}”",
  "branch.took": "Took the path “{path}”",
  "message.no-email": "Email not sent: the profile has no email address",
  "message.no-push": "Push not sent: no browser is subscribed",
  "message.delivered": "Delivered to the phone",
  "message.no-phone": "Not sent: there is no phone number with its country, like +15551234567",
  "message.run-ended": "Not sent: the person had left the workflow, or the step that sends it",
  "message.suppressed": "Not sent: this address must not be written to ({why})",
  "message.no-consent": "Not sent: the person has not agreed to {channel} messages",
  "message.withdrawn": "Not sent: the person has unsubscribed from {channel} messages",
  "message.not-confirmed":
    "Not sent: nobody has confirmed that this email address is the person's, and marketing waits for that",
  "message.answered": "Not sent: the person has answered already",
  "message.claimed-address":
    "Not sent: an email address that nobody has confirmed gets at most {max} emails a day",
  "message.claimed-wait":
    "Waits, for a day at most: at most {max} emails an hour go to addresses that nobody has confirmed, so that strangers cannot have your shop write to people it does not know",
  "message.claimed-hour":
    "Not sent: at most {max} emails an hour go to addresses that nobody has confirmed, so that strangers cannot have your shop write to people it does not know",
  "consent.asked": "An email asks this person to confirm that they want emails",
  "consent.confirmed": "Confirmed with the link in the email that they want emails",
  "message.sending-off": "Held: all sending is switched off",
  "message.workflow-paused": "Held: the workflow is paused",
  "message.quiet-hours": "Held until {until}: quiet hours",
  "message.warm-up": "Waits until tomorrow: the daily limit of {max} emails is reached",
  "message.sender-gone":
    "The sender that was chosen for it does not exist any more, so it comes from the usual one: {from}",
  "message.host-busy": "Waits: {host} asked for a pause",
  "message.capped": "Not sent: {rule} is the most, and that many went out",
  "message.exit-rule": "Not sent: the workflow's exit rule holds by now: {rule}",
  "message.settings-unreadable":
    "Not sent: settings of this version of the workflow could not be read ({settings}). Publish it again",
  "message.too-stale": "Not sent: it had been due since {due}, too long ago",
  "message.retrying": "Attempt {attempt} did not get through: {why}. Next try in {minutes} min",
  "message.gave-up": "Gave up after {attempts} attempts: {why}",
  "message.interrupted":
    "The server stopped while this was being sent, so nobody can tell if it arrived. It is not sent again",
  "message.resent": "Sent again on purpose by {by}",
  "message.resend-waits": "Sent again on purpose: it waits {seconds} seconds, in which it can be stopped",
  "message.resend-stopped": "Not sent again: {by} stopped it in time",
  "resend.team": "Notices to your team are not sent again from here",
  "resend.test": "This was a test. Send a new one from its step",
  "resend.confirmation":
    "This asked the person to confirm something, with a link for that time alone. They can ask for a new one on your page",
  "resend.not-ended": "It is still on its way",
  "resend.under-way": "It is being sent again already",
  "resend.removed": "What it said is no longer kept, so it cannot be written again",
  "resend.no-address": "The person has no email address any more",
  "resend.no-phone": "The person has no phone number with its country any more",
  "resend.no-browser": "The browser that it went to is no longer subscribed",
  "preview.too-many": "Not shown: only the first {max} messages are written out",
  "preview.too-slow": "Not shown: writing the messages before it took too long",
  "template.syntax": "The message could not be written: {reason} (line {line})",
  "template.failed": "The message could not be written: {reason}",
  "template.tag-refused":
    "The message could not be written: it uses something that is not allowed here ({reason})",
  "template.too-long": "The message could not be written: its text is longer than {maxChars} characters",
  "template.too-slow": "The message could not be written: filling in its values takes too long",
  "template.too-much-memory": "The message could not be written: filling in its values needs too much memory",
  "template.output-too-long":
    "The message could not be written: it grows too long once the values are filled in",
  "email.unsubscribed-before-erasure":
    "somebody with this address unsubscribed before their data was erased, and nobody has agreed anew by a link in an email",
  "email.complained":
    "the person reported an email as spam, so no marketing goes there until they agree anew by themselves",
  "bounce.no-mailbox":
    "Came back, because the mailbox does not exist. The address gets no more emails: {answer}",
  "bounce.full": "Came back, because the mailbox is full: {answer}",
  "bounce.temporary": "Came back, because the receiving mail server could not take it: {answer}",
  "bounce.refused": "Came back, because the receiving mail server refused it: {answer}",
  "bounce.policy":
    "Came back, because the receiving mail server refuses your shop’s emails. The address is not at fault: {answer}",
  "bounce.our-address":
    "Came back, because the address that it was sent from was refused. Check it under Sending: {answer}",
  "bounce.complaint": "Reported as spam by the person, who is unsubscribed from emails now",
  "bounce.repeated": "Emails to this address came back on {days} days of the last 30, so it gets no more",
  "mailbox.auth": "The mail server did not accept the user name or password",
  "mailbox.no-folder": "There is no folder “{folder}” in this mailbox",
  "mailbox.tls": "No safe connection to the mail server: {answer}",
  "mailbox.no-connection": "The mail server could not be reached: {answer}",
  "mailbox.failed": "The mailbox could not be read: {answer}",
  "suppression.lifted":
    "{by} took the address off the list of those that must not be written to ({channel}). It was there because of this: {why}",
  "suppression.restored":
    "{by} put the address back on the list of those that must not be written to ({channel})",
  "import.suppressed": "an imported file says that this address bounced or complained",
  "email.bad-address": "The {part} address is not one that can be written to",
  "email.bad-name": "The {part} name has a line break in it",
  "email.bad-subject": "The subject has a line break in it or is too long",
  "email.bad-unsubscribe-url":
    "The unsubscribe link could not be made: check the public address of this server",
  "email.too-long": "The email is too long",
  "email.too-large": "The mail server does not take emails of this size",
  "email.refused": "The mail server refused it: {answer}",
  "email.no-such-mailbox": "The mailbox does not exist: {answer}",
  "email.sender-refused": "The mail server refused our sender address: {answer}",
  "email.deferred": "The mail server asked to try later: {answer}",
  "email.auth": "The mail server did not accept the user name or password",
  "email.tls": "No safe connection to the mail server: {answer}",
  "email.no-connection": "The mail server could not be reached: {answer}",
  "email.code-too-long": "Not written: the email's code is longer than {maxChars} characters",
  "email.code-too-large":
    "Not written: the email would be too large to be filled in: {chars} characters, at most {maxChars}. Use fewer blocks or shorter texts",
  "email.code-too-slow": "Not written: the email took too long to put together. Make it simpler",
  "email.code-broken": "Not written: the email's MJML cannot be read: {reason}",
  "email.code-broken-at": "Not written: the email's MJML cannot be read at line {line}: {reason}",
  "email.code-lost-liquid":
    "Not written: MJML would drop {what} in line {line}. Put it inside <mj-raw>, or inside a text",
  "email.service-key": "The sending service did not accept the key: {answer}",
  "email.service-account": "The account at the sending service may not send: {answer}",
  "email.service-sender": "The sending service refused our sender address: {answer}",
  "email.service-busy": "The sending service asked to try later: {answer}",
  "email.service-refused": "The sending service refused it: {answer}",
  "email.service-suppressed":
    "The sending service writes to this address no more, because emails to it bounced or were reported: {answer}",
  "email.service-unreachable": "The sending service could not be reached: {answer}",
  "email.service-no-answer":
    "The sending service gave no clear answer after the email was handed over, so it may have arrived: {answer}",
  "email.timeout": "The mail server did not answer after the email was handed over, so it may have arrived",
  "email.disconnected": "The connection broke after the email was handed over, so it may have arrived",
  "text.service-key": "The service for text messages did not accept the account or its token: {answer}",
  "text.service-account": "The account at the service for text messages may not send this: {answer}",
  "text.service-sender":
    "The service for text messages refused the number or name that it was sent from: {answer}",
  "text.service-busy": "The service for text messages asked to try later: {answer}",
  "text.service-refused": "The service for text messages refused it: {answer}",
  "text.bad-number": "Nothing can be sent to this phone number: {answer}",
  "text.recipient-left":
    "The person has answered STOP, so the service sends nothing to this number: {answer}",
  "text.outside-window":
    "WhatsApp takes a text of your own only for somebody who has written within the last 24 hours. Use an approved template: {answer}",
  "text.service-unreachable": "The service for text messages could not be reached: {answer}",
  "text.service-no-answer":
    "The service for text messages gave no clear answer after the message was handed over, so it may have arrived: {answer}",
  "text.empty": "The message could not be written: its text is empty once the values are filled in",
  "text.too-long":
    "The message is too long to be sent: {chars} characters once the values are filled in, at most {maxChars}",
  "text.no-variable":
    "The message could not be written: variable {number} of its template is empty once the values are filled in",
  "text.undelivered": "Not delivered to the phone: {answer}",
  "text.number-gone": "Nothing can reach this phone number any more: {answer}",
  "text.left": "Answered “{word}” and gets no more {channel} messages",
  "text.joined": "Answered “{word}” and gets {channel} messages again",
  "text.unsubscribed-before-erasure":
    "somebody with this number left such messages before their data was erased, and nobody has agreed anew by themselves",
  "text.unsubscribed-by-text": "somebody with this number answered STOP",
  "push.gone": "The browser is no longer subscribed",
  "push.bad-subscription": "The browser's subscription is damaged",
  "push.bad-request": "The notification could not be encrypted: {reason}",
  "push.no-title": "The notification could not be written: its title is empty once the values are filled in",
  "push.no-label":
    "The notification could not be written: the text of button {number} is empty once the values are filled in",
  "push.bad-link":
    "The notification could not be written: the {part} is not a web address once the values are filled in: {address}",
  "push.too-long":
    "The notification is too large to be sent. Its texts, its links and the addresses of its pictures take {bytes} bytes, and browsers take {maxBytes} at most. Shorten them",
  "push.too-long-for-service":
    "The browser's push service does not take a notification this large ({bytes} bytes). Shorten its texts and links",
  "push.vapid-refused":
    "The push service does not accept this server's key for this browser (status {status}). The browser stays subscribed. If the file keys.json was changed, put the old one back",
  "push.refused": "The push service refused the notification (status {status}): {answer}",
  "push.status": "The push service answered with status {status}",
  "push.address-refused": "The push service's address was refused: {host} is inside a private network",
  "push.no-connection": "The push service could not be reached",
  "push.timeout": "The push service did not answer, so the notification may have arrived",
  "push.disconnected": "The connection to the push service broke, so the notification may have arrived",
  "push.bad-response": "The push service's answer could not be read, so the notification may have arrived",
  "in-app.empty":
    "The message could not be written: its title and its text are empty once the values are filled in",
  "in-app.bad-link":
    "The message could not be written: the {part} is not a web address once the values are filled in: {address}",
  "in-app.too-long":
    "The message is too long to be shown in a page: it takes {bytes} bytes once the values are filled in, and {maxBytes} are the most",
  "webhook.status": "The receiver answered with status {status}",
  "webhook.gone": "The receiver says that this address is gone (status 410)",
  "webhook.address-refused": "The address was refused: {host} is inside a private network",
  "webhook.bad-url": "The web address is not valid",
  "webhook.bad-protocol": "The web address must start with https:// or http://",
  "webhook.credentials-in-url": "The web address must not hold a user name or password; use a header",
  "webhook.bad-request": "The request could not be made: {reason}",
  "webhook.bad-header": "The header “{header}” is not allowed or has a value that cannot be sent",
  "webhook.reserved-header": "The header “{header}” is set by the server itself",
  "webhook.too-many-headers": "More than {max} headers",
  "webhook.bad-body": "The body is not valid JSON: {detail}",
  "webhook.body-too-long": "The body is too long: {bytes} of {maxBytes} bytes",
  "webhook.bad-key": "The message's key cannot be sent in a header",
  "webhook.too-many-redirects": "The receiver redirected too often",
  "webhook.no-connection": "The receiver could not be reached",
  "webhook.interrupted": "The server stopped before the receiver answered",
  "webhook.timeout": "The receiver did not answer in time",
  "webhook.disconnected": "The connection broke before the receiver answered",
  "webhook.secret-missing": "Not called: there is no secret “{name}”. Add it in the settings under Secrets",
  "webhook.secret-misused":
    "Not called: a secret is written as {{ secrets.NAME }}, without filters or conditions",
  "webhook.address-moved": "Not called: what was filled into the address makes it lead to another place",
  "webhook.answer-too-long": "The answer was not kept: it is longer than {maxKb} kB",
  "webhook.answer-not-json": "The answer was not kept: it is not JSON",
  "webhook.answer-too-deep": "The answer was not kept: it has more than {maxLevels} levels",
  "webhook.answers-too-long":
    "The answer was not kept: together with earlier ones it has more than {maxChars} characters",
  "webhook.bad-response": "The receiver's answer could not be read",
  "hook.off": "Kept for later: the hook was switched off",
  "hook.taken-later": "Came while the hook was switched off, and was taken in later",
  "hook.duplicate": "Counted once only: a request like it was taken in before",
  "hook.same-body":
    "Counted once only: the same signed body was taken in before, and a body that is sent twice on purpose cannot be told from a copy unless it holds an id or a time",
  "hook.no-room":
    "What it held is not kept here: more came within an hour than the hook has room for. Its event is stored all the same",
  "hook.not-stored": "Not taken in: the server could not store its event, and asked the sender to try again",
  "hook.left-out": "Left out: the hook makes no event of “{value}”",
  "hook.ordered-checkout": "Left out: this checkout has become an order, which Shopify sends by itself",
  "hook.too-large": "The body is larger than {maxKb} kB",
  "hook.content-type":
    "The content type must be JSON or a form: application/json, application/x-www-form-urlencoded or multipart/form-data",
  "hook.not-text": "The body is not UTF-8 text",
  "hook.not-json": "The body is not JSON",
  "hook.not-form": "The body is not the form that its content type says it is",
  "hook.single-value": "The body is not a JSON object with fields",
  "hook.several": "The body is a list of {count}; send what happened one by one",
  "hook.nested": "The body is nested deeper than {max} levels",
  "hook.number": "A number in the body is too large",
  "hook.prototype": 'The body has a key named "__proto__"',
  "hook.id-too-long": "The request's id is longer than {max} characters",
  "hook.no-email": "“{path}” is missing; it must hold the person's email address",
  "hook.bad-email": "“{path}” is not an email address",
  "hook.no-customer": "“{path}” is missing; it must hold the person's customer number",
  "hook.bad-customer": "“{path}” is not a customer number: it must be text or a number",
  "hook.inexact-customer": "“{path}” is a number that cannot be kept exactly; send it as text",
  "hook.long-customer": "“{path}” is longer than {max} characters",
  "hook.no-secret": "This hook checks its sender, but its secret is not set yet",
  "hook.no-signature": "There is no signature: the header “{header}” is missing or cannot be read",
  "hook.wrong-signature":
    "The signature does not fit: it was made with another secret, or the request was changed on its way",
  "hook.old-signature": "The signature was made more than {minutes} minutes ago, or in the future",
  "hook.no-credentials": "The header “authorization” is missing or not of the kind that this hook asks for",
  "hook.wrong-credentials": "The name, password or token is not the right one",
} as const;

export type ReasonCode = keyof typeof wordings;

/**
 * The sentence for a reason; a code that this version does not know is shown as it is. A value `why` that is a code is
 * worded too, with the same values, and so is a `channel`. A detail behind a colon is left out when its value is missing.
 */
export function wordReason(code: string, values: ReasonValues = {}): Phrase {
  if (!isCode(code)) return code;
  const { why, ...others } = withChannel(values);
  if (why === undefined) return phrase(wordings[code], others);
  const inner = typeof why === "string" && isCode(why) ? phrase(wordings[why], others) : why;
  return phrase(wordings[code], { ...others, why: inner });
}

function withChannel(values: ReasonValues): ReasonValues {
  const channel = channels.find((known) => known === values.channel);
  return channel ? { ...values, channel: channelWords[channel] } : values;
}

/** The wording of every reason there is. */
export const reasonTexts: readonly string[] = Object.values(wordings);

function isCode(text: string): text is ReasonCode {
  return Object.hasOwn(wordings, text);
}
