import type { Attachment } from "../../domain/ticket/state.ts";

/** A message as the desk sees it, whatever the platform called its parts. */
export interface ArrivedMessage {
  readonly inboundId: string;
  readonly messageId: string;
  readonly chatId: string;
  readonly chatType: "p2p" | "group";
  readonly openId: string;
  readonly tenantKey: string | null;
  /** From another tenant: nothing can be looked up about him (feishu.md 5.1). */
  readonly external: boolean;
  /** Plain words, mentions of the bot taken out; placeholders such as [图片] stand for what is not text. */
  readonly text: string;
  /** Whether there are any words at all besides placeholders. */
  readonly hasWords: boolean;
  readonly attachments: readonly Attachment[];
  /** Message it replies to. */
  readonly parentId: string | null;
  /** UTC ms, by the platform. */
  readonly sentAt: number;
  readonly mentionsBot: boolean;
}
