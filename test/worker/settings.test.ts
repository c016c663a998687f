import { expect, test } from "vitest";
import { readSettings } from "../../src/worker/settings.ts";

const COMPLETE = {
  FEISHU_APP_ID: "cli_x",
  FEISHU_APP_SECRET: "s",
  FEISHU_ENCRYPT_KEY: "k",
  FEISHU_VERIFICATION_TOKEN: "t",
  DATABASE_URL: "libsql://office.example",
};

test.each(Object.keys(COMPLETE))("without %s it is the one that is named", (name) => {
  const { [name as keyof typeof COMPLETE]: _, ...rest } = COMPLETE;
  for (const env of [rest, { ...rest, [name]: "" }, { ...rest, [name]: "  " }, { ...rest, [name]: 7 }])
    expect(readSettings(env)).toMatchObject({ ok: false, error: { missing: [name] } });
});

test("a complete environment is used as it is", () => {
  expect(readSettings({ ...COMPLETE, DATABASE_AUTH_TOKEN: "a" })).toMatchObject({
    ok: true,
    value: { databaseUrl: "libsql://office.example", databaseAuthToken: "a", localClockUrl: null },
  });
});

test.each([
  [{ DATABASE_URL: "file:data/qifu.db" }, /no files/],
  [{ DATABASE_URL: "https://" }, /DATABASE_URL/],
  [{ FEISHU_INBOUND: "long-connection" }, /webhook/],
  [{ FEISHU_BASE_URL: "open.feishu.cn" }, /FEISHU_BASE_URL/],
  // The local clock opens the control routes: never beside the real platform, never from another machine.
  [{ QIFU_LOCAL_CLOCK_URL: "http://127.0.0.1:3001/clock" }, /local Feishu/],
  [{ QIFU_LOCAL_CLOCK_URL: "http://10.0.0.5/clock", FEISHU_BASE_URL: "http://127.0.0.1:3001" }, /local Feishu/],
])("what a Worker cannot do is refused with a sentence: %o", (change, sentence) => {
  const settings = readSettings({ ...COMPLETE, ...change });
  expect(settings).toMatchObject({ ok: false, error: { missing: [] } });
  expect(settings.ok ? "" : settings.error.sentence).toMatch(sentence);
});
