import type { FeishuConfig } from "../config.ts";

/** The app of the local Feishu. No secrets: both sides run on this machine and listen on the loopback address only. */
export const LOCAL_APP = {
  appId: "cli_a1b2c3d4e5f60718",
  appSecret: "local-app-secret",
  encryptKey: "local-encrypt-key",
  verificationToken: "local-verification-token",
  botName: "企服助手",
  botOpenId: "ou_local_bot",
} as const;

export const localFeishu = (baseUrl: string): FeishuConfig => ({
  appId: LOCAL_APP.appId,
  appSecret: LOCAL_APP.appSecret,
  encryptKey: LOCAL_APP.encryptKey,
  verificationToken: LOCAL_APP.verificationToken,
  baseUrl,
  inbound: "webhook",
});
