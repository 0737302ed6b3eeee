/** A header word in one spelling: `Name Tag`, `nameTag` and `name-tag` are `name_tag`. */
export function foldHeader(cell: string): string {
  return cell
    .trim()
    .replace(/^"|"$/g, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}
