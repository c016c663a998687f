import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SandboxGalleryEntry, SandboxState } from "../../protocol.ts";
import { Card } from "../cards/Card.tsx";
import { cardText } from "../cards/find.ts";
import type { CardHost } from "../cards/scope.ts";
import { api, fileUrl } from "../state/api.ts";
import { store } from "../state/app.ts";
import { nameOf } from "../state/model.ts";
import { ImageViewer } from "../ui/ImageViewer.tsx";
import { showImage } from "../chat/Content.tsx";

/** Every card the product can send, at phone width, light beside dark, with what the validator says. */
export function Gallery(): JSX.Element {
  const [entries, setEntries] = useState<SandboxGalleryEntry[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [words, setWords] = useState("");
  const [onlyFailing, setOnlyFailing] = useState(false);
  useEffect(() => {
    const load = async () => {
      const town: SandboxState = await api.state();
      store.set((state) => ({ ...state, town }));
      setEntries((await api.gallery()).entries);
    };
    load().catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  }, []);

  const failing = (entries ?? []).filter(isFailing).length;
  const shown = (entries ?? []).filter((entry) => (!onlyFailing || isFailing(entry)) && matches(entry, words.trim()));
  const groups = Map.groupBy(shown, (entry) => entry.group);
  return (
    <div class="gallery">
      <header class="gallery-bar">
        <h1>卡片样张</h1>
        <p role="status">
          {failure ??
            (entries === null ? "读取中…" : `共${entries.length}张${failing > 0 ? `，${failing}张没通过检查` : ""}`)}
        </p>
        <input
          class="field gallery-search"
          type="search"
          aria-label="找样张"
          placeholder="按名称或卡片上的字找"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        {failing > 0 && (
          <button type="button" class="tool" aria-pressed={onlyFailing} onClick={() => setOnlyFailing(!onlyFailing)}>
            只看没通过的
          </button>
        )}
        <a class="tool" href="/">
          回到聊天
        </a>
      </header>
      <nav class="gallery-nav" aria-label="分组">
        {[...groups].map(([group, cards]) => (
          <a key={group} href={`#${encodeURIComponent(group)}`}>
            {group} <small>{cards.length}</small>
          </a>
        ))}
      </nav>
      <main class="gallery-main">
        {[...groups].map(([group, cards]) => (
          <section key={group} id={encodeURIComponent(group)} aria-label={group}>
            <h2>{group}</h2>
            {cards.map((entry) => (
              <Specimen key={entry.title} entry={entry} />
            ))}
          </section>
        ))}
      </main>
      <ImageViewer />
    </div>
  );
}

function isFailing(entry: SandboxGalleryEntry): boolean {
  return (entry.problems?.length ?? 0) > 0;
}

function matches(entry: SandboxGalleryEntry, words: string): boolean {
  return words === "" || `${entry.group} ${entry.title} ${cardText(entry.card)}`.includes(words);
}

const host: CardHost = {
  nameOf: (id) => nameOf(store.get(), id),
  members: [],
  fileUrl,
  send: () => Promise.resolve(null),
  onImage: showImage,
};

function Specimen({ entry }: { entry: SandboxGalleryEntry }): JSX.Element {
  const people = store.get().town?.people ?? [];
  const withPeople = { ...host, members: people.slice(0, 12) };
  return (
    <article class="specimen" aria-label={entry.title}>
      <h3>
        {entry.title}
        {entry.problems && (
          <span class={`text-tag tint-${entry.problems.length === 0 ? "green" : "red"}`}>
            {entry.problems.length === 0 ? "通过" : "没通过"}
          </span>
        )}
      </h3>
      {entry.problems?.map((problem) => (
        <p key={problem} class="card-error">
          {problem}
        </p>
      ))}
      <div class="specimen-pair">
        {(["light", "dark"] as const).map((theme) => (
          <div key={theme} class="specimen-phone" data-theme={theme}>
            <Card card={entry.card} host={withPeople} />
          </div>
        ))}
      </div>
    </article>
  );
}
