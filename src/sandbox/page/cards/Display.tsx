import type { CSSProperties, JSX } from "preact";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/icons.tsx";
import { bool, list, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { useCard } from "./scope.ts";

export function Hr(): JSX.Element {
  return <hr />;
}

const IMAGE_SIZES: Record<string, string> = {
  tiny: "16px 16px",
  small: "80px 80px",
  medium: "100px 100px",
  large: "160px 160px",
};

/** Fixed sizes crop; `stretch` and none take the card's width with the picture's own ratio. */
function imageStyle(node: Json): CSSProperties {
  const size = IMAGE_SIZES[str(node, "size")] ?? str(node, "size");
  const match = /^(\d+)px\s+(\d+)px$/u.exec(size);
  const fit = str(node, "scale_type") === "fit_horizontal" ? "contain" : "cover";
  const radius = /^\d+(px|%)$/u.test(str(node, "corner_radius")) ? str(node, "corner_radius") : undefined;
  return {
    objectFit: fit,
    objectPosition: str(node, "scale_type") === "crop_top" ? "top" : "center",
    borderRadius: radius,
    ...(match ? { width: `${match[1]}px`, height: `${match[2]}px` } : {}),
  };
}

export function Img({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const alt = textOf(node["alt"]);
  const url = card.fileUrl(str(node, "img_key"));
  const title = textOf(node["title"]);
  const picture = <img class="card-image" src={url} alt={alt} style={imageStyle(node)} loading="lazy" />;
  return (
    <figure class="figure">
      {bool(node, "preview", true) ? (
        <button
          type="button"
          class="bare"
          aria-label={`看大图${alt ? `：${alt}` : ""}`}
          onClick={() => card.onImage(url, alt)}
        >
          {picture}
        </button>
      ) : (
        picture
      )}
      {title !== "" && <figcaption>{title}</figcaption>}
    </figure>
  );
}

const COMBINATIONS: Record<string, number> = { double: 2, triple: 2, bisect: 2, trisect: 3 };

export function ImgCombination({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const mode = str(node, "combination_mode", "double");
  const columns = COMBINATIONS[mode] ?? 2;
  return (
    <div class={`combination combination-${mode}`} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {list(node, "img_list").map((image, index) => {
        const url = card.fileUrl(str(image, "img_key"));
        return (
          <button
            key={index}
            type="button"
            class="bare"
            aria-label={`看第${index + 1}张图`}
            onClick={() => card.onImage(url, "")}
          >
            <img src={url} alt="" loading="lazy" />
          </button>
        );
      })}
    </div>
  );
}

const PERSON_SIZES: Record<string, number> = { extra_small: 20, small: 24, medium: 32, large: 40 };

function PersonView(props: { id: string; size: string; avatar: boolean; name: boolean; capsule: boolean }) {
  const card = useCard();
  const name = card.nameOf(props.id);
  return (
    <span class={props.capsule ? "person person-capsule" : "person"}>
      {props.avatar && <Avatar name={name} size={PERSON_SIZES[props.size] ?? 24} />}
      {props.name ? <span>{name}</span> : <span class="sr-only">{name}</span>}
    </span>
  );
}

export function Person({ node }: { node: Json }): JSX.Element {
  return (
    <PersonView
      id={str(node, "user_id")}
      size={str(node, "size", "medium")}
      avatar={bool(node, "show_avatar", true)}
      name={bool(node, "show_name")}
      capsule={str(node, "style") === "capsule"}
    />
  );
}

export function PersonList({ node }: { node: Json }): JSX.Element {
  return (
    <div class="person-list">
      {list(node, "persons").map((person, index) => (
        <PersonView
          key={index}
          id={str(person, "id")}
          size={str(node, "size", "medium")}
          avatar={bool(node, "show_avatar")}
          name={bool(node, "show_name", true)}
          capsule={false}
        />
      ))}
    </div>
  );
}

/** Sound cannot be fetched here; the place it takes in the card is shown. */
export function Audio({ node }: { node: Json }): JSX.Element {
  const key = str(node, "file_key");
  return (
    <div class="audio-placeholder" role="img" aria-label="语音">
      <Icon name="mic" />
      <span>语音{key ? "" : "（没有内容）"}</span>
    </div>
  );
}
