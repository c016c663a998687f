/** What stands for the parts of a message that are not words; the assistant reads these too (assistant/types.ts). */
export const PLACEHOLDERS = {
  image: "[图片]",
  file: "[文件]",
  audio: "[语音]",
  video: "[视频]",
  sticker: "[动画表情]",
  location: "[位置]",
  forwarded: "[转发的聊天记录]",
  other: "[其他消息]",
} as const;
