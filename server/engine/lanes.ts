import type { Channel } from "#workflows/node.ts";

/** Messages of one channel that are with the senders at one time. */
export const CHANNEL_IN_FLIGHT_MAX: Record<Channel, number> = {
  email: 12,
  "web-push": 20,
  sms: 8,
  whatsapp: 8,
  // Handed to nobody: written, and kept until the person's browser asks.
  "in-app": 20,
  webhook: 20,
};
/** Messages to one host at one time: a slow receiver must not take every place. */
export const HOST_IN_FLIGHT_MAX = 8;

export interface Lane {
  channel: Channel;
  /** Null for the mail server. */
  host: string | null;
}

/** How busy each channel and host is in this process, and which hosts asked to be left alone for a while. */
export class Lanes {
  readonly #byChannel = new Map<Channel, number>();
  readonly #byHost = new Map<string, number>();
  readonly #pausedUntil = new Map<string, number>();

  /** How many more messages of a channel may go out now. */
  room(channel: Channel): number {
    return CHANNEL_IN_FLIGHT_MAX[channel] - (this.#byChannel.get(channel) ?? 0);
  }

  /** How many more messages may go to a host now. */
  roomAt(host: string | null): number {
    return host === null ? Number.POSITIVE_INFINITY : HOST_IN_FLIGHT_MAX - (this.#byHost.get(host) ?? 0);
  }

  isFull({ channel, host }: Lane): boolean {
    return this.room(channel) <= 0 || this.roomAt(host) <= 0;
  }

  /** Where a further message may go now: the channels with room, and the hosts without. */
  open(): { channels: Channel[]; notHosts: string[] } {
    const channels = (Object.keys(CHANNEL_IN_FLIGHT_MAX) as Channel[]).filter(
      (channel) => this.room(channel) > 0,
    );
    const full = [...this.#byHost].filter(([, count]) => count >= HOST_IN_FLIGHT_MAX);
    return { channels, notHosts: full.map(([host]) => host) };
  }

  take({ channel, host }: Lane): void {
    this.#byChannel.set(channel, (this.#byChannel.get(channel) ?? 0) + 1);
    if (host !== null) this.#byHost.set(host, (this.#byHost.get(host) ?? 0) + 1);
  }

  free({ channel, host }: Lane): void {
    this.#byChannel.set(channel, (this.#byChannel.get(channel) ?? 1) - 1);
    if (host === null) return;
    const left = (this.#byHost.get(host) ?? 1) - 1;
    if (left > 0) this.#byHost.set(host, left);
    else this.#byHost.delete(host);
  }

  /** The host answered that it wants no more before a moment. */
  pause(host: string, until: number): void {
    this.#pausedUntil.set(host, Math.max(this.#pausedUntil.get(host) ?? 0, until));
  }

  /** Until when a host wants to be left alone; null when it may be called. */
  pausedUntil(host: string | null, now: number): number | null {
    if (host === null) return null;
    const until = this.#pausedUntil.get(host);
    if (until === undefined) return null;
    if (until > now) return until;
    this.#pausedUntil.delete(host);
    return null;
  }
}
