import { describe, expect, test } from "vitest";
import { decodeAction, encodeActionName } from "../../../src/feishu/actions/codec.ts";
import { FIELDS } from "../../../src/feishu/actions/fields.ts";
import { isFormName, parseForm } from "../../../src/feishu/actions/forms.ts";
import { FORM_ACTIONS } from "../../../src/desk/views/ticket-actions.ts";
import { texts } from "../../../src/texts/index.ts";

test("every action that asks something first has a form", () => {
  for (const action of FORM_ACTIONS) expect(isFormName(action)).toBe(true);
});

test("no two fields of any two forms share a name", () => {
  const names = Object.values(FIELDS).flatMap((fields) => Object.values(fields));
  expect(new Set(names).size).toBe(names.length);
});

describe("a sent form", () => {
  test.each([
    ["absent", {}],
    ["empty", { resolve_text: "", resolve_benefit: "" }],
    ["blank", { resolve_text: " \n\t", resolve_benefit: " " }],
    ["no form at all", null],
    ["a list instead of text", { resolve_text: ["x"] }],
  ])("%s means that nothing was filled in", (_, value) => {
    expect(parseForm("resolve", value)).toEqual({ ok: false, error: [{ field: "resolve_text", problem: "missing" }] });
  });

  test("more keys than expected do no harm", () => {
    expect(parseForm("progress", { progress_text: " 到现场了 ", progress_visible: "no", other: 1 })).toEqual({
      ok: true,
      value: { text: "到现场了", visible: false },
    });
  });

  test("progress is for the enterprise unless said otherwise", () => {
    expect(parseForm("progress", { progress_text: "x" })).toEqual({ ok: true, value: { text: "x", visible: true } });
  });

  test("materials are one a line", () => {
    expect(parseForm("materials", { materials_list: "营业执照\r\n\n 身份证 \n" })).toEqual({
      ok: true,
      value: { materials: ["营业执照", "身份证"], reason: "" },
    });
  });

  test.each([
    ["36000", 36_000],
    ["3.6万", 36_000],
    ["3.33万元", 33_300],
    ["３６，０００", 36_000],
    ["¥36,000.50", 36_000.5],
    ["0", 0],
    ["", null],
  ])("an amount of %j is %s yuan", (typed, yuan) => {
    expect(parseForm("resolve", { resolve_text: "好了", resolve_benefit: typed })).toEqual({
      ok: true,
      value: { text: "好了", benefitYuan: yuan },
    });
  });

  test.each(["-5", "很多", "1e9", "3.6.1", "Infinity", "0x10"])("an amount of %j is refused", (typed) => {
    expect(parseForm("resolve", { resolve_text: "好了", resolve_benefit: typed })).toEqual({
      ok: false,
      error: [{ field: "resolve_benefit", problem: "bad_amount" }],
    });
  });

  test.each(["140 0000 1001", "+86 140-0000-1001", "１４０００００１００１", "(140)00001001", "86 14000001001"])(
    "%j is a phone",
    (typed) => {
      const form = { identify_name: "苗德润", identify_enterprise: "禾穗食品", identify_phone: typed };
      expect(parseForm("identify", form)).toMatchObject({ ok: true, value: { phone: "14000001001" } });
    },
  );

  test("everything that is wrong is told at once", () => {
    expect(parseForm("identify", { identify_phone: "不告诉你" })).toEqual({
      ok: false,
      error: [
        { field: "identify_name", problem: "missing" },
        { field: "identify_enterprise", problem: "missing" },
        { field: "identify_phone", problem: "bad_phone" },
      ],
    });
  });

  test("a person outweighs a unit, and one of the two is needed", () => {
    expect(parseForm("hand_over", { hand_person: "C28", hand_unit: "D11" })).toEqual({
      ok: true,
      value: { personId: "C28", unitId: null, reason: "" },
    });
    expect(parseForm("hand_over", {})).toEqual({ ok: false, error: [{ field: "hand_person", problem: "choose" }] });
  });

  test("a refusal brings the proper way of its kind, or the one written", () => {
    expect(parseForm("refuse", { refuse_kind: "petition" })).toEqual({
      ok: true,
      value: { reason: "信访事项", properWay: texts.forms.refuseKinds.petition.way },
    });
    expect(parseForm("refuse", { refuse_kind: "other", refuse_reason: "私人借款" })).toEqual({
      ok: false,
      error: [{ field: "refuse_way", problem: "missing" }],
    });
    expect(parseForm("refuse", { refuse_kind: "__proto__" }).ok).toBe(false);
  });

  test("reasons of a bad mark are words of the catalogue, whatever was sent", () => {
    expect(parseForm("rate", { rate_reasons: ["slow", "constructor", 7], rate_comment: "急" })).toEqual({
      ok: true,
      value: { reasons: ["办得太慢"], comment: "急", forced: false },
    });
    expect(parseForm("rate", {})).toEqual({ ok: true, value: { reasons: [], comment: "", forced: false } });
    // Among the reasons it would be read by the very person who asked for the mark (domain.md B.8).
    expect(parseForm("rate", { rate_reasons: ["forced", "slow"] })).toEqual({
      ok: true,
      value: { reasons: ["办得太慢"], comment: "", forced: true },
    });
  });

  test("each problem is a sentence with the field's name", () => {
    const long = parseForm("resolve", { resolve_text: "长".repeat(1001) });
    expect(long).toEqual({ ok: false, error: [{ field: "resolve_text", problem: "too_long", max: 1000 }] });
    expect(long.ok ? "" : texts.forms.problem(long.error[0]!)).toBe("「办理结果」太长了，请缩到1000字以内");
  });
});

test("a submit button without a value is understood by its name", () => {
  const action = { k: "submit", a: "rate", t: "019ab2f0-7c11-7d00-9a51-0242ac120002", v: 12, level: 1 } as const;
  const name = encodeActionName(action);
  expect(name.length).toBeLessThanOrEqual(100);
  expect(decodeAction({ name })).toEqual(action);
  expect(decodeAction({ value: undefined, name: "q:{broken" })).toBeNull();
  expect(decodeAction({ value: { k: "press", a: "explode", t: "x", v: 1 }, name: null })).toBeNull();
});

test("yesterday's form is understood today", () => {
  expect(decodeAction({ value: { k: "show", what: "tasks" } })).toEqual({ k: "show", what: "tasks" });
  expect(decodeAction({ value: { k: "identify", later: true } })).toEqual({ k: "identify" });
});
