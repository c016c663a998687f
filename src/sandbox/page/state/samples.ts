/** Stand-ins for what people send from a phone. */
export async function sampleFile(kind: "image" | "file" | "audio", name?: string): Promise<File> {
  if (kind === "image") return new File([await samplePicture()], name ?? "现场照片.png", { type: "image/png" });
  if (kind === "audio") return new File([silentOpus()], name ?? "语音.opus", { type: "audio/ogg" });
  const text = "情况说明\n\n一、基本情况……\n二、希望解决的问题……\n";
  return new File([text], name ?? "情况说明.txt", { type: "text/plain" });
}

/** A drawn workshop with a dark machine: enough to be recognised as a photograph in a chat. */
async function samplePicture(): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = 480;
  canvas.height = 320;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("浏览器不能画图");
  const sky = pen.createLinearGradient(0, 0, 0, 320);
  sky.addColorStop(0, "#5b6b7f");
  sky.addColorStop(1, "#2c3440");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 480, 320);
  pen.fillStyle = "#222a33";
  pen.fillRect(0, 236, 480, 84);
  for (const [x, width, height, color] of [
    [40, 120, 120, "#3d4a59"],
    [190, 90, 150, "#46566a"],
    [310, 130, 100, "#384452"],
  ] as const) {
    pen.fillStyle = color;
    pen.fillRect(x, 256 - height, width, height);
    pen.fillStyle = "#f5a524";
    pen.fillRect(x + 12, 268 - height, 18, 10);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("浏览器不能画图"))), "image/png");
  });
}

/** The first page of an Ogg stream with an Opus header: nothing to hear, but true to its kind. */
function silentOpus(): Blob {
  const head = new TextEncoder().encode("OggS\u0000\u0002" + "\u0000".repeat(20) + "\u0001\u0013OpusHead\u0001\u0001");
  return new Blob([head, new Uint8Array(1200)], { type: "audio/ogg" });
}
