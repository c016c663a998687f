import { describe, expect, it } from "vitest";
import { limitFromText, policyFromRow } from "../../../src/domain/limits/index.ts";

const FIRST = { version: 1, effectiveFrom: 0 };

const power = {
  code: "power",
  name: "供电",
  accept_work_hours: "1",
  first_contact: "1wh",
  due_working_days: "2",
  complex_working_days: "10",
  max_extension_working_days: "5",
  runs_24x7: "Y",
  extension_times: "1",
  extension_approver: "L03",
  urgent_accept_minutes: "15",
  confidential: "N",
};

describe("a row of the limits table (B.2, B.4)", () => {
  it("becomes a policy; a key firm is heard in half the time (002-20)", () => {
    expect(policyFromRow(power, { version: 3, effectiveFrom: 1_767_225_600_000 })).toEqual({
      ok: true,
      value: {
        category: "power",
        version: 3,
        effectiveFrom: 1_767_225_600_000,
        accept: { value: 60, unit: "working_minutes" },
        contact: { value: 60, unit: "working_minutes" },
        keyContact: { value: 30, unit: "working_minutes" },
        interim: null,
        resolve: { value: 2, unit: "working_days" },
        runs24x7: true,
        urgentAcceptMinutes: 15,
        complexWorkingDays: 10,
        maxExtensionWorkingDays: 5,
        extensionTimes: 1,
        extensionApproverId: "L03",
      },
    });
  });

  it("takes a key firm's own step and an interim reply where the table has them", () => {
    const row = policyFromRow({ ...power, key_first_contact: "10m", interim: "3wd" }, FIRST);
    expect(row).toMatchObject({
      ok: true,
      value: { keyContact: { value: 10, unit: "minutes" }, interim: { value: 3, unit: "working_days" } },
    });
  });

  it("rounds half a step up to its unit", () => {
    expect(policyFromRow({ ...power, first_contact: "15m" }, FIRST)).toMatchObject({
      value: { keyContact: { value: 8, unit: "minutes" } },
    });
    expect(policyFromRow({ ...power, first_contact: "1wd" }, FIRST)).toMatchObject({
      value: { keyContact: { value: 1, unit: "working_days" } },
    });
  });

  it("leaves out what the table leaves empty: no urgent limit, no complex limit, no extension, no approver", () => {
    const { code, accept_work_hours, first_contact, due_working_days } = power;
    const row = policyFromRow({ code, accept_work_hours, first_contact, due_working_days, runs_24x7: "N" }, FIRST);
    expect(row).toMatchObject({
      ok: true,
      value: {
        runs24x7: false,
        urgentAcceptMinutes: null,
        complexWorkingDays: null,
        maxExtensionWorkingDays: 0,
        extensionTimes: 0,
        extensionApproverId: null,
      },
    });
  });

  it("says everything that is wrong at once", () => {
    const row = {
      ...power,
      code: " ",
      accept_work_hours: "0",
      first_contact: "soon",
      due_working_days: "",
      runs_24x7: "yes",
    };
    expect(policyFromRow({ ...row, complex_working_days: "2.5" }, FIRST)).toEqual({
      ok: false,
      error: [
        { column: "code", value: "", code: "missing" },
        { column: "accept_work_hours", value: "0", code: "not_a_whole_number" },
        { column: "first_contact", value: "soon", code: "not_a_limit" },
        { column: "due_working_days", value: "", code: "missing" },
        { column: "runs_24x7", value: "yes", code: "not_yes_or_no" },
        { column: "complex_working_days", value: "2.5", code: "not_a_whole_number" },
      ],
    });
  });
});

describe("a limit as offices write it (B.2)", () => {
  it.each([
    ["4wh", 240, "working_minutes"],
    ["30wm", 30, "working_minutes"],
    ["15m", 15, "minutes"],
    ["24h", 1440, "minutes"],
    ["1wd", 1, "working_days"],
    ["30d", 30, "calendar_days"],
    [" 2wd ", 2, "working_days"],
  ])("%j", (text, value, unit) => {
    expect(limitFromText(text)).toEqual({ value, unit });
  });

  it.each(["", "0wh", "-1d", "1.5wd", "4", "4 wh", "4WH", "wh", "12345d", "toString"])("%j is none", (text) => {
    expect(limitFromText(text)).toBeNull();
  });
});
