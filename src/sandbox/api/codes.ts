/** Error codes the local Feishu answers with, and the platform's words for them (feishu.md 3.1–3.9). */
export const CODES = {
  9499: "Bad Request",
  10003: "invalid param",
  10014: "app id not exists",
  10015: "app secret invalid",
  11233: "the chat receives too many messages",
  18053: "the chat does not support ephemeral cards",
  18054: "the user is not in the chat",
  11310: "card action is lock",
  11311: "card content is invalid",
  40001: "param error",
  41012: "user id invalid",
  41050: "no user authority error",
  43007: "department not found",
  100030: "card is not json",
  100000: "card is too large after conversion",
  200000: "message has been recalled",
  200310: "the card belongs to another app",
  200320: "open_ids are invalid",
  200740: "card entity does not exist",
  200750: "card entity has expired",
  200770: "uuid conflict",
  200810: "card is waiting for the answer to an interaction",
  200850: "card streaming timeout",
  200860: "card content exceeds limit",
  230001: "Your request contains an invalid request parameter",
  230002: "The bot can not be outside the group.",
  230006: "Bot ability is not activated.",
  230009: "The time limit of this operation has passed.",
  230011: "The message was recalled.",
  230012: "The bot is NOT the sender of the message.",
  230013: "Bot has NO availability to this user.",
  230015: "P2P chat can NOT be shared.",
  230017: "Bot is NOT the owner of the resource.",
  230018: "The operation is NOT allowed by group settings.",
  230019: "The thread does NOT exist.",
  230020: "This operation triggers the frequency limit.",
  230023: "The user has too many unread urgent messages.",
  230025: "The length of the message content reaches its limit.",
  230026: "No permission to recall this message.",
  230027: "Lack of necessary permissions.",
  230029: "User has resigned.",
  230031: "The message is older than 14 days and can NOT be updated.",
  230034: "The receive_id is invalid.",
  230047: "Pin operation triggers the frequency limit.",
  230050: "The message is invisible to the operator.",
  230052: "The group settings do not allow urgent messages.",
  230054: "This operation is not supported for this message type.",
  230055: "The type of file upload does not match the type of message being sent.",
  230099: "Failed to create card content",
  230110: "The message has been deleted.",
  231003: "The reaction does not exist or is not yours.",
  231001: "reaction type is invalid.",
  232001: "Your request contains an invalid request parameter.",
  232006: "Your request specifies a chat_id which is invalid.",
  232009: "Your request specifies a chat which has already been dissolved.",
  232011: "Operator can NOT be out of the chat.",
  232013: "The chat has reached its limit of members.",
  232017: "Operator is NOT the owner or a manager of the chat.",
  232019: "The request triggers the frequency limit of this chat.",
  232024: "Users do not have the visibility of the app, or the operator does not have the visibility of the users.",
  232025: "Bot ability is not activated.",
  232028: "Can NOT add external users into an internal chat.",
  232033: "The operator has no authority to manage external chats.",
  232043: "Your request contains unavailable ids.",
  234001: "Invalid request param.",
  234003: "File not in msg.",
  234004: "App not in chat.",
  234006: "The file size exceed the max value.",
  234007: "App does not enable bot feature.",
  234008: "App is not the resource sender.",
  234009: "Not supported in external groups.",
  234010: "File's size can't be 0.",
  234011: "Can't recognize the image format.",
  234037: "The file is larger than 100 MB.",
  234039: "The resolution of the image exceeds the limit.",
  234040: "The message is invisible.",
  234043: "Unsupported message type.",
  300020: "token is malformed",
  300030: "token has expired",
  300040: "token has been used up",
  300090: "open_ids are required",
  300301: "duplicate element_id",
  300302: "update_multi must be true",
  300303: "schema is not 2.0",
  300305: "too many elements",
  300307: "card is empty",
  300309: "streaming mode is closed",
  300310: "the element has no text to stream",
  300311: "the card belongs to another app",
  300312: "the tag of an element can not be changed",
  300313: "the element does not exist",
  300314: "the operation failed",
  300317: "sequence is not larger than the last one",
  1040101: "invalid parameter",
  1040102: "speech recognition failed",
  1254037: "client token invalid",
  1254040: "BaseTokenNotFound",
  1254041: "TableIdNotFound",
  1254043: "RecordIdNotFound",
  1254103: "RecordExceedLimit",
  1470400: "invalid request parameters",
  1470404: "resource not found",
  99991201: "page not found",
  99991400: "request trigger frequency limit",
  99991403: "monthly api call quota exceeded",
  99991661: "Missing access token for authorization. Please make a request with token attached.",
  99991663: "Invalid access token for authorization. Please make a request with token attached.",
  99991664: "Invalid app token",
  99991668: "Invalid access token for authorization. Please make a request with token attached.",
  99991671: "Invalid access token for authorization. Token must start with t- or u-.",
  99991672: "Access denied. One of the following scopes is required",
  99992351: "The open_id is not exist",
  99992354: "The message id is not exist",
  99992356: "The chat id is not exist",
  99992360: "The user_id is not exist or cross tenant",
  99992361: "open_id cross app",
  99992364: "The union_id is not exist or cross tenant",
  99992402: "field validation failed",
} as const;

export type Code = keyof typeof CODES;

/** Codes whose HTTP status does not follow their API family. */
export const CODE_STATUS: Partial<Record<Code, number>> = {
  9499: 400,
  99991201: 404,
  99991400: 429,
  99991403: 429,
  99991661: 400,
  99991663: 400,
  99991664: 400,
  99991668: 400,
  99991671: 400,
  99991672: 400,
  99992402: 400,
};

/**
 * The platform refuses a call. Thrown anywhere below an endpoint and turned into the error envelope in one place
 * (router.ts), as Hono does with its HTTPException.
 */
export class Refused extends Error {
  readonly code: Code;
  readonly headers: Record<string, string>;
  /** More keys of the `error` object, e.g. `field_violations`. */
  readonly detail: Record<string, unknown>;

  constructor(
    code: Code,
    text: string,
    more: { headers?: Record<string, string>; detail?: Record<string, unknown> } = {},
  ) {
    super(text);
    this.code = code;
    this.headers = more.headers ?? {};
    this.detail = more.detail ?? {};
  }
}

/** `ext` is appended as the platform does: `<words>, ext=<what>`. */
export const refused = (code: Code, ext?: string): Refused =>
  new Refused(code, ext === undefined ? CODES[code] : `${CODES[code].replace(/\.$/, "")}, ext=${ext}`);

/** 99992402 with the field named, for requests that lack or misuse a documented field. */
export const invalidField = (field: string, description: string): Refused =>
  new Refused(99992402, CODES[99992402], { detail: { field_violations: [{ field, description }] } });
