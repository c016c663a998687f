import type { JSX } from "preact";
import type { SandboxFaults } from "../../protocol.ts";
import { api } from "../state/api.ts";
import { store } from "../state/app.ts";
import { useStore } from "../state/store.ts";
import { attempt } from "../state/toast.ts";
import { Picker } from "../ui/Picker.tsx";

interface Switch {
  key: keyof SandboxFaults;
  name: string;
  hint: string;
  choices: [value: number, text: string][];
}

/** From 1 on a value counts occasions down; below it is a probability (protocol.ts). */
const OFTEN: Switch["choices"] = [
  [0, "关"],
  [1, "下1次"],
  [3, "下3次"],
  [10, "下10次"],
  [0.5, "一半"],
  [0.99, "几乎每次"],
];

const GROUPS: { title: string; switches: Switch[] }[] = [
  {
    title: "投递给机器人",
    switches: [
      { key: "duplicateSameEvent", name: "重复：同一事件号", hint: "event_id 不变，再投一次", choices: OFTEN },
      { key: "duplicateNewEvent", name: "重复：换事件号", hint: "event_id 变，message_id 不变", choices: OFTEN },
      { key: "duplicateNewMessage", name: "重复：换消息号", hint: "message_id 变，时间和内容不变", choices: OFTEN },
      { key: "reorder", name: "乱序", hint: "后发的先到", choices: OFTEN },
      { key: "dropAnswer", name: "丢掉应答", hint: "机器人答了200，平台没收到，会重投", choices: OFTEN },
      { key: "connectionRefused", name: "连不上机器人", hint: "按15秒、5分、1时、6时重投", choices: OFTEN },
      {
        key: "delayMs",
        name: "迟到",
        hint: "每次投递前等多久",
        choices: [
          [0, "关"],
          [1000, "1秒"],
          [5000, "5秒"],
          [30_000, "30秒"],
        ],
      },
      {
        key: "retryTimeScale",
        name: "重投快进",
        hint: "重投等待除以几",
        choices: [
          [1, "原样"],
          [10, "10倍"],
          [60, "60倍"],
          [1000, "1000倍"],
        ],
      },
    ],
  },
  {
    title: "机器人调接口",
    switches: [
      { key: "apiServerError", name: "服务器出错", hint: "HTTP 5xx", choices: OFTEN },
      { key: "apiRateLimited", name: "应用限频", hint: "429 · 99991400", choices: OFTEN },
      { key: "apiChatLimited", name: "会话限频", hint: "230020", choices: OFTEN },
      { key: "apiTableLimited", name: "多维表格限频", hint: "1254290", choices: OFTEN },
      { key: "apiTableConflict", name: "多维表格写冲突", hint: "1254291", choices: OFTEN },
      { key: "apiTokenExpired", name: "令牌失效", hint: "99991663", choices: OFTEN },
      { key: "apiTimeoutAfterSuccess", name: "成功后超时", hint: "其实办成了，机器人不知道", choices: OFTEN },
    ],
  },
];

/** The switches that make the platform as bad as it sometimes is. */
export function FaultsPanel(): JSX.Element {
  const faults = useStore(store, (state) => state.faults);
  if (!faults) return <p class="wire-none">读取中…</p>;
  const set = (change: Partial<SandboxFaults>) => {
    store.set((state) => ({ ...state, faults: state.faults && { ...state.faults, ...change } }));
    void attempt(null, () => api.faults(change));
  };
  const off = Object.fromEntries(
    GROUPS.flatMap((group) => group.switches.map((one) => [one.key, one.key === "retryTimeScale" ? 1 : 0])),
  );
  return (
    <div class="faults" tabIndex={0} role="group" aria-label="故障开关">
      {GROUPS.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3>{group.title}</h3>
          {group.switches.map((one) => (
            <div key={one.key} class={isOn(one.key, faults[one.key]) ? "fault fault-on" : "fault"}>
              <span class="fault-words">
                {one.name}
                <small>{one.hint}</small>
              </span>
              <Picker
                label={one.name}
                options={choices(one, faults[one.key])}
                selected={[String(faults[one.key])]}
                onChange={([value]) => set({ [one.key]: Number(value) })}
              />
            </div>
          ))}
        </section>
      ))}
      <button type="button" class="button button-default button-medium" onClick={() => set(off)}>
        全部恢复正常
      </button>
    </div>
  );
}

function isOn(key: keyof SandboxFaults, value: number): boolean {
  return key === "retryTimeScale" ? value !== 1 : value !== 0;
}

/** A value that somebody set elsewhere is shown as it is. */
function choices(one: Switch, value: number): { value: string; text: string }[] {
  const known = one.choices.map(([choice, text]) => ({ value: String(choice), text }));
  if (one.choices.some(([choice]) => choice === value)) return known;
  return [...known, { value: String(value), text: value < 1 ? `${Math.round(value * 100)}%` : `还剩${value}次` }];
}
