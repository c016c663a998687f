import { endpoint } from "./endpoint.ts";

export const botEndpoints = [
  endpoint({
    method: "GET",
    path: "/open-apis/bot/v3/info",
    family: "legacy",
    scopes: [],
    handle: ({ app }) => ({
      // The one answer whose payload is neither `data` nor top-level fields.
      top: {
        bot: {
          activate_status: 2,
          app_name: app.botName,
          avatar_url: "",
          ip_white_list: [],
          open_id: app.botOpenId,
        },
      },
    }),
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/event/v1/outbound_ip",
    family: "im",
    scopes: ["event:ip_list"],
    handle: () => ({ data: { ip_list: ["127.0.0.1"], has_more: false, page_token: "" } }),
  }),
];
