/** Sets the theme before the first paint, so that a dark room is not flashed at. */
const THEME_SCRIPT = `(()=>{let t=null;try{t=localStorage.getItem("sandbox-theme")}catch{}
if(t!=="light"&&t!=="dark")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
document.documentElement.setAttribute("data-theme",t)})()`;

/** The document both routes answer with; the assets carry their content hash in the name. */
export function pageHtml(script: string, style: string): string {
  return `<!doctype html>
<html lang="zh-CN" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>本地飞书</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Crect width='20' height='20' rx='6' fill='%231456f0'/%3E%3Cpath d='M5 6h10v6H9l-3 2.500V12H5z' fill='white'/%3E%3C/svg%3E">
<script>${THEME_SCRIPT}</script>
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><div id="root"></div></body>
</html>
`;
}
