/** `@名字` as people see it becomes `@bot` or `@[ou_…]` as the sandbox takes it; longest names first. */
export function encodeMentions(
  text: string,
  bot: string,
  members: readonly { openId: string; name: string }[],
): string {
  const known = [
    { name: bot, token: "@bot" },
    ...members.map((one) => ({ name: one.name, token: `@[${one.openId}]` })),
  ];
  return known
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((words, { name, token }) => words.replaceAll(`@${name}`, token), text);
}
