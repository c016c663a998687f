import { connect } from "node:net";
import type { Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * One keep-alive HTTP connection with one request at a time. Over bare sockets, because a full client would cost more than
 * the servers it measures and so hide the difference between them.
 */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #answer: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("the connection was closed")));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new Connection(socket));
      });
    });
  }

  /** @returns the status of the answer, once all of it has come. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#received.toString("latin1", 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#fail(new Error(`an answer without a length:\n${head}`));
    if (this.#received.length < end + HEAD_END.length + Number(length)) return;
    this.#received = Buffer.alloc(0);
    const answer = this.#answer;
    this.#answer = null;
    answer?.resolve(Number(head.slice(9, 12)));
  }

  #fail(error: Error): void {
    const answer = this.#answer;
    this.#answer = null;
    answer?.reject(error);
    this.#socket.destroy();
  }
}
