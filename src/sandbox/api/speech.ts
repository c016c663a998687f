import * as z from "zod";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";

/** 60 s of PCM, 16 kHz, 16 bit, one channel. */
const PCM_MAX = 60 * 16_000 * 2;

const request = z.looseObject({
  speech: z.looseObject({ speech: z.base64().min(1) }),
  config: z.looseObject({
    file_id: z.string().regex(/^[A-Za-z0-9_]{16}$/),
    format: z.literal("pcm"),
    engine_type: z.literal("16k_auto"),
  }),
});

/** Speech to text: the sandbox cannot hear; it answers what the sound itself says when it is text, else a stand-in. */
export const speechEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/speech_to_text/v1/speech/file_recognize",
    family: "speech",
    scopes: ["speech_to_text:speech"],
    handle: ({ body }) => {
      const parsed = request.safeParse(body);
      if (!parsed.success) throw refused(1040101);
      const sound = Buffer.from(parsed.data.speech.speech, "base64");
      if (sound.length > PCM_MAX) throw refused(1040102);
      const said = sound.toString("utf8");
      const readable = !said.includes("\uFFFD") && !/\p{Cc}/u.test(said.trim());
      return { data: { recognition_text: readable ? said.trim() : "（语音内容）" } };
    },
  }),
];
