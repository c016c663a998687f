import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import type { Platform } from "../core/platform.ts";
import type { Frame } from "./frame.ts";
import type { PushOutcome } from "./push.ts";
import type { LongConnections } from "./receivers.ts";
import { decodeFrame, encodeFrame } from "./frame.ts";

/** Connections one app may hold (feishu.md 5.3). */
const CONNECTIONS_MAX = 50;
/** Bytes of a payload above which it comes in several frames. */
const PIECE = 64 * 1024;
const SERVICE_ID = 33_554_678;
/** Real ms after which a client that sends no ping counts as ready all the same. */
const READY_MS = 500;
const CONTROL = 0;
const DATA = 1;

/** What `POST /callback/ws/endpoint` tells the client; waits in seconds. */
const CLIENT_CONFIG = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 };

export interface LongConnectionOptions {
  /** Seconds; tests that break connections make them short. */
  reconnectInterval?: number;
  reconnectNonce?: number;
  pingInterval?: number;
}

interface Waiting {
  socket: WebSocket;
  resolve: (outcome: PushOutcome) => void;
}

/** WebSocket side of the platform: the official client connects, gets pushes as protobuf frames, and answers in them. */
export class LongConnectionHub implements LongConnections {
  readonly #platform: Platform;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets = new Map<string, Set<WebSocket>>();
  readonly #tickets = new Map<string, string>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #config: typeof CLIENT_CONFIG;
  #onConnected = (): void => {};

  constructor(platform: Platform, options: LongConnectionOptions = {}) {
    this.#platform = platform;
    this.#config = {
      ...CLIENT_CONFIG,
      PingInterval: options.pingInterval ?? CLIENT_CONFIG.PingInterval,
      ReconnectInterval: options.reconnectInterval ?? CLIENT_CONFIG.ReconnectInterval,
      ReconnectNonce: options.reconnectNonce ?? CLIENT_CONFIG.ReconnectNonce,
    };
  }

  /** Number of connections of an app that are ready for pushes. */
  connected(appId: string): number {
    return this.#sockets.get(appId)?.size ?? 0;
  }

  /** Takes over the WebSocket upgrades of the server. */
  attach(server: Server, onConnected: () => void): void {
    this.#onConnected = onConnected;
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Answer of `POST /callback/ws/endpoint`; `host` is where the client reached us. */
  endpoint(body: unknown, host: string): Record<string, unknown> {
    const { AppID: appId, AppSecret: secret } = (body ?? {}) as { AppID?: unknown; AppSecret?: unknown };
    const app = this.#platform.apps.find((one) => one.appId === appId);
    if (app === undefined || app.appSecret !== secret) {
      return { code: 1_000_040_345, msg: "app_id or app_secret is invalid", data: {} };
    }
    if (this.connected(app.appId) >= CONNECTIONS_MAX) {
      return { code: 1_000_040_350, msg: "the number of connections exceeded the limit", data: {} };
    }
    const ticket = this.#platform.ids.next("", 32);
    this.#tickets.set(ticket, app.appId);
    const query = `fpid=493&aid=552564&device_id=${this.#platform.ids.number()}&access_key=local&service_id=${SERVICE_ID}&ticket=${ticket}`;
    return { code: 0, msg: "success", data: { URL: `ws://${host}/ws/v2?${query}`, ClientConfig: this.#config } };
  }

  /** One random connection of the app gets the push (feishu.md 5.3); null when there is none. */
  push(appId: string, _kind: "event" | "card", payload: Record<string, unknown>): Promise<PushOutcome> | null {
    const sockets = [...(this.#sockets.get(appId) ?? [])];
    const socket = sockets[Math.floor(this.#platform.random() * sockets.length)];
    if (socket === undefined) return null;
    const messageId = this.#platform.ids.next("", 32);
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish({ kind: "timeout" }), this.#platform.settings.answerTimeoutMs);
      const finish = (outcome: PushOutcome): void => {
        clearTimeout(timer);
        this.#waiting.delete(messageId);
        resolve(outcome);
      };
      this.#waiting.set(messageId, { socket, resolve: finish });
      this.#send(socket, messageId, Buffer.from(JSON.stringify(payload)));
    });
  }

  /** Cuts all connections of an app, as a bad network does. */
  cut(appId: string): void {
    for (const socket of this.#sockets.get(appId) ?? []) {
      this.#sockets.get(appId)?.delete(socket);
      socket.terminate();
    }
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", "http://local");
    const ticket = url.searchParams.get("ticket") ?? "";
    const appId = this.#tickets.get(ticket);
    // A ticket opens one connection; a stale one is refused in the handshake.
    this.#tickets.delete(ticket);
    if (url.pathname !== "/ws/v2" || appId === undefined) {
      socket.end("HTTP/1.1 403 Forbidden\r\nHandshake-Status: 514\r\nHandshake-Msg: auth failed\r\n\r\n");
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#connected(appId, connection));
  }

  #connected(appId: string, socket: WebSocket): void {
    const sockets = this.#sockets.get(appId) ?? new Set();
    this.#sockets.set(appId, sockets);
    // The official client listens a moment after its connection is open and loses what comes before; its first ping
    // shows that it is there.
    const ready = (): void => {
      clearTimeout(timer);
      if (socket.readyState !== socket.OPEN || sockets.has(socket)) return;
      sockets.add(socket);
      this.#onConnected();
    };
    const timer = setTimeout(ready, READY_MS);
    socket.once("message", ready);
    socket.on("message", (data: Buffer) => this.#receive(socket, data));
    socket.on("error", (error) => this.#platform.log(`long connection: ${error.message}`));
    socket.on("close", () => {
      clearTimeout(timer);
      sockets.delete(socket);
      for (const waiting of this.#waiting.values()) {
        if (waiting.socket === socket) waiting.resolve({ kind: "refused", error: "the connection was closed" });
      }
    });
  }

  #send(socket: WebSocket, messageId: string, payload: Buffer): void {
    const sum = Math.max(1, Math.ceil(payload.length / PIECE));
    for (let seq = 0; seq < sum; seq += 1) {
      const frame: Frame = {
        seqId: this.#platform.ids.number(),
        logId: this.#platform.ids.number(),
        service: SERVICE_ID,
        method: DATA,
        headers: {
          // Card callbacks come as "event", too: the official client drops every other type.
          type: "event",
          message_id: messageId,
          sum: String(sum),
          seq: String(seq),
          trace_id: messageId,
        },
        payload: payload.subarray(seq * PIECE, (seq + 1) * PIECE),
      };
      socket.send(encodeFrame(frame));
    }
  }

  #receive(socket: WebSocket, data: Buffer): void {
    let frame: Frame;
    try {
      frame = decodeFrame(data);
    } catch (error) {
      this.#platform.log(`long connection: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (frame.method === CONTROL && frame.headers["type"] === "ping") {
      const payload = Buffer.from(JSON.stringify(this.#config));
      socket.send(encodeFrame({ ...frame, headers: { type: "pong" }, payload }));
      return;
    }
    this.#waiting.get(frame.headers["message_id"] ?? "")?.resolve(answerOf(frame));
  }
}

/** The client answers `{"code":200,"data":<base64 of the JSON>}`. */
const answerOf = (frame: Frame): PushOutcome => {
  try {
    const answer = JSON.parse(Buffer.from(frame.payload).toString("utf8")) as { code?: number; data?: string };
    const body = answer.data === undefined ? "" : Buffer.from(answer.data, "base64").toString("utf8");
    return { kind: "answered", status: answer.code ?? 500, body };
  } catch {
    return { kind: "answered", status: 500, body: "" };
  }
};
