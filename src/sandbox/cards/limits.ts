/** Numbers of feishu.md 4.2–4.5. */
export const LIMITS = {
  /** Components and text elements of one card. */
  elements: 200,
  /** Bytes of the card JSON. */
  bytes: 30 * 1024,
  /** Containers inside containers; a column belongs to its column_set. */
  nesting: 5,
  tables: 5,
  tableColumns: 50,
  markdownTables: 4,
  headerTags: 3,
  buttonText: 100,
  placeholder: 100,
  optionText: 100,
  inputLength: 1000,
  checkerButtons: 3,
} as const;
