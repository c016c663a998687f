/** The official SDK's own HTTP adapter with a handler that stores nothing: the fastest the usual way can be. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EventDispatcher, LoggerLevel, adaptDefault } from "@larksuiteoapi/node-sdk";
import { LOCAL_APP } from "../../src/local/app.ts";

const { encryptKey, verificationToken } = LOCAL_APP;
const dispatcher = new EventDispatcher({ encryptKey, verificationToken, loggerLevel: LoggerLevel.error }).register({
  "im.message.receive_v1": () => ({}),
});
const handle = adaptDefault("/feishu/events", dispatcher);
const server = createServer((request, response) => void handle(request, response));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("SIGTERM", () => process.exit(0));
