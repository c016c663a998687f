import { render } from "preact";
import { followSystemTheme } from "./state/theme.ts";
import { Gallery } from "./tools/Gallery.tsx";
import { Shell } from "./tools/Shell.tsx";

followSystemTheme();

const root = document.getElementById("root");
if (root) render(location.pathname === "/gallery" ? <Gallery /> : <Shell />, root);
